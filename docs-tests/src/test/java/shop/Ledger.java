package shop;

import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;

/** The other half of a deadlock. */
@Shared("ledger")
@ApplicationScoped
public class Ledger {
    @Inject
    Till till;

    public int pages() {
        return 1;
    }

    /** Needs the turn of the till within its own, on another thread. */
    public CompletableFuture<Integer> audit(CyclicBarrier bothAreAtWork) throws Exception {
        bothAreAtWork.await();
        return CompletableFuture.completedFuture(till.coins());
    }
}

package shop;

import io.sharer.Shared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;

/** Counts coins, and nothing in it is thread-safe. */
@Shared("till")
@ApplicationScoped
public class Till {
    @Inject
    Ledger ledger;

    private int coins;

    /** Waits for its turn, and runs on its caller's own thread. */
    public int put() {
        int before = coins;
        LockSupport.parkNanos(1_000_000); // a millisecond, in which somebody else would come between
        coins = before + 1;
        return coins;
    }

    /** Returns at once. It is done in its turn, on a managed thread. */
    public CompletionStage<String> report() {
        return CompletableFuture.completedFuture(coins + " coins");
    }

    public int coins() {
        return coins;
    }

    /** Needs the turn of the ledger within its own. */
    public int cashUp(CyclicBarrier bothAreAtWork) throws Exception {
        bothAreAtWork.await();
        return ledger.pages();
    }

    /** The last turn, when all that was queued is done. */
    @PreDestroy
    void close() {
        System.out.println("closed with " + coins + " coins");
    }
}

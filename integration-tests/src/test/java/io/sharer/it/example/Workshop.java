package io.sharer.it.example;

import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;

/** Takes orders on their callers' threads and delivers on the server's executor, in one named queue. */
@ApplicationScoped
@Shared("workshop")
public class Workshop {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Lathe lathe;

    private int orders;

    /** Numbers the order. */
    public int order() {
        return ++orders;
    }

    /** What the order becomes, which two queues have to do with. */
    public CompletableFuture<String> deliver(int order) {
        return CompletableFuture.completedFuture(lathe.turn(order));
    }
}

package io.sharer.it.server;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Remove;
import jakarta.ejb.Stateful;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;

/** A stateful session bean that takes turns: one for each client. */
@Stateful
@Shared
public class Trolley {
    @Inject
    @SuppressWarnings({"NullAway.Init", "serial"}) // what is injected can be passivated
    private SerialExecutor queue;

    private final CompletableFuture<Integer> runningAtTheEnd = new CompletableFuture<>();

    /** How many have a turn, in the queue that is injected. */
    public int running() {
        return queue.stats().running();
    }

    /** The queue that is injected. */
    @Unshared
    public SerialExecutor queue() {
        return queue;
    }

    /** Is told how many have a turn when this ends. */
    @Unshared
    public CompletableFuture<Integer> runningAtTheEnd() {
        return runningAtTheEnd;
    }

    /** Has it removed. */
    @Remove
    @Unshared
    public void leave() {
        // The container does.
    }

    @PreDestroy
    void end() {
        runningAtTheEnd.complete(queue.stats().running());
    }
}

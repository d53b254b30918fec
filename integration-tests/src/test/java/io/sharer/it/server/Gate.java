package io.sharer.it.server;

import io.sharer.Shared;
import io.sharer.Turn;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** While somebody keeps it closed nobody can pass, neither here nor at the {@link Booth}: they have one queue. */
@ApplicationScoped
@Shared("gate")
public class Gate {
    private static final AtomicInteger GATES = new AtomicInteger();

    private final int number = GATES.incrementAndGet();
    private volatile CompletableFuture<Void> opened = CompletableFuture.completedFuture(null);

    /** Which one it is, of those of its class. */
    @Unshared
    public int number() {
        return number;
    }

    /** Has the turn until the gate is opened. */
    public CompletableFuture<Void> close() {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        opened = stage;
        return stage;
    }

    /** Ends the turn of {@link #close()}. */
    @Unshared
    public void open() {
        opened.complete(null);
    }

    /** Passes now or never, and tells in whose turn. */
    @Shared(timeout = "PT0S")
    public String pass() {
        return Turn.current().map(Turn::queue).orElse("no turn");
    }

    /** Passes when the gate is open, and tells in whose turn. */
    public CompletableFuture<String> passLater() {
        return CompletableFuture.completedFuture(Turn.current().map(Turn::queue).orElse("no turn"));
    }
}

package io.sharer.it.server;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.CompletableFuture;

/** A bean whose callers take turns, and whose methods look around. */
@ApplicationScoped
@Shared
public class Till {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Surroundings surroundings;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private SerialExecutor queue;

    /** What a synchronous body finds. */
    public Observation look() {
        return surroundings.observe();
    }

    /** What an asynchronous body finds. */
    public CompletableFuture<Observation> lookLater() {
        return CompletableFuture.completedFuture(surroundings.observe());
    }

    /** An asynchronous body that begins a transaction and forgets it. */
    public CompletableFuture<Thread> forgetATransaction(UserTransaction transaction) throws Exception {
        transaction.begin();
        return CompletableFuture.completedFuture(Thread.currentThread());
    }

    /** A synchronous body that fails. */
    public void fail(Exception failure) throws Exception {
        throw failure;
    }

    /** An asynchronous body that fails. */
    public CompletableFuture<Void> failLater(Exception failure) {
        return CompletableFuture.failedFuture(failure);
    }

    /** An asynchronous body that throws before it has a stage. */
    public CompletableFuture<Void> throwLater(Exception failure) throws Exception {
        throw failure;
    }

    /** A body that calls its own bean through its proxy. */
    public Observation lookAgain(Till itself) {
        return itself.look();
    }

    /** How many bodies run now. */
    @Unshared
    public int running() {
        return queue.stats().running();
    }
}

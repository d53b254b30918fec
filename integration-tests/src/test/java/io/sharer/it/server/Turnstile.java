package io.sharer.it.server;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** A singleton session bean that takes turns. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@Shared
public class Turnstile {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private SerialExecutor queue;

    /** How many have a turn, in the queue that is injected. */
    public int running() {
        return queue.stats().running();
    }

    /** The queue that is injected. */
    @Unshared
    public SerialExecutor queue() {
        return queue;
    }
}

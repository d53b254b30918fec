package io.sharer.it.server;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Has a queue injected as the executor that Jakarta Concurrency knows, and as what it is. */
@ApplicationScoped
public class ManagedTill {
    @Inject
    @SharedQueue("managed till")
    @SuppressWarnings("NullAway.Init")
    private ManagedExecutorService managed;

    @Inject
    @SharedQueue("managed till")
    @SuppressWarnings("NullAway.Init")
    private SerialExecutor queue;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Surroundings surroundings;

    /** A body in the same queue. */
    @Shared("managed till")
    public Observation look() {
        return surroundings.observe();
    }

    /** The queue. */
    public ManagedExecutorService managed() {
        return managed;
    }

    /** The queue. */
    public SerialExecutor queue() {
        return queue;
    }
}

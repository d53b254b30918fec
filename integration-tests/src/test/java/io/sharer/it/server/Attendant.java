package io.sharer.it.server;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** A stateless session bean that takes turns: one for each of the container's instances. */
@Stateless
@Shared
public class Attendant {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private SerialExecutor queue;

    /** How many have a turn, in the queue that is injected. */
    public int running() {
        return queue.stats().running();
    }
}

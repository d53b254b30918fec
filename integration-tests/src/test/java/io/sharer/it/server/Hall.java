package io.sharer.it.server;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Takes turns, and is made with a session bean that takes its own. */
@Dependent
@Shared
public class Hall {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Trolley trolley;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private SerialExecutor queue;

    /** How many have a turn in the queue that is injected here while the trolley is asked, and there. */
    public String running() {
        return queue.stats().running() + " and " + trolley.running() + ", " + turns();
    }

    private String turns() {
        return queue.stats().turns() + " and " + trolley.queue().stats().turns();
    }
}

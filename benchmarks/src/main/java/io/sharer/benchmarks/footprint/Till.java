package io.sharer.benchmarks.footprint;

import io.sharer.Shared;
import jakarta.enterprise.context.Dependent;

/** A shared bean: each instance has a queue. */
@Dependent
@Shared
public class Till {
    private int coins;

    /** Counts. */
    public int put() {
        return ++coins;
    }

    /** Has the turn while the action runs. */
    public void during(Runnable action) {
        action.run();
    }
}

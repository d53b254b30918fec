package io.sharer.benchmarks.beans;

import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts, in turns. */
@ApplicationScoped
@Shared
public class SharedCounter {
    private int count;

    /** Counts. */
    public int next() {
        return ++count;
    }
}

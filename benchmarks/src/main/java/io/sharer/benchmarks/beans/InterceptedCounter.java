package io.sharer.benchmarks.beans;

import jakarta.enterprise.context.ApplicationScoped;

/** Counts, behind an interceptor that does nothing. */
@ApplicationScoped
@Nothing
public class InterceptedCounter {
    private int count;

    /** Counts. */
    public int next() {
        return ++count;
    }
}

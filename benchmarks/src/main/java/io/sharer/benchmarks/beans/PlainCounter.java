package io.sharer.benchmarks.beans;

import jakarta.enterprise.context.ApplicationScoped;

/** Counts. */
@ApplicationScoped
public class PlainCounter {
    private int count;

    /** Counts. */
    public int next() {
        return ++count;
    }
}

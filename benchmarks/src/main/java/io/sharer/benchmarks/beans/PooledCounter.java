package io.sharer.benchmarks.beans;

import io.sharer.Pooled;

/** Counts, and is lent for each call. */
@Pooled(maxSize = 10)
public class PooledCounter {
    private int count;

    /** Counts. */
    public int next() {
        return ++count;
    }
}

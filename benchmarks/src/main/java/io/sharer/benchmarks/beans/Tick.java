package io.sharer.benchmarks.beans;

/** What is pooled: as little as can be called. */
public interface Tick {
    /** How often it was called. */
    int next();
}

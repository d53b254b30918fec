package io.sharer.benchmarks.footprint;

import io.sharer.benchmarks.beans.Nothing;
import jakarta.enterprise.context.Dependent;

/** The same bean behind an interceptor that does nothing. */
@Dependent
@Nothing
public class Drawer {
    private int coins;

    /** Counts. */
    public int put() {
        return ++coins;
    }
}

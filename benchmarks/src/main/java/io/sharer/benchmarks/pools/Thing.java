package io.sharer.benchmarks.pools;

import io.sharer.benchmarks.Body;

/** What is lent: it counts its uses, on a cache line of its own. */
final class Thing {
    /** So many numbers on either side of the one that is counted are more than two cache lines. */
    private static final int APART = 16;

    private final long[] uses = new long[2 * APART + 1];

    void use(Body body) {
        uses[APART]++;
        body.work();
    }
}

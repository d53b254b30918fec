package io.sharer.benchmarks.run;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How thoroughly is measured. */
enum Pace {
    /** As the benchmarks' annotations say. */
    FULL(1_000_000) {
        @Override
        void apply(ChainedOptionsBuilder options) {
            // Enough for all bodies under way; always the same, so that the collector has the same to do.
            options.jvmArgs("-Xms2g", "-Xmx2g");
        }
    },

    /** A few minutes, to see that everything works, and of what order the figures are. */
    QUICK(100_000) {
        @Override
        void apply(ChainedOptionsBuilder options) {
            options.jvmArgs("-Xms1g", "-Xmx1g")
                    .forks(1)
                    .warmupIterations(1)
                    .warmupTime(TimeValue.milliseconds(200))
                    .measurementIterations(2)
                    .measurementTime(TimeValue.milliseconds(200));
        }
    },

    /** Everything once, with as many threads as there are in earnest, in this process. */
    SMOKE(1_000) {
        @Override
        void apply(ChainedOptionsBuilder options) {
            options.forks(0).warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(10));
        }
    };

    private final int beans;

    Pace(int beans) {
        this.beans = beans;
    }

    abstract void apply(ChainedOptionsBuilder options);

    /** How many beans the footprint is measured with. */
    int beans() {
        return beans;
    }
}

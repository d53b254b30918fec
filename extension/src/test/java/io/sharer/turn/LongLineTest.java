package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.QueueStats;
import io.sharer.SerialExecutor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A body leaves a long line as easily as a short one, from wherever it stands. */
class LongLineTest {
    private static final int SHORT = 6_250;
    private static final int TIMES = 16;

    @AutoClose
    private final SerialExecutor queue = SerialExecutor.builder("long").build();

    private final Callers callers = new Callers();
    private final AtomicInteger ran = new AtomicInteger();

    @Test
    void aHundredThousandBodiesLeaveInAnyOrder() throws Exception {
        Gate gate = new Gate();
        Callers.Call<String> holder = callers.hold(queue, gate);
        withdraw(SHORT * TIMES, 1);
        CompletableFuture<String> next = queue.submit(() -> "next");
        gate.open();

        QueueStats stats = queue.stats();
        assertThat(next.join() + holder.get()).isEqualTo("nextpassed");
        assertThat(ran.get()).isZero();
        assertThat(stats.cancelled()).isEqualTo(SHORT * TIMES);
        assertThat(queue.stats().length()).isZero();
    }

    /** A search through the line would make sixteen times as many cost 256 times as much. */
    @Test
    void whatItCostsGrowsWithTheirNumberOnly() throws Exception {
        Gate gate = new Gate();
        Callers.Call<String> holder = callers.hold(queue, gate);
        withdraw(SHORT * TIMES, 2);
        long shortLine = Long.MAX_VALUE;
        long longLine = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            shortLine = Math.min(shortLine, withdraw(SHORT, i));
            longLine = Math.min(longLine, withdraw(SHORT * TIMES, i));
        }
        gate.open();
        holder.get();

        assertThat(longLine / shortLine)
                .as("%d ns beside %d ns", longLine, shortLine)
                .isLessThan(TIMES * 8);
    }

    /** Has so many bodies join the line and leave it in random order; returns how long the leaving took. */
    private long withdraw(int number, long seed) {
        List<CompletableFuture<?>> bodies = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            bodies.add(queue.submit(ran::incrementAndGet));
        }
        Collections.shuffle(bodies, new Random(seed));
        assertThat(queue.stats().length()).isEqualTo(number);
        long start = cpuTime();
        for (CompletableFuture<?> body : bodies) {
            body.cancel(false);
        }
        long took = cpuTime() - start;
        assertThat(queue.stats().length()).isZero();
        return took;
    }

    /** Of this thread, so that what else the machine does is not counted. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}

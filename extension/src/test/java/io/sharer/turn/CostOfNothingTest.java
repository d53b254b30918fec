package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sharer.Access;
import io.sharer.Overflow;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a queue costs that nobody waits in, counted in bytes that this thread allocates. */
class CostOfNothingTest {
    private static final int MANY = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @AutoClose("stop")
    private final TurnTimer timer = new TurnTimer("timer of nothing");

    /** As an application's queues share theirs. */
    private final QueueConfig config = QueueConfig.of("idle", Runnable::run, new ClassLoaderCarrier(), timer);

    private static void nothing() {}

    private static long bytes(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void anIdleQueueThatWasUsedTakes200BytesAtMost() {
        SerialQueue[] queues = new SerialQueue[MANY];
        CallSettings settings = CallSettings.of(Access.WRITE, Overflow.REJECT, null);
        new SerialQueue(config, settings).run(CostOfNothingTest::nothing);

        long allocated = bytes(() -> {
            for (int i = 0; i < MANY; i++) {
                queues[i] = new SerialQueue(config, settings);
                queues[i].run(CostOfNothingTest::nothing);
            }
        });

        assertThat(allocated / MANY).isBetween(1L, 200L);
        assertThat(queues[MANY - 1].stats().turns()).isEqualTo(1);
    }

    @Test
    void anUncontendedTurnAllocatesNothing() {
        SerialQueue queue = new SerialQueue(config);
        Runnable turns = () -> {
            for (int i = 0; i < MANY; i++) {
                queue.run(CostOfNothingTest::nothing);
            }
        };
        turns.run();

        assertThat(bytes(turns) / MANY).isZero();
    }

    @Test
    void aMillionIdleQueuesHaveNoThread() {
        SerialQueue[] queues = new SerialQueue[1_000_000];
        for (int i = 0; i < queues.length; i++) {
            queues[i] = new SerialQueue(config);
            queues[i].run(CostOfNothingTest::nothing);
        }

        assertThat(queues).hasSize(1_000_000);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("timer of nothing"));
    }
}

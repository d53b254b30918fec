package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sharer.Access;
import io.sharer.Overflow;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * What a queue costs that nobody waits in, counted in bytes that a thread allocates: where nobody has asked for a turn
 * yet, for from then on turns are noted.
 */
class CostOfNothingTest {
    private static final int MANY = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @AutoClose("stop")
    private final TurnTimer timer = new TurnTimer("timer of nothing");

    /** As an application's queues share theirs. */
    private final QueueConfig config = config(timer);

    private static QueueConfig config(TurnTimer timer) {
        return QueueConfig.of("idle", Runnable::run, new ClassLoaderCarrier(), timer);
    }

    private static void nothing() {}

    private static long bytes(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** The bytes of an idle queue that was used. */
    public static final class OfAQueue implements Callable<String> {
        @Override
        public String call() {
            QueueConfig config = config(new TurnTimer("timer of nothing"));
            SerialQueue[] queues = new SerialQueue[MANY];
            CallSettings settings = CallSettings.of(Access.WRITE, Overflow.REJECT, null);
            new SerialQueue(config, settings).run(CostOfNothingTest::nothing);
            long allocated = bytes(() -> {
                for (int i = 0; i < MANY; i++) {
                    queues[i] = new SerialQueue(config, settings);
                    queues[i].run(CostOfNothingTest::nothing);
                }
            });
            assertThat(queues[MANY - 1].stats().turns()).isEqualTo(1);
            return String.valueOf(allocated / MANY);
        }
    }

    @Test
    void anIdleQueueThatWasUsedTakes200BytesAtMost() throws Exception {
        assertThat(Long.parseLong(FreshClasses.call(OfAQueue.class))).isBetween(1L, 200L);
    }

    /** The bytes of a turn that nobody waits for. */
    public static final class OfATurn implements Callable<String> {
        @Override
        public String call() {
            SerialQueue queue = new SerialQueue(config(new TurnTimer("timer of nothing")));
            Runnable turns = () -> {
                for (int i = 0; i < MANY; i++) {
                    queue.run(CostOfNothingTest::nothing);
                }
            };
            turns.run();
            return String.valueOf(bytes(turns) / MANY);
        }
    }

    @Test
    void anUncontendedTurnAllocatesNothing() throws Exception {
        assertThat(FreshClasses.call(OfATurn.class)).isEqualTo("0");
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

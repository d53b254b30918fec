package io.sharer.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A thousand virtual threads that do the same, a hundred times each. Needs JDK 21.
 *
 * <p>They are started anew for each round and all have to finish it. JMH's own loops on virtual threads would not do: a
 * virtual thread that never blocks is never set aside for another, so of a thousand loops two would run.
 */
@State(Scope.Benchmark)
public class VirtualThreads {
    /** How many there are. */
    public static final int COUNT = 1_000;

    private static final int TIMES_EACH = 100;

    /** What all do together in one round. */
    public static final int OPERATIONS = COUNT * TIMES_EACH;

    private final ThreadFactory factory = factory();

    /** By reflection, because the rest is compiled for JDK 17. */
    private static ThreadFactory factory() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Virtual threads need JDK 21 or newer.", e);
        }
    }

    /**
     * One round.
     *
     * @throws IllegalStateException if one of them has failed
     */
    public void all(Callable<?> once) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(COUNT);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable loop = () -> {
            try {
                for (int i = 0; i < TIMES_EACH; i++) {
                    once.call();
                }
            } catch (Throwable e) {
                failure.set(e);
            } finally {
                done.countDown();
            }
        };
        for (int i = 0; i < COUNT; i++) {
            factory.newThread(loop).start();
        }
        done.await();
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("A virtual thread has failed.", thrown);
        }
    }
}

package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.Lease;
import io.sharer.Pool;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand virtual threads borrow from a small pool, and none of our code keeps one of them on its carrier. */
@EnabledForJreRange(min = JRE.JAVA_21)
class PoolVirtualThreadsTest {
    private static final int THREADS = 10_000;
    private static final int MOST = 10;

    private final ExecutorService virtual = newVirtualThreadPerTaskExecutor();
    private final Things things = new Things();
    private final AtomicInteger lent = new AtomicInteger();
    private final AtomicInteger mostLent = new AtomicInteger();

    private static ExecutorService newVirtualThreadPerTaskExecutor() {
        try {
            Method method = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            return (ExecutorService) method.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("virtual threads", e);
        }
    }

    private Integer use(Thing thing) {
        mostLent.accumulateAndGet(lent.incrementAndGet(), Math::max);
        LockSupport.parkNanos(1);
        lent.decrementAndGet();
        return thing.number;
    }

    /**
     * From JDK 24 on one that waits for another to initialise a class is recorded too, so all are initialised before,
     * with those that loans have while there is a recording.
     */
    private void waitOnceInEachWay() throws Exception {
        Duration timeout = Duration.ofMinutes(1);
        Borrowers borrowers = new Borrowers();
        try (Recording recording = new Recording();
                Pool<Thing> pool = new Things().pool(1).executor(virtual).build()) {
            recording.start();
            Lease<Thing> lease = pool.borrow(timeout);
            Borrowers.Call<Integer> untimed = borrowers.startInLine(pool, 1, () -> pool.with(thing -> thing.number));
            Borrowers.Call<Integer> timed = borrowers.startInLine(pool, 2, () -> {
                try (Lease<Thing> handedOver = pool.borrow(timeout)) {
                    return handedOver.get().number;
                }
            });
            Borrowers.awaitParked(untimed.thread());
            Borrowers.awaitParked(timed.thread());
            lease.close();
            untimed.get();
            timed.get();
        }
    }

    @Test
    void tenThousandOfThemBorrowAndPinNoCarrier(@TempDir Path folder) throws Exception {
        waitOnceInEachWay();
        Path file = folder.resolve("pinned.jfr");
        Pool<Thing> pool = things.pool(MOST).executor(virtual).build();
        try (Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.start();
            List<CompletableFuture<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Duration timeout = Duration.ofMinutes(1);
                boolean timed = i % 2 == 0;
                calls.add(CompletableFuture.supplyAsync(
                        () -> {
                            if (timed) {
                                try (var lease = pool.borrow(timeout)) {
                                    return use(lease.get());
                                }
                            }
                            return pool.with(this::use);
                        },
                        virtual));
            }
            for (CompletableFuture<Integer> call : calls) {
                assertThat(call.get(50, TimeUnit.SECONDS)).isBetween(1, MOST);
            }
            virtual.submit(Pinning::touch).get();
            recording.stop();
            recording.dump(file);
        }
        pool.close();
        virtual.shutdown();

        assertThat(virtual.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(mostLent.get()).isLessThanOrEqualTo(MOST);
        assertThat(things.most()).isLessThanOrEqualTo(MOST);
        assertThat(pool.stats().borrows()).isEqualTo(THREADS);
        assertThat(pinnedFrames(file))
                .as("classes on the stacks of pinned threads")
                .anyMatch(frame -> frame.startsWith(Pinning.class.getName()))
                .noneMatch(frame -> frame.startsWith("io.sharer.")
                        && !frame.startsWith(getClass().getName()));
    }

    /** Parks in its initialiser, which keeps a virtual thread on its carrier: the recording has to tell of this one. */
    private static final class Pinning {
        static {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }

        static void touch() {}
    }

    private static List<String> pinnedFrames(Path file) throws Exception {
        List<String> classes = new ArrayList<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals("jdk.VirtualThreadPinned") && event.getStackTrace() != null) {
                for (RecordedFrame frame : event.getStackTrace().getFrames()) {
                    classes.add(frame.getMethod().getType().getName());
                }
            }
        }
        return classes;
    }
}

package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand virtual threads take turns, and none of our code keeps one of them on its carrier. */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {
    private static final int THREADS = 10_000;

    @AutoClose("stop")
    private final TurnTimer timer = new TurnTimer("timer");

    private final ExecutorService virtual = newVirtualThreadPerTaskExecutor();
    private final SerialQueue queue =
            new SerialQueue(QueueConfig.of("virtual", virtual, new ClassLoaderCarrier(), timer));

    /** What the bodies have done; only the turn guards it. */
    private final List<List<String>> done = new ArrayList<>();

    private boolean inside;
    private int overlaps;

    private static ExecutorService newVirtualThreadPerTaskExecutor() {
        try {
            Method method = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            return (ExecutorService) method.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("virtual threads", e);
        }
    }

    private int body(int number, String what) {
        overlaps += inside ? 1 : 0;
        inside = true;
        done.get(number).add(what);
        inside = false;
        return number;
    }

    @Test
    void tenThousandOfThemTakeTurnsInTheirOrderAndPinNoCarrier(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("pinned.jfr");
        List<CompletableFuture<Integer>> outcomes;
        try (Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.start();
            outcomes = takeTurns();
            virtual.submit(Pinning::touch).get();
            recording.stop();
            recording.dump(file);
        }
        long turns = queue.stats().turns();
        queue.close();
        virtual.shutdown();

        assertThat(virtual.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(outcomes).hasSize(2 * THREADS).allMatch(CompletableFuture::isDone);
        assertThat(overlaps).isZero();
        assertThat(done).allSatisfy(own -> assertThat(own).containsExactly("queued", "called", "queued", "called"));
        assertThat(turns).isEqualTo(4L * THREADS);
        assertThat(pinnedFrames(file))
                .as("classes on the stacks of pinned threads")
                .anyMatch(frame -> frame.startsWith(Pinning.class.getName()))
                .noneMatch(frame -> frame.startsWith("io.sharer.")
                        && !frame.startsWith(getClass().getName()));
    }

    /** All at once, each of them queues a body and calls, twice. */
    private List<CompletableFuture<Integer>> takeTurns() throws Exception {
        Queue<CompletableFuture<Integer>> outcomes = new ConcurrentLinkedQueue<>();
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            done.add(new ArrayList<>());
            threads.add(CompletableFuture.runAsync(
                    () -> {
                        awaitStart(start);
                        for (int round = 0; round < 2; round++) {
                            outcomes.add(queue.submit(() -> body(number, "queued")));
                            queue.run(() -> body(number, "called"));
                        }
                    },
                    virtual));
        }
        start.countDown();
        for (CompletableFuture<Void> thread : threads) {
            thread.get();
        }
        for (CompletableFuture<Integer> outcome : outcomes) {
            outcome.get();
        }
        return List.copyOf(outcomes);
    }

    private static void awaitStart(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
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

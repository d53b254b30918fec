package io.sharer.jfr;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.SerialExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the flight recorder has in its file after it was on. */
class FlightRecorderTest {
    private final Path folder;

    FlightRecorderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<RecordedEvent> recorded(String event, Duration threshold, Work work) throws Exception {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("sharer.*").withThreshold(threshold);
            recording.enable(event).withThreshold(threshold);
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(one -> one.getEventType().getName().equals(event))
                .toList();
    }

    private interface Work {
        void run() throws Exception;
    }

    @Test
    void everyTurnIsRecordedWithItsQueueAndBody() throws Exception {
        try (SerialExecutor queue = SerialExecutor.builder("recorded").build()) {
            List<RecordedEvent> held = recorded("sharer.TurnHeld", Duration.ZERO, () -> {
                for (int i = 0; i < 100; i++) {
                    queue.call(() -> "done");
                }
                queue.submit(() -> "later").join();
            });
            List<RecordedEvent> its = held.stream()
                    .filter(event -> event.getString("queue").equals("recorded"))
                    .toList();
            assertThat(its).hasSize(101);
            assertThat(its.get(0).getString("body")).contains("FlightRecorderTest");
            assertThat(its.get(0).getStackTrace()).isNull();
        }
        assertThat(HeldTurns.areAny()).isFalse();
    }

    @Test
    void theTurnOfAStageIsRecordedUntilThatIsDone() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        try (SerialExecutor queue = SerialExecutor.builder("staged").build()) {
            List<RecordedEvent> held = recorded("sharer.TurnHeld", Duration.ofMillis(30), () -> {
                CountDownLatch begun = new CountDownLatch(1);
                CompletableFuture<String> outcome = queue.submitStage(() -> {
                    begun.countDown();
                    return stage;
                });
                assertThat(begun.await(20, SECONDS)).isTrue();
                long since = System.nanoTime();
                await().until(() -> System.nanoTime() - since > 60_000_000);
                stage.complete("done");
                outcome.join();
            });
            assertThat(held).hasSize(1);
            assertThat(held.get(0).getDuration()).isGreaterThan(Duration.ofMillis(30));
        }
        assertThat(HeldTurns.areAny()).isFalse();
    }

    @Test
    void aWaitIsRecordedWithItsOutcomeAndStack() throws Exception {
        try (SerialExecutor queue = SerialExecutor.builder("waited").build()) {
            List<RecordedEvent> waits = recorded("sharer.TurnWait", Duration.ZERO, () -> {
                CountDownLatch begun = new CountDownLatch(1);
                CountDownLatch end = new CountDownLatch(1);
                Thread holder = new Thread(() -> queue.run(() -> {
                    begun.countDown();
                    try {
                        assertThat(end.await(20, SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }));
                holder.start();
                assertThat(begun.await(20, SECONDS)).isTrue();
                Thread waiter = new Thread(() -> queue.run(() -> {}), "waiter");
                waiter.start();
                await().until(() -> queue.stats().length() == 1);
                end.countDown();
                holder.join();
                waiter.join();
            });
            assertThat(waits).hasSize(1);
            assertThat(waits.get(0).getString("queue")).isEqualTo("waited");
            assertThat(waits.get(0).getString("outcome")).isEqualTo("taken");
            assertThat(waits.get(0).getThread().getJavaName()).isEqualTo("waiter");
            assertThat(waits.get(0).getStackTrace().getFrames()).isNotEmpty();
        }
    }

    @Test
    void aLoanIsRecordedUntilItIsOver() throws Exception {
        try (Pool<Object> plain = Pool.builder(Object::new).name("plain").build();
                Pool<Object> tracked = Pool.builder(Object::new)
                        .name("tracked")
                        .maxLease(Duration.ofHours(1))
                        .build()) {
            List<RecordedEvent> leases = recorded("sharer.Lease", Duration.ZERO, () -> {
                plain.borrow().close();
                plain.borrow().discard();
                Lease<Object> lease = tracked.borrow();
                lease.close();
                lease.close();
            });
            assertThat(leases)
                    .extracting(event -> event.getString("pool") + " " + event.getString("outcome"))
                    .containsExactly("plain returned", "plain discarded", "tracked returned");
        }
    }

    @Test
    void nothingIsRecordedWhenNobodyRecords() throws Exception {
        assertThat(HeldTurns.areRecorded()).isFalse();
        assertThat(FlightEvents.recordsLeases()).isFalse();
        assertThat(FlightEvents.recordsWaits()).isFalse();
    }
}

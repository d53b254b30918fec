package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.QueueClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The queues of an application end together: none waits for another that hangs, and all have one time. */
class DrainTogetherTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @AutoClose("stop")
    private final TurnTimer timer = new TurnTimer("timer");

    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AutoClose
    private final LogRecorder log = new LogRecorder();

    private final Callers callers = new Callers();
    private final List<String> order = new ArrayList<>();
    private QueueConfig common = QueueConfig.of("common", pool, new ClassLoaderCarrier(), timer);

    private void allow(Duration drain, Duration grace) {
        common = common.withDrainTimeouts(drain, grace);
        common.end().begin();
    }

    private SerialQueue queue(String name) {
        return new SerialQueue(common.withName(name));
    }

    private static CompletableFuture<String> leaveTo(CompletableFuture<String> stage, SerialQueue queue) {
        CompletableFuture<String> future = queue.submitStage(() -> stage);
        await().until(() -> stage.getNumberOfDependents() == 1);
        return future;
    }

    @Test
    void aQueueThatHangsKeepsNoOtherFromBeingDrained() throws Exception {
        allow(NEVER, NEVER);
        SerialQueue hangs = queue("hangs");
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> hanging = leaveTo(stage, hangs);
        SerialQueue stalled = new SerialQueue(common.withName("stalled").withExecutor(never -> {}));
        CompletableFuture<?> body = stalled.submit(() -> "run");
        CompletableFuture<?> another = stalled.submit(() -> "run as well");
        Callers.Call<?> drain = callers.start(() -> {
            DrainTogether.drain(List.of(hangs, stalled));
            return null;
        });

        assertThat(body.get()).isEqualTo("run");
        assertThat(another.get()).isEqualTo("run as well");
        stage.complete("done");
        drain.get();
        assertThat(hanging.get()).isEqualTo("done");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void anOutcomeThatNobodyComesToTellTakesNoTimeFromBodiesThatAreInterrupted() throws Exception {
        Duration time = Duration.ofMillis(10);
        allow(NEVER, time);
        AtomicBoolean drops = new AtomicBoolean();
        SerialQueue queue = new SerialQueue(common.withName("untold").withExecutor(task -> {
            if (!drops.get()) {
                pool.execute(task);
            }
        }));
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> untold = leaveTo(stage, queue);
        drops.set(true);
        stage.complete("done");

        DrainTogether.drain(List.of(queue));

        List<Duration> left = new ArrayList<>();
        common.end().grace().await(time, left::add);
        assertThat(left).containsExactly(time);
        assertThat(untold.get()).isEqualTo("done");
    }

    @Test
    void whatIsQueuedForAKeyIsDrainedToo() throws Exception {
        allow(NEVER, NEVER);
        SerialQueue stalled = new SerialQueue(common.withName("stalled").withExecutor(never -> {}));
        CompletableFuture<Object> one = Keyed.of(stalled).submit("a", () -> "run");
        CompletableFuture<Object> behindIt = Keyed.of(stalled).submit("a", () -> "run as well");
        CompletableFuture<Object> ofAnother = Keyed.of(stalled).submit("b", () -> "run, too");
        DrainTogether.drain(List.of(stalled));

        assertThat(List.of(one.join(), behindIt.join(), ofAnother.join()))
                .isEqualTo(List.of("run", "run as well", "run, too"));
    }

    @Test
    void whatHangsInTheTurnOfAKeyIsEndedWhenTheTimeIsOver() throws Exception {
        allow(AT_ONCE, AT_ONCE);
        SerialQueue hangs = queue("hangs");
        CompletableFuture<Object> hanging = Keyed.of(hangs).stage("a", CompletableFuture::new);
        CompletableFuture<Object> behindIt = Keyed.of(hangs).submit("a", () -> "never");
        await().until(() -> hangs.stats().running() == 1 && hangs.stats().length() == 1);
        DrainTogether.drain(List.of(hangs));

        assertThatThrownBy(hanging::get).hasCauseInstanceOf(QueueClosedException.class);
        assertThatThrownBy(behindIt::get).hasCauseInstanceOf(QueueClosedException.class);
    }

    @Test
    void aDrainedQueueStaysOpen() throws Exception {
        allow(NEVER, NEVER);
        SerialQueue idle = queue("idle");
        SerialQueue busy = queue("busy");
        Gate gate = new Gate();
        callers.hold(busy, gate);
        Callers.Call<?> drain = callers.start(() -> {
            DrainTogether.drain(List.of(idle, busy));
            return null;
        });
        Callers.awaitLength(busy, 1);
        gate.open();
        drain.get();

        assertThat(idle.call(() -> "open")).isEqualTo("open");
        assertThat(busy.call(() -> "open")).isEqualTo("open");
    }

    @Test
    void thoseThatHangAreInterruptedSideBySide() throws Exception {
        allow(AT_ONCE, NEVER);
        CyclicBarrier bothInterrupted = new CyclicBarrier(2);
        List<Callers.Call<String>> holders = new ArrayList<>();
        List<SerialQueue> queues = List.of(queue("one"), queue("two"));
        for (SerialQueue queue : queues) {
            CountDownLatch begun = new CountDownLatch(1);
            holders.add(callers.start(() -> queue.call(() -> {
                begun.countDown();
                assertThatThrownBy(() -> new CountDownLatch(1).await()).isInstanceOf(InterruptedException.class);
                bothInterrupted.await();
                return "cleaned up";
            })));
            begun.await();
        }

        DrainTogether.drain(queues);

        for (Callers.Call<String> holder : holders) {
            assertThat(holder.get()).isEqualTo("cleaned up");
        }
        assertThat(log.messages()).hasSize(2).allMatch(text -> text.startsWith("SHARER-113: "));
    }

    @Test
    void oneThatIsNotDoneInTimeIsClosedAndWhatItHasFails() {
        allow(AT_ONCE, NEVER);
        SerialQueue hangs = queue("hangs");
        CompletableFuture<String> body = leaveTo(new CompletableFuture<>(), hangs);
        CompletableFuture<?> queued = hangs.submit(() -> "never");

        DrainTogether.drain(List.of(hangs));

        assertThat(hangs.isTerminated()).isTrue();
        for (CompletableFuture<?> future : List.of(body, queued)) {
            assertThatThrownBy(future::get)
                    .cause()
                    .isInstanceOf(QueueClosedException.class)
                    .hasMessageStartingWith("SHARER-103: the queue 'hangs'");
        }
    }

    @Test
    void oneThatTakesNoNoticeIsNotWaitedForAgain() throws Exception {
        allow(AT_ONCE, AT_ONCE);
        SerialQueue hangs = queue("hangs");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<String> body = hangs.submit(() -> {
            begun.countDown();
            awaitUninterruptibly(end);
            return "late";
        });
        begun.await();
        DrainTogether.drain(List.of(hangs));
        assertThatThrownBy(body::get).hasCauseInstanceOf(QueueClosedException.class);

        hangs.close(() -> order.add("last"));

        assertThat(order).containsExactly("last");
        assertThat(log.messages())
                .satisfiesExactly(
                        drained -> assertThat(drained).startsWith("SHARER-113: the queue 'hangs'"),
                        closed -> assertThat(closed).startsWith("SHARER-114: a body in the queue 'hangs'"));
        end.countDown();
        await().until(hangs::isTerminated);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatOneHasWaitedTheOthersHaveNoMore() {
        CommonEnd end = new CommonEnd();
        List<Duration> given = new ArrayList<>();
        end.drain().await(NEVER, given::add);
        end.drain().await(NEVER, given::add);
        assertThat(given).containsExactly(NEVER, NEVER);
        given.clear();

        end.begin();
        end.drain().await(NEVER, timeout -> {
            long start = System.nanoTime();
            while (System.nanoTime() - start < AT_ONCE.toNanos()) {
                Thread.onSpinWait();
            }
            return true;
        });
        end.drain().await(NEVER, given::add);
        end.drain().await(AT_ONCE, given::add);
        end.grace().await(NEVER, given::add);

        assertThat(given.get(0)).isLessThanOrEqualTo(NEVER.minus(AT_ONCE));
        assertThat(given.get(1)).isZero();
        assertThat(given.get(2)).isEqualTo(NEVER);
    }
}

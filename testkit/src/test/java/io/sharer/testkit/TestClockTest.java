package io.sharer.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.EventLoop;
import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolTimeoutException;
import io.sharer.SerialExecutor;
import io.sharer.TurnTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Time passes when the test says so, and never by itself. */
@ExtendWith(SharerLeaks.class)
class TestClockTest {
    private final TestClock clock = new TestClock();
    private final StepExecutor steps = new StepExecutor();

    // --- The clock itself ---

    @Test
    void whatIsDueRunsInTheOrderOfItsTimesAtItsTime() {
        List<String> ran = new ArrayList<>();
        record(ran, "late", 30);
        record(ran, "first", 10);
        record(ran, "second", 10);
        Future<?> cancelled = clock.scheduleAt(
                () -> ran.add("cancelled"), clock.nanoTime() + ofMillis(15).toNanos());
        assertThat(cancelled.cancel(false)).isTrue();
        clock.advance(ofMillis(9));
        assertThat(ran).isEmpty();
        clock.advance(ofMillis(11));
        assertThat(ran).containsExactly("first at PT0.01S", "second at PT0.01S");
        assertThat(clock.elapsed()).isEqualTo(ofMillis(20));
        assertThat(clock.scheduled()).isEqualTo(1);
        clock.advance(ofMillis(10));
        assertThat(ran).hasSize(3);
    }

    @Test
    void anAlarmThatThrowsKeepsNoOtherFromItsTimeAndIsTold() {
        List<String> ran = new ArrayList<>();
        List<Future<?>> failed = List.of(
                clock.scheduleAt(() -> fail("first"), ofMillis(10).toNanos()),
                clock.scheduleAt(() -> fail("second"), ofMillis(20).toNanos()));
        record(ran, "last", 30);
        assertThatThrownBy(() -> clock.advance(ofMillis(40)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("first")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .singleElement()
                        .satisfies(suppressed -> assertThat(suppressed).hasMessage("second")));
        assertThat(ran).containsExactly("last at PT0.03S");
        assertThat(clock.elapsed()).isEqualTo(ofMillis(40));
        assertThat(clock.scheduled()).isZero();
        assertThat(failed).allMatch(Future::isDone);
    }

    private static void fail(String message) {
        throw new IllegalStateException(message);
    }

    private void record(List<String> ran, String name, long millis) {
        Future<?> alarm = clock.scheduleAt(
                () -> ran.add(name + " at " + clock.elapsed()),
                clock.nanoTime() + ofMillis(millis).toNanos());
        assertThat(alarm.isDone()).isFalse();
    }

    @Test
    void whatIsScheduledByWhatIsDueRunsIfItIsDueAsWell() {
        AtomicInteger ran = new AtomicInteger();
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            ran.incrementAndGet();
            assertThat(clock.scheduleAt(
                                    again[0], clock.nanoTime() + ofSeconds(1).toNanos())
                            .isDone())
                    .isFalse();
        };
        assertThat(clock.scheduleAt(again[0], 0).isDone()).isFalse();
        clock.advance(Duration.ZERO);
        assertThat(ran).hasValue(1);
        clock.advance(ofSeconds(5));
        assertThat(ran).hasValue(6);
    }

    @Test
    void itDoesNotGoBack() {
        assertThatThrownBy(() -> clock.advance(ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHARER-527");
    }

    // --- Turns ---

    @Test
    void aQueuedBodyTimesOutWhenTheClockIsMoved() {
        try (SerialExecutor till = SerialExecutor.builder("till")
                .executor(steps)
                .timeout(ofSeconds(5))
                .time(clock)
                .build()) {
            CompletableFuture<String> first = till.submit(() -> "first");
            CompletableFuture<String> second = till.submit(() -> "second");
            clock.advance(ofMillis(4999));
            assertThat(second).isNotDone();
            clock.advance(ofMillis(1));
            assertThat(second).isCompletedExceptionally();
            assertThatThrownBy(second::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(TurnTimeoutException.class);
            steps.runAll();
            assertThat(first).isCompletedWithValue("first");
            assertThat(till.stats().timedOut()).isEqualTo(1);
        }
    }

    @Test
    void aThreadThatWaitsForItsTurnTimesOutWhenTheClockIsMoved() throws Exception {
        try (SerialExecutor till = SerialExecutor.builder("till")
                .executor(steps)
                .timeout(ofHours(1))
                .time(clock)
                .build()) {
            List<Throwable> thrown = new CopyOnWriteArrayList<>();
            Thread caller = new Thread(() -> {
                try {
                    till.run(() -> {});
                } catch (TurnTimeoutException e) {
                    thrown.add(e);
                }
            });
            till.call(() -> {
                caller.start();
                await().until(() -> till.stats().length() == 1);
                clock.advance(ofHours(1));
                caller.join();
                return true;
            });
            assertThat(thrown).singleElement().isInstanceOf(TurnTimeoutException.class);
        }
    }

    // --- Pools ---

    @Test
    void objectsGrowOldAndIdleByTheClock() {
        AtomicInteger closed = new AtomicInteger();
        try (Pool<Object> pool = Pool.builder(Object::new)
                .maxIdle(ofHours(1))
                .close(object -> closed.incrementAndGet())
                .executor(steps)
                .time(clock)
                .build()) {
            pool.borrow().close();
            clock.advance(ofHours(1).minusMillis(1));
            steps.runAll();
            assertThat(closed).hasValue(0);
            clock.advance(ofMillis(2));
            steps.runAll();
            assertThat(closed).hasValue(1);
            assertThat(pool.stats().live()).isZero();
        }
    }

    @Test
    void objectsOfMaxAgeGoWhenTheClockSaysSo() {
        try (Pool<Object> pool = Pool.builder(Object::new)
                .maxAge(ofHours(10))
                .executor(steps)
                .time(clock)
                .build()) {
            pool.borrow().close();
            clock.advance(ofHours(8));
            steps.runAll();
            assertThat(pool.stats().idle()).isEqualTo(1);
            clock.advance(ofHours(2));
            steps.runAll();
            assertThat(pool.stats().idle()).isZero();
        }
    }

    @Test
    void aLeaseIsKilledByTheClock() {
        try (Pool<Object> pool = Pool.builder(Object::new)
                .killLease(ofHours(1))
                .executor(steps)
                .time(clock)
                .build()) {
            Lease<Object> lease = pool.borrow();
            assertThat(lease.isValid()).isTrue();
            clock.advance(ofHours(1).plusMillis(1));
            steps.runAll();
            assertThat(lease.isValid()).isFalse();
            assertThat(pool.stats().killed()).isEqualTo(1);
        }
    }

    @Test
    void aBorrowerTimesOutWhenTheClockIsMoved() throws Exception {
        try (Pool<Object> pool = Pool.builder(Object::new)
                .name("drawers")
                .maxSize(1)
                .timeout(ofHours(1))
                .executor(steps)
                .time(clock)
                .build()) {
            CompletableFuture<Lease<Object>> first = pool.borrowAsync();
            steps.runAll();
            CompletableFuture<Lease<Object>> later = pool.borrowAsync();
            List<Throwable> thrown = new CopyOnWriteArrayList<>();
            Thread borrower = new Thread(() -> {
                try {
                    pool.borrow().close();
                } catch (PoolTimeoutException e) {
                    thrown.add(e);
                }
            });
            borrower.start();
            await().until(() -> pool.stats().waiting() == 2);
            clock.advance(ofHours(1));
            borrower.join();
            steps.runAll();
            assertThat(thrown).singleElement().isInstanceOf(PoolTimeoutException.class);
            assertThatThrownBy(later::join).hasCauseInstanceOf(PoolTimeoutException.class);
            first.join().close();
        }
    }

    // --- Loops ---

    @Test
    void whatALoopHasScheduledBecomesDueByTheClock() {
        EventLoop loop = EventLoop.named("mail").time(clock).start();
        try {
            AtomicInteger runs = new AtomicInteger();
            Future<?> every = loop.scheduleAtFixedRate(runs::incrementAndGet, 1, 1, TimeUnit.HOURS);
            var once = loop.schedule(() -> "once", 90, TimeUnit.MINUTES);
            assertThat(once.getDelay(TimeUnit.MINUTES)).isEqualTo(90);
            clock.advance(ofHours(1));
            await().until(() -> runs.get() == 1);
            assertThat(once.getDelay(TimeUnit.MINUTES)).isEqualTo(30);
            await().until(() -> clock.scheduled() >= 2);
            clock.advance(ofHours(1));
            await().until(() -> runs.get() == 2 && once.isDone());
            assertThat(every.isDone()).isFalse();
        } finally {
            loop.stop();
        }
    }

    @Test
    void whatHasBegunCannotBeCancelled() {
        List<Future<?>> alarms = new ArrayList<>();
        List<Boolean> cancelled = new ArrayList<>();
        alarms.add(clock.scheduleAt(() -> cancelled.add(alarms.get(0).cancel(false)), 1));
        clock.advance(ofSeconds(1));
        assertThat(cancelled).containsExactly(false);
        assertThat(alarms.get(0)).isDone();
        assertThat(alarms.get(0).isCancelled()).isFalse();
    }

    @Test
    void allOfTimeMayPass() {
        List<String> ran = new ArrayList<>();
        record(ran, "once", 1);
        clock.advance(ofSeconds(1));
        clock.advance(ofSeconds(Long.MAX_VALUE));
        assertThat(ran).hasSize(1);
        assertThat(clock.elapsed()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }

    @Test
    void aStalledBodyIsHelpedThoughTheClockStands() throws Exception {
        ExecutorService one = Executors.newFixedThreadPool(1);
        try {
            SerialExecutor a = SerialExecutor.builder("a")
                    .executor(one)
                    .timeout(ofSeconds(5))
                    .time(clock)
                    .build();
            SerialExecutor b = SerialExecutor.builder("b").executor(one).build();
            CompletableFuture<String> done = b.submit(() -> {
                CompletableFuture<String> first = a.submit(() -> "first");
                return a.call(() -> first.join() + ", then this");
            });
            assertThat(done.get(20, TimeUnit.SECONDS)).isEqualTo("first, then this");
            a.shutdown();
            b.shutdown();
        } finally {
            one.shutdownNow();
        }
    }
}

package io.sharer.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.EventLoop;
import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolTimeoutException;
import io.sharer.SerialExecutor;
import io.sharer.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Time that passes just when somebody has looked at it, and is about to schedule something, is not lost. */
@ExtendWith(SharerLeaks.class)
class JumpingTimeTest {
    private final TestClock clock = new TestClock();
    private final JumpingTime time = new JumpingTime(clock);
    private final StepExecutor steps = new StepExecutor();

    /** Moves the clock, once, before it schedules what it is asked to. */
    private static final class JumpingTime implements TimeSource {
        private final TestClock clock;
        private final AtomicReference<Duration> jump = new AtomicReference<>(Duration.ZERO);

        JumpingTime(TestClock clock) {
            this.clock = clock;
        }

        @Override
        public long nanoTime() {
            return clock.nanoTime();
        }

        @Override
        public Future<?> scheduleAt(Runnable action, long at) {
            clock.advance(jump.getAndSet(Duration.ZERO));
            return clock.scheduleAt(action, at);
        }
    }

    @Test
    void whatALoopHasScheduledIsNotDueLater() {
        EventLoop loop =
                EventLoop.named("mail").watchdog(Duration.ZERO).time(time).start();
        try {
            time.jump.set(ofMinutes(40));
            Future<?> once = loop.schedule(() -> {}, 1, TimeUnit.HOURS);
            clock.advance(ofMinutes(20));
            await().until(once::isDone);
        } finally {
            loop.stop();
        }
    }

    @Test
    void whatALoopRepeatsIsRunWhenItBecameDueWhileItWasScheduledAgain() {
        EventLoop loop =
                EventLoop.named("mail").watchdog(Duration.ZERO).time(time).start();
        try {
            AtomicInteger runs = new AtomicInteger();
            Future<?> every = loop.scheduleAtFixedRate(runs::incrementAndGet, 1, 1, TimeUnit.HOURS);
            time.jump.set(ofHours(1));
            clock.advance(ofHours(1));
            await().until(() -> runs.get() == 2);
            assertThat(every.isDone()).isFalse();
        } finally {
            loop.stop();
        }
    }

    @Test
    void aLoopCatchesUpWithAClockThatHasGoneOn() {
        EventLoop loop =
                EventLoop.named("mail").watchdog(Duration.ZERO).time(clock).start();
        try {
            AtomicInteger runs = new AtomicInteger();
            Future<?> every = loop.scheduleAtFixedRate(runs::incrementAndGet, 1, 1, TimeUnit.HOURS);
            clock.advance(ofHours(5));
            await().until(() -> runs.get() == 5);
            assertThat(every.isDone()).isFalse();
        } finally {
            loop.stop();
        }
    }

    @Test
    void anObjectOfAPoolDoesNotGrowOlder() {
        try (Pool<Object> pool = Pool.builder(Object::new)
                .maxAge(ofHours(10))
                .executor(steps)
                .time(time)
                .build()) {
            time.jump.set(ofHours(8));
            pool.borrow().close();
            clock.advance(ofHours(2));
            steps.runAll();
            assertThat(pool.stats().live()).isZero();
        }
    }

    @Test
    void aFutureOfAPoolDoesNotWaitForLonger() {
        try (Pool<Object> pool = Pool.builder(Object::new)
                .maxSize(1)
                .timeout(ofHours(1))
                .executor(steps)
                .time(time)
                .build()) {
            CompletableFuture<Lease<Object>> first = pool.borrowAsync();
            steps.runAll();
            time.jump.set(ofMinutes(40));
            CompletableFuture<Lease<Object>> later = pool.borrowAsync();
            clock.advance(ofMinutes(20));
            steps.runAll();
            assertThat(later).isDone();
            assertThatThrownBy(later::join).hasCauseInstanceOf(PoolTimeoutException.class);
            first.join().close();
        }
    }

    @Test
    void aBodyInLineDoesNotWaitForLonger() {
        try (SerialExecutor till = SerialExecutor.builder("till")
                .executor(steps)
                .timeout(ofHours(1))
                .time(time)
                .build()) {
            CompletableFuture<String> first = till.submit(() -> "first");
            // From now on the watch-dog looks.
            CompletableFuture<String> second = till.submit(() -> "second");
            time.jump.set(ofMinutes(40));
            CompletableFuture<String> third = till.submit(() -> "third");
            clock.advance(ofMinutes(20));
            assertThat(third).isCompletedExceptionally();
            steps.runAll();
            assertThat(first).isCompleted();
            assertThat(second).isCompletedExceptionally();
        }
    }

    // --- Nothing is left on it ---

    @Test
    void aLoopThatHasEndedLeavesNothingOnTheClock() throws Exception {
        EventLoop loop = EventLoop.named("mail").time(clock).start();
        loop.submit(() -> "done").get(20, TimeUnit.SECONDS);
        loop.stop();
        assertThat(clock.scheduled()).isZero();
    }

    @Test
    void aQueueThatHasEndedLeavesNothingOnTheClock() throws Exception {
        SerialExecutor till = SerialExecutor.builder("till").time(clock).build();
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Boolean> first = till.submit(() -> waits.await(20, TimeUnit.SECONDS));
        CompletableFuture<String> second = till.submit(() -> "second");
        await().until(() -> till.stats().length() == 1);
        waits.countDown();
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(first).isCompletedWithValue(true);
        till.close();
        assertThat(clock.scheduled()).isZero();
    }
}

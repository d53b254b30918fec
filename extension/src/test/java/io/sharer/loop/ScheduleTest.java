package io.sharer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.EventLoop;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies that run later. */
class ScheduleTest {
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final EventLoop loop =
            EventLoop.named("later").onFailure(failures::add).start();

    @AfterEach
    void stop() {
        loop.stop();
        LoopThreads.awaitNone("later");
    }

    @Test
    void aBodyRunsOnTheLoopWhenItsTimeHasCome() throws Exception {
        long before = System.nanoTime();
        ScheduledFuture<Long> future =
                loop.schedule(() -> loop.inLoop() ? System.nanoTime() : 0L, 20, TimeUnit.MILLISECONDS);
        assertThat(future.get(10, TimeUnit.SECONDS) - before).isGreaterThanOrEqualTo(20_000_000L);
    }

    @Test
    void aPeriodicBodyRunsAgainAndAgainUntilItIsCancelled() throws Exception {
        Semaphore runs = new Semaphore(0);
        ScheduledFuture<?> rate = loop.scheduleAtFixedRate(runs::release, 0, 1, TimeUnit.MILLISECONDS);
        runs.acquire(5);
        rate.cancel(false);
        loop.call(() -> null);
        runs.drainPermits();
        ScheduledFuture<?> delayed = loop.scheduleWithFixedDelay(runs::release, 0, 1, TimeUnit.MILLISECONDS);
        runs.acquire(5);
        assertThat(rate.isCancelled()).isTrue();
        assertThat(delayed.isDone()).isFalse();
        delayed.cancel(true);
    }

    @Test
    void aPeriodicBodyThatFailsEndsAndIsTold() throws Exception {
        IllegalStateException thrown = new IllegalStateException();
        AtomicInteger runs = new AtomicInteger();
        ScheduledFuture<?> future = loop.scheduleAtFixedRate(
                () -> {
                    if (runs.incrementAndGet() == 3) {
                        throw thrown;
                    }
                },
                0,
                1,
                TimeUnit.MILLISECONDS);
        assertThat(failures.poll(10, TimeUnit.SECONDS)).isSameAs(thrown);
        assertThatThrownBy(future::get).cause().isSameAs(thrown);
        assertThat(runs).hasValue(3);
    }

    @Test
    void aCancelledBodyNeverRuns() throws Exception {
        Gate gate = new Gate();
        loop.execute(gate::callStubbornly);
        gate.awaitReached();
        AtomicInteger runs = new AtomicInteger();
        ScheduledFuture<?> future = loop.schedule(runs::incrementAndGet, 20, TimeUnit.MILLISECONDS);
        assertThat(future.getDelay(TimeUnit.MILLISECONDS)).isLessThanOrEqualTo(20);
        future.cancel(false);
        ScheduledFuture<?> later = loop.schedule(() -> {}, 40, TimeUnit.MILLISECONDS);
        gate.open();
        later.get(10, TimeUnit.SECONDS);
        assertThat(runs).hasValue(0);
        await().until(() -> loop.loopStats().pending() == 0);
    }

    @Test
    void aPeriodOfZeroIsRefused() {
        assertThatThrownBy(() -> loop.scheduleAtFixedRate(() -> {}, 0, 0, TimeUnit.SECONDS))
                .hasMessageContaining("SHARER-406");
    }

    @Test
    void aPeriodicBodyRunsInTheContextOfWhoScheduledIt() throws Exception {
        ClassLoader mine = new ClassLoader(null) {};
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        AtomicInteger inContext = new AtomicInteger();
        thread.setContextClassLoader(mine);
        ScheduledFuture<?> future;
        try {
            future = loop.scheduleAtFixedRate(
                    () -> {
                        if (Thread.currentThread().getContextClassLoader() == mine) {
                            inContext.incrementAndGet();
                        }
                    },
                    0,
                    1,
                    TimeUnit.MILLISECONDS);
        } finally {
            thread.setContextClassLoader(before);
        }
        await().until(() -> inContext.get() >= 3);
        future.cancel(false);
        assertThat(loop.call(() -> Thread.currentThread().getContextClassLoader()))
                .isSameAs(before);
    }
}

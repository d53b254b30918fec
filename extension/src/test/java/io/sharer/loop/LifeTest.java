package io.sharer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.EventLoop;
import io.sharer.LoopState;
import io.sharer.LoopTaskHandle;
import io.sharer.QueueClosedException;
import io.sharer.TurnRejectedException;
import io.sharer.spi.ContextCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The states of a loop, and what each of them answers. */
@SuppressWarnings("FutureReturnValueIgnored") // gates are looked at instead
class LifeTest {
    @Test
    @SuppressWarnings("NullAway") // the very mistake that is tested
    void aBuilderSaysWhichArgumentIsMissing() {
        EventLoop.Builder builder = EventLoop.named("null");
        assertThatThrownBy(() -> builder.watchdog(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("limit");
        assertThatThrownBy(() -> builder.stopAtExit(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("deadline");
    }

    @Test
    void theStatesFollowEachOther() {
        EventLoop loop = EventLoop.named("states").build();
        assertThat(loop.state()).isEqualTo(LoopState.NEW);
        loop.start();
        assertThat(loop.state()).isEqualTo(LoopState.RUNNING);
        loop.stop();
        assertThat(loop.state()).isEqualTo(LoopState.STOPPED);
    }

    @Test
    void startReturnsWhenTheLoopRuns() throws Exception {
        CountDownLatch mayRun = new CountDownLatch(1);
        CountDownLatch isMade = new CountDownLatch(1);
        EventLoop loop = EventLoop.named("ready")
                .threadFactory(body -> {
                    isMade.countDown();
                    return new Thread(() -> {
                        await().until(() -> mayRun.getCount() == 0);
                        body.run();
                    });
                })
                .build();
        Thread starter = new Thread(loop::start);
        starter.start();
        isMade.await();
        await().until(() -> EnumSet.of(Thread.State.TIMED_WAITING, Thread.State.WAITING, Thread.State.TERMINATED)
                .contains(starter.getState()));
        assertThat(starter.isAlive()).isTrue();
        mayRun.countDown();
        starter.join();
        assertThat(loop.call(loop::inLoop)).isTrue();
        loop.stop();
    }

    @Test
    void whoStartsItWhileItIsJustStartingWaitsForThatToo() throws Exception {
        CountDownLatch isMade = new CountDownLatch(1);
        CountDownLatch mayRun = new CountDownLatch(1);
        EventLoop loop = EventLoop.named("ready-for-two")
                .threadFactory(body -> {
                    isMade.countDown();
                    return new Thread(() -> {
                        await().until(() -> mayRun.getCount() == 0);
                        body.run();
                    });
                })
                .build();
        Thread first = new Thread(loop::start);
        first.start();
        isMade.await();
        Thread second = new Thread(loop::start);
        second.start();
        await().until(() -> EnumSet.of(Thread.State.TIMED_WAITING, Thread.State.WAITING, Thread.State.TERMINATED)
                .contains(second.getState()));
        assertThat(second.isAlive()).isTrue();
        mayRun.countDown();
        first.join();
        second.join();
        assertThat(loop.call(loop::inLoop)).isTrue();
        loop.stop();
    }

    @Test
    void startingTwiceDoesNothing() {
        try (EventLoop loop = EventLoop.named("twice").start()) {
            loop.start();
            assertThat(loop.loopStats().starts()).isEqualTo(1);
        }
    }

    @Test
    void stoppingTwiceDoesNothing() {
        EventLoop loop = EventLoop.named("stop-twice").start();
        loop.stop();
        loop.stop();
        loop.close();
        assertThat(loop.state()).isEqualTo(LoopState.STOPPED);
    }

    @Test
    void aLoopThatIsStoppedInsideItsTryBlockEndsThatWithoutHarm() {
        try (EventLoop loop = EventLoop.named("inside-try").start()) {
            loop.stop();
            assertThat(loop.isTerminated()).isTrue();
        }
    }

    @Test
    void stoppingBeforeTheStartMakesItStopped() {
        EventLoop loop = EventLoop.named("never").build();
        loop.stop();
        assertThat(loop.state()).isEqualTo(LoopState.STOPPED);
    }

    @Test
    void aNewLoopRefusesAndSaysThatItIsNotStarted() {
        EventLoop loop = EventLoop.named("fresh").build();
        assertThatThrownBy(() -> loop.call(() -> 1))
                .isInstanceOf(TurnRejectedException.class)
                .hasMessageContaining("SHARER-411")
                .hasMessageContaining("'fresh'")
                .hasMessageContaining("not been started");
        assertThatThrownBy(() -> loop.execute(() -> {})).hasMessageContaining("SHARER-411");
        assertThatThrownBy(() -> loop.schedule(() -> {}, 1, TimeUnit.SECONDS)).hasMessageContaining("SHARER-411");
        assertThatThrownBy(() -> loop.submit(() -> 1).join()).hasRootCauseInstanceOf(TurnRejectedException.class);
        assertThatThrownBy(() -> loop.blocking(() -> 1).join()).hasRootCauseInstanceOf(TurnRejectedException.class);
    }

    @Test
    void aStoppedLoopRefusesAndSaysThatItHasStopped() {
        EventLoop loop = EventLoop.named("over").start();
        loop.stop();
        assertThatThrownBy(() -> loop.call(() -> 1))
                .isInstanceOf(QueueClosedException.class)
                .hasMessageContaining("SHARER-413")
                .hasMessageContaining("has stopped");
        assertThatThrownBy(() -> loop.submit(() -> 1).join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(QueueClosedException.class);
        assertThatThrownBy(() -> loop.task("late", () -> {})).hasMessageContaining("SHARER-413");
        assertThatThrownBy(() -> loop.channel(1)).hasMessageContaining("SHARER-413");
    }

    @Test
    void aStoppingLoopRefusesWhatComesFromOutsideAndSaysThatItIsStopping() throws Exception {
        EventLoop loop = EventLoop.named("going").start();
        Gate gate = new Gate();
        loop.blocking(gate);
        gate.awaitReached();
        loop.shutdown();
        try {
            assertThat(loop.state()).isEqualTo(LoopState.STOPPING);
            assertThatThrownBy(() -> loop.call(() -> 1))
                    .isInstanceOf(QueueClosedException.class)
                    .hasMessageContaining("SHARER-412")
                    .hasMessageContaining("is stopping");
            assertThatThrownBy(loop::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("SHARER-414");
        } finally {
            gate.open();
        }
        assertThat(loop.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStoppedLoopCanBeStartedAgainAndRunsItsTasksAnew() throws Exception {
        EventLoop loop = EventLoop.named("again").build();
        Semaphore runs = new Semaphore(0);
        LoopTaskHandle task = loop.task("count", runs::release);
        loop.start();
        runs.acquire();
        loop.stop();
        assertThat(task.isDone()).isTrue();
        loop.start();
        runs.acquire();
        assertThat(loop.call(() -> "well")).isEqualTo("well");
        loop.stop();
        LoopThreads.awaitNone("again");
    }

    @Test
    void aTaskThatWasCancelledIsNotStartedAgain() throws Exception {
        EventLoop loop = EventLoop.named("not-again").build();
        AtomicInteger runs = new AtomicInteger();
        loop.task("count", runs::incrementAndGet).cancel();
        Semaphore others = new Semaphore(0);
        loop.task("other", others::release);
        loop.start();
        others.acquire();
        loop.stop();
        loop.start();
        others.acquire();
        loop.stop();
        assertThat(runs).hasValue(0);
    }

    @Test
    void nothingIsLeft() throws Exception {
        EventLoop loop =
                EventLoop.named("leftless").watchdog(Duration.ofMillis(50)).start();
        loop.task("wait", new Gate()::call);
        List<CompletableFuture<?>> work = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            work.add(loop.blocking(() -> 1));
            work.add(loop.submit(() -> 1));
        }
        loop.schedule(() -> {}, 1, TimeUnit.HOURS);
        work.forEach(CompletableFuture::join);
        assertThat(LoopThreads.of("leftless")).isNotEmpty();
        loop.stop();
        LoopThreads.awaitNone("leftless");
    }

    @Test
    void anIdleLoopHasOneThread() {
        try (EventLoop loop =
                EventLoop.named("idle").watchdog(Duration.ofMillis(20)).start()) {
            loop.submit(() -> 1).join();
            loop.blocking(() -> 1).join();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> LoopThreads.of("idle").equals(List.of("sharer-idle")));
        }
    }

    /** A start that a stop and the next start overtake while its thread is being made. */
    private static final class OvertakenStart {
        private final CountDownLatch making = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicInteger made = new AtomicInteger();

        Thread make(Runnable body) {
            if (made.incrementAndGet() == 1) {
                making.countDown();
                await().until(() -> goOn.getCount() == 0);
            }
            return new Thread(body);
        }

        void overtake(EventLoop loop) throws InterruptedException {
            Thread first = new Thread(loop::start);
            first.start();
            making.await();
            loop.stop(Duration.ZERO);
            loop.start();
            goOn.countDown();
            first.join();
        }
    }

    @Test
    void aStartThatWasOvertakenTouchesNoTaskOfTheNextLife() throws Exception {
        OvertakenStart start = new OvertakenStart();
        EventLoop loop = EventLoop.named("overtaken").threadFactory(start::make).build();
        Gate gate = new Gate();
        AtomicInteger runs = new AtomicInteger();
        LoopTaskHandle task = loop.task("wait", () -> {
            runs.incrementAndGet();
            gate.call();
        });
        start.overtake(loop);
        gate.awaitReached();
        assertThat(task.isDone()).isFalse();
        CountDownLatch another = new CountDownLatch(1);
        loop.task("another", another::countDown);
        assertThat(another.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(task.cancel()).isTrue();
        await().until(task::isDone);
        loop.stop();
        assertThat(runs).hasValue(1);
    }

    @Test
    void aContextThatCannotBeTakenAlongLeavesNothingBehind() {
        AtomicBoolean refuses = new AtomicBoolean();
        ContextCarrier carrier = new ContextCarrier() {
            @Override
            public <T extends @Nullable Object> Callable<T> carry(Callable<T> body) {
                if (refuses.get()) {
                    throw new IllegalArgumentException("no context");
                }
                return body;
            }
        };
        EventLoop loop = new Loop(LoopConfig.of("no-context").withCarrier(carrier));
        loop.start();
        refuses.set(true);
        assertThatThrownBy(() -> loop.execute(() -> {})).hasMessage("no context");
        assertThatThrownBy(() -> loop.call(() -> 1)).hasMessage("no context");
        assertThatThrownBy(() -> loop.run(() -> {})).hasMessage("no context");
        assertThat(loop.loopStats().pending()).isZero();
        assertThat(loop.stats().length()).isZero();
        loop.stop();
    }
}

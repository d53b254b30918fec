package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.sharer.QueueClosedException;
import io.sharer.SerialExecutor;
import io.sharer.TurnDeadlockException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The end of a queue with a dedicated thread, and what happens when that thread hangs, dies or cannot be had. */
class DedicatedEndTest {
    private static final ThreadFactory PLAIN = DedicatedThread.plainThreads(true);

    @AutoClose("stop")
    private final TurnTimer timer = new TurnTimer("timer");

    private final Callers callers = new Callers();
    private final Gate gate = new Gate();
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<@Nullable Thread> last = new AtomicReference<>();

    private DedicatedThread thread(ThreadFactory factory, Executor completions) {
        return new DedicatedThread("sharer-ending", factory, completions);
    }

    private SerialQueue queue(DedicatedThread thread) {
        return new SerialQueue(QueueConfig.of("ending", thread, new ClassLoaderCarrier(), timer));
    }

    private SerialQueue impatient(Duration graceTimeout) {
        return new SerialQueue(QueueConfig.of("ending", thread(PLAIN, Runnable::run), new ClassLoaderCarrier(), timer)
                .withDrainTimeouts(Duration.ofMillis(20), graceTimeout));
    }

    private Callers.Call<Object> startClosing(SerialQueue closing) {
        Callers.Call<Object> closer = callers.start(() -> {
            closing.close(() -> {
                order.add("last");
                last.set(Thread.currentThread());
            });
            return null;
        });
        await().until(closing::isShutdown);
        return closer;
    }

    @Test
    void whatIsQueuedIsDoneOnTheThreadBeforeTheLastTurn() throws Exception {
        SerialQueue queue = queue(thread(PLAIN, Runnable::run));
        Callers.Call<String> holder = callers.hold(queue, gate);
        Callers.Call<Boolean> call = callers.startInLine(queue, 1, () -> order.add("called"));
        CompletableFuture<Thread> body = queue.submit(() -> {
            order.add("submitted");
            return Thread.currentThread();
        });
        Callers.Call<Object> closer = startClosing(queue);
        Callers.awaitLength(queue, 3);
        gate.open();
        closer.get();

        assertThat(holder.get()).isEqualTo("passed");
        assertThat(call.get()).isTrue();
        assertThat(order).containsExactly("called", "submitted", "last");
        assertThat(body.join()).isSameAs(last.get());
        assertThat(body.join().isAlive()).isFalse();
    }

    @Test
    void aBodyThatDoesNotEndInTimeIsInterruptedAndTheLastTurnRunsOnTheThread() throws Exception {
        SerialQueue queue = impatient(Duration.ofSeconds(30));
        CompletableFuture<Thread> body = new CompletableFuture<>();
        Callers.Call<String> running = callers.start(() -> queue.call(() -> {
            body.complete(Thread.currentThread());
            return gate.call();
        }));
        body.join();
        CompletableFuture<String> left = queue.submit(() -> "left");
        startClosing(queue).get();

        assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(left::get).hasCauseInstanceOf(QueueClosedException.class);
        assertThat(last.get()).isSameAs(body.join());
        await().until(() -> !body.join().isAlive());
    }

    @Test
    void aThreadThatHangsIsNotWaitedForAndRunsTheLastTurnWhenItComesBack() throws Exception {
        SerialQueue queue = impatient(Duration.ofMillis(20));
        CountDownLatch comeBack = new CountDownLatch(1);
        CompletableFuture<Thread> body = new CompletableFuture<>();
        Callers.Call<Object> hanging = callers.start(() -> queue.call(() -> {
            body.complete(Thread.currentThread());
            awaitWhateverComes(comeBack);
            return "back";
        }));
        await().until(() -> body.join().getState() == Thread.State.WAITING);
        try (LogRecorder log = new LogRecorder()) {
            startClosing(queue).get();

            assertThat(log.messages())
                    .filteredOn(message -> message.startsWith("SHARER-138: the dedicated thread of the queue 'ending'"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("awaitWhateverComes");
        }
        assertThatThrownBy(hanging::get).hasCauseInstanceOf(QueueClosedException.class);
        assertThat(order).isEmpty();
        comeBack.countDown();

        await().until(() -> !body.join().isAlive());
        assertThat(order).containsExactly("last");
        assertThat(last.get()).isSameAs(body.join());
    }

    private static void awaitWhateverComes(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // It hangs.
            }
        }
    }

    @Test
    void aDrainLeavesItsLastBodyToAThreadThatIsBusyForLong() throws Exception {
        SerialQueue queue = impatient(Duration.ofMillis(20));
        Callers.Call<String> busy = callers.hold(queue, gate);
        try (LogRecorder log = new LogRecorder()) {
            queue.drain(() -> order.add("drained on " + Thread.currentThread().getName()));

            assertThat(log.messages()).anyMatch(message -> message.startsWith("SHARER-138"));
        }
        assertThat(order).isEmpty();
        gate.open();

        assertThat(busy.get()).isEqualTo("passed");
        await().until(() -> order.equals(List.of("drained on sharer-ending")));
        assertThat(queue.call(() -> "open")).isEqualTo("open");
        queue.close();
    }

    @Test
    void aCircleThatTheLastBodyClosesFailsInIt() throws Exception {
        SerialExecutor held = SerialExecutor.builder("held").build();
        for (int i = 0; i < 100; i++) {
            SerialQueue queue = queue(thread(PLAIN, Runnable::run));
            AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
            held.run(() -> queue.close(() -> thrown.set(catchThrowable(() -> held.run(() -> order.add("never"))))));

            assertThat(thrown.get()).isInstanceOf(TurnDeadlockException.class);
        }
        assertThat(order).isEmpty();
    }

    @Test
    void aStageThatIsNeverDoneDoesNotKeepTheLastTurnFromTheThread() throws Exception {
        SerialQueue queue = impatient(Duration.ofMillis(20));
        Thread thread = queue.call(Thread::currentThread);
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<String> body = queue.submitStage(() -> {
            asked.countDown();
            return new UncancellableStage();
        });
        asked.await();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        startClosing(queue).get();

        assertThat(last.get()).isSameAs(thread);
        assertThatThrownBy(body::get).hasCauseInstanceOf(QueueClosedException.class);
    }

    /** A stage that nobody can end. */
    private static final class UncancellableStage extends CompletableFuture<String> {
        @Override
        public CompletableFuture<String> toCompletableFuture() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void anInterruptOfTheOneWhoClosesIsTheLastTurns() throws Exception {
        SerialQueue queue = queue(thread(PLAIN, Runnable::run));
        CountDownLatch running = new CountDownLatch(1);
        Callers.Call<Boolean> closer = callers.start(() -> {
            queue.close(() -> {
                running.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    order.add("interrupted");
                }
            });
            return Thread.currentThread().isInterrupted();
        });
        running.await();
        closer.thread().interrupt();

        assertThat(closer.get()).isFalse();
        assertThat(order).containsExactly("interrupted");
    }

    @Test
    void whatTheThreadWasGivenAndHasNotBegunIsRunByNoOtherAtTheEnd() throws Exception {
        DedicatedThread thread = thread(PLAIN, Runnable::run);
        thread.execute(() -> {
            try {
                order.add(gate.call());
            } catch (InterruptedException e) {
                order.add("interrupted");
            }
        });
        gate.awaitReached();
        SerialQueue queue = queue(thread);
        CompletableFuture<Thread> first = queue.submit(Thread::currentThread);
        CompletableFuture<Thread> second = queue.submit(Thread::currentThread);
        Callers.Call<Object> closer = startClosing(queue);
        Callers.awaitDraining(queue);
        await().until(() -> closer.thread().getState() == Thread.State.TIMED_WAITING);
        gate.open();
        closer.get();

        assertThat(List.of(first.join(), second.join(), last.get())).containsOnly(thread.thread());
    }

    @Test
    void futuresCompleteAtTheEndAlthoughTheExecutorHasDroppedThem() throws Exception {
        SerialQueue queue = queue(thread(PLAIN, dropped -> order.add("dropped")));
        CompletableFuture<String> body = queue.submit(() -> "done");
        queue.close();

        assertThat(body.getNow("open")).isEqualTo("done");
    }

    @Test
    void theLastTurnRunsAlthoughItsContextIsGone() throws Exception {
        DedicatedThread thread = thread(PLAIN, Runnable::run);
        SerialQueue queue = new SerialQueue(QueueConfig.of("ending", thread, new EndedContext(false), timer));
        startClosing(queue).get();
        assertThat(order).containsExactly("last");

        SerialQueue other =
                new SerialQueue(QueueConfig.of("ending", thread(PLAIN, Runnable::run), new EndedContext(true), timer));
        startClosing(other).get();
        assertThat(order).containsExactly("last", "last");
    }

    /** A context that cannot be taken along any more, or not be entered. */
    private record EndedContext(boolean atCapture) implements io.sharer.spi.ContextCarrier {
        @Override
        public <T extends @Nullable Object> java.util.concurrent.Callable<T> carry(
                java.util.concurrent.Callable<T> body) {
            if (atCapture) {
                throw new IllegalStateException("the module is disabled");
            }
            return () -> {
                throw new IllegalStateException("the module is disabled");
            };
        }
    }

    // --- Threads of others ---

    @Test
    void aFactoryThatGivesNoThreadIsReplaced() throws Exception {
        for (ThreadFactory factory : List.<ThreadFactory>of(task -> null, task -> {
            throw new IllegalStateException("stopped");
        })) {
            try (LogRecorder log = new LogRecorder()) {
                SerialQueue queue = queue(thread(factory, Runnable::run));

                assertThat(queue.call(() -> Thread.currentThread().getName())).isEqualTo("sharer-ending");
                assertThat(log.messages())
                        .singleElement()
                        .asString()
                        .startsWith("SHARER-136: the dedicated thread 'sharer-ending' could not be had");
                queue.close();
            }
        }
    }

    @Test
    void aThreadThatItsContainerEndsBeforeItBeginsIsReplaced() throws Exception {
        ThreadFactory stopping = task -> new Thread(() -> {});
        try (LogRecorder log = new LogRecorder()) {
            SerialQueue queue = queue(thread(stopping, Runnable::run));

            assertThat(queue.call(() -> "ran")).isEqualTo("ran");
            assertThat(log.messages()).hasSize(1);
            queue.close();
        }
    }

    @Test
    void aThreadThatDiesHasASuccessorForWhatIsLeft() throws Exception {
        DedicatedThread thread = thread(PLAIN, Runnable::run);
        SerialQueue queue = queue(thread);
        Thread first = queue.call(Thread::currentThread);
        try (DeadlyLog deadly = new DeadlyLog()) {
            thread.execute(() -> {
                throw new IllegalStateException("outside any body");
            });
            await().dontCatchUncaughtExceptions().until(() -> !first.isAlive());
            assertThat(deadly.seen).hasValueGreaterThan(0);
        }

        Thread second = queue.call(Thread::currentThread);
        assertThat(second).isNotSameAs(first);
        queue.close();
        assertThat(second.isAlive()).isFalse();
    }

    /** Kills the thread that tells of its mishap, once. */
    private static final class DeadlyLog extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger("io.sharer");
        private final AtomicInteger seen = new AtomicInteger();

        DeadlyLog() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord logged) {
            if (logged.getMessage().startsWith("SHARER-137") && seen.getAndIncrement() == 0) {
                throw new ThreadDeath();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    @Test
    void aThreadThatCannotBeStartedFailsTheBodyAndTheNextTriesAgain() throws Exception {
        // A factory gives threads that are too old to start: the plain one serves.
        Thread over = new Thread(() -> {});
        over.start();
        over.join();
        SerialQueue queue = queue(thread(task -> over, Runnable::run));

        assertThat(queue.call(
                        () -> Objects.requireNonNull(Thread.currentThread().getName())))
                .isEqualTo("sharer-ending");
        queue.close();
    }
}

package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import io.sharer.TurnDeadlockException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Circles through dedicated threads are found, with the thread standing for the caller that waits for it. */
class DedicatedDeadlockTest {
    private final SerialQueue a = (SerialQueue) SerialExecutor.builder("a").build();

    @AutoClose
    private final SerialQueue b = DedicatedThreadTest.dedicated("b");

    @AutoClose
    private final SerialQueue c = DedicatedThreadTest.dedicated("c");

    private final Callers callers = new Callers();
    private final Gate gate = new Gate();

    private static <T> T call(SerialQueue queue, String label, java.util.concurrent.Callable<T> body) throws Exception {
        return queue.call(body, label, CallSettings.DEFAULT, true);
    }

    @Test
    void aCircleThroughADedicatedThreadFailsTheInnermostCallAndNamesAll() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> call(
                            a,
                            "Till.open()",
                            () -> call(b, "Screen.draw()", () -> call(a, "Till.read()", () -> "never"))))
                    .isInstanceOf(TurnDeadlockException.class)
                    .hasMessageStartingWith("SHARER-122: deadlock")
                    .hasMessageContainingAll(
                            "the thread 'sharer-b'",
                            "waits for a turn in the queue 'a'",
                            "Till.open(), which has the turn of the queue 'a'",
                            "the thread '" + Thread.currentThread().getName() + "'",
                            "waits for the end of Screen.draw(), which runs on the dedicated thread of the queue 'b'",
                            "where the circle closes");
        }
        assertThat(a.call(() -> "still")).isEqualTo("still");
        assertThat(b.call(() -> "still")).isEqualTo("still");
    }

    @Test
    void theCallOfTheInnermostFailsInsideTheBodyWhichMayGoOn() throws Exception {
        String outcome = a.call(() -> b.call(() -> {
            assertThatThrownBy(() -> a.call(() -> "never")).isInstanceOf(TurnDeadlockException.class);
            return "went on";
        }));

        assertThat(outcome).isEqualTo("went on");
    }

    /** The thread is through with its body, or waits in it, before whoever has queued that has looked at it again. */
    @Test
    void theCallOfTheInnermostFailsThoughItClosesTheCircleBeforeItsCallerWaits() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        TurnTimer timer = new TurnTimer("timer");
        DedicatedThread fast = new DedicatedThread(
                "sharer-fast",
                body -> new Thread(body) {
                    @Override
                    public synchronized void start() {
                        super.start();
                        await().until(() -> over.getCount() == 0 || getState() == State.WAITING);
                    }
                },
                Runnable::run);
        SerialQueue queue = new SerialQueue(QueueConfig.of("fast", fast, new ClassLoaderCarrier(), timer));

        String outcome = a.call(() -> queue.call(() -> {
            try {
                return a.call(() -> "never");
            } catch (TurnDeadlockException expected) {
                return "went on";
            } finally {
                over.countDown();
            }
        }));

        assertThat(outcome).isEqualTo("went on");
        queue.close();
        timer.stop();
    }

    @Test
    void aCircleOfTwoDedicatedThreadsIsFound() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> b.call(() -> c.call(() -> b.call(() -> "never"))))
                    .isInstanceOf(TurnDeadlockException.class)
                    .hasMessageContainingAll("the thread 'sharer-b'", "the thread 'sharer-c'");
        }
    }

    @Test
    void aCircleOfThreeQueuesIsFound() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> a.call(() -> b.call(() -> c.call(() -> a.call(() -> "never")))))
                    .isInstanceOf(TurnDeadlockException.class)
                    .hasMessageContainingAll("the thread 'sharer-b'", "the thread 'sharer-c'", "the queue 'a'");
        }
    }

    @Test
    void aCircleThatTwoCallersCloseFromTwoSidesIsFoundOnce() throws Exception {
        for (int i = 0; i < 200; i++) {
            CountDownLatch both = new CountDownLatch(2);
            Callers.Call<String> one = callers.start(() -> a.call(() -> {
                both.countDown();
                both.await();
                return b.call(() -> "one");
            }));
            Callers.Call<String> other = callers.start(() -> b.call(() -> {
                both.countDown();
                both.await();
                return a.call(() -> "other");
            }));

            assertThat((deadlocked(one) ? 1 : 0) + (deadlocked(other) ? 1 : 0)).isEqualTo(1);
        }
    }

    private static boolean deadlocked(Callers.Call<String> call) throws Exception {
        try {
            call.get();
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(TurnDeadlockException.class);
            return true;
        }
    }

    @Test
    void aCallerInLineOfADedicatedThreadLeavesItWhenItClosesACircle() throws Exception {
        Callers.Call<String> first = callers.start(() -> b.call(() -> {
            gate.call();
            return a.call(() -> "both");
        }));
        gate.awaitReached();
        assertThatThrownBy(() -> a.call(() -> {
                    gate.open();
                    Callers.awaitParked(a, 1);
                    return b.call(() -> "never");
                }))
                .isInstanceOf(TurnDeadlockException.class);

        assertThat(first.get()).isEqualTo("both");
        assertThat(b.stats().length()).isZero();
    }

    @Test
    void aBodyThatWaitsForAFutureOfItsOwnQueueFails() {
        assertThatThrownBy(() -> b.call(() -> b.submit(() -> "behind").join()))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("the thread 'sharer-b'");
        assertThatThrownBy(() -> b.submit(() -> b.submit(() -> "behind").get()).get())
                .hasCauseInstanceOf(TurnDeadlockException.class);
    }

    @Test
    void aCircleThroughASubmittedBodyIsFound() throws Exception {
        assertThatThrownBy(() -> a.call(() -> {
                    CompletableFuture<String> onB = b.submit(() -> a.call(() -> "in a"));
                    Callers.awaitParked(a, 1);
                    return onB.join();
                }))
                .isInstanceOf(TurnDeadlockException.class);
    }

    @Test
    void aLongWaitIsNoDeadlock() throws Exception {
        callers.hold(a, gate);
        Callers.Call<String> waiting = callers.start(() -> b.call(() -> a.call(() -> "after it")));
        Callers.awaitLength(a, 1);
        gate.open();

        assertThat(waiting.get()).isEqualTo("after it");
    }

    @Test
    void theThreadThatWaitsRunsNoStrangersBody() throws Exception {
        ExecutorService oneThread = Executors.newSingleThreadExecutor();
        SerialExecutor busy = SerialExecutor.builder("busy").executor(oneThread).build();
        SerialExecutor other =
                SerialExecutor.builder("other").executor(oneThread).build();
        busy.execute(() -> {
            try {
                gate.call();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        gate.awaitReached();
        AtomicReference<Thread> stranger = new AtomicReference<>();
        other.execute(() -> stranger.set(Thread.currentThread()));
        Callers.Call<Thread> waiting = callers.start(() -> b.call(() -> {
            other.run(() -> {});
            return Thread.currentThread();
        }));
        Callers.awaitLength(other, 1);
        // By the time this is done a thread that helps would have run it twice over.
        helpHappens();
        helpHappens();
        assertThat(stranger.get()).isNull();
        gate.open();

        assertThat(waiting.get()).isNotNull().isNotSameAs(stranger.get());
        assertThat(stranger.get()).isNotNull();
        oneThread.shutdown();
    }

    /** Comes back when a thread of some executor has helped. */
    private static void helpHappens() {
        ExecutorService single = Executors.newSingleThreadExecutor();
        SerialExecutor outer = SerialExecutor.builder("outer").executor(single).build();
        SerialExecutor inner = SerialExecutor.builder("inner").executor(single).build();
        outer.submit(() -> inner.submit(() -> "helped").join()).join();
        single.shutdown();
    }

    @Test
    void noOtherThreadRunsABodyThatWaitsForTheDedicatedOne() throws Exception {
        // The dedicated thread is kept busy outside any turn, so that a body has its turn and no thread.
        DedicatedThread thread = new DedicatedThread("sharer-kept", DedicatedThread.plainThreads(true), Runnable::run);
        SerialQueue kept =
                new SerialQueue(QueueConfig.of("kept", thread, new ClassLoaderCarrier(), new TurnTimer("timer-kept")));
        thread.execute(() -> {
            try {
                gate.call();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        gate.awaitReached();
        ExecutorService oneThread = Executors.newSingleThreadExecutor();
        SerialExecutor helper =
                SerialExecutor.builder("helper").executor(oneThread).build();
        AtomicReference<Thread> ranOn = new AtomicReference<>();
        CompletableFuture<?> waiting = helper.submit(() -> {
            kept.execute(() -> ranOn.set(Thread.currentThread()));
            return kept.call(Thread::currentThread);
        });
        Callers.awaitLength(kept, 1);
        helpHappens();
        helpHappens();
        assertThat(ranOn.get()).isNull();
        gate.open();

        assertThat(waiting.join()).isSameAs(ranOn.get()).isSameAs(thread.thread());
        kept.close();
        oneThread.shutdown();
        await().until(() -> DedicatedThreadTest.threadsOf("kept").isEmpty());
    }
}

package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.sharer.Overflow;
import io.sharer.RunOn;
import io.sharer.SerialExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** With a dedicated thread every body of a queue runs on that thread, one by one, and nothing else does. */
class DedicatedThreadTest {
    @AutoClose
    private final SerialQueue queue = dedicated("gl");

    private final Callers callers = new Callers();
    private final Gate gate = new Gate();
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    static SerialQueue dedicated(String name) {
        return (SerialQueue)
                SerialExecutor.builder(name).runOn(RunOn.DEDICATED_THREAD).build();
    }

    /** The live threads with the name of the queue's. */
    static List<Thread> threadsOf(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sharer-" + name))
                .toList();
    }

    // --- Where bodies run ---

    @Test
    void everyBodyRunsOnOneThreadThatIsNotItsCallers() throws Exception {
        Set<Thread> threads = new HashSet<>();
        threads.add(queue.call(Thread::currentThread));
        queue.run(() -> threads.add(Thread.currentThread()));
        threads.add(queue.submit(Thread::currentThread).join());
        threads.add(queue.submitStage(() -> CompletableFuture.completedFuture(Thread.currentThread()))
                .join());
        threads.add(callers.start(() -> queue.call(Thread::currentThread)).get());

        assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
    }

    @Test
    void theThreadHasTheQueuesNameAndKeepsTheProgramAlive() throws Exception {
        Thread thread = queue.call(Thread::currentThread);

        assertThat(thread.getName()).isEqualTo("sharer-gl");
        assertThat(thread.isDaemon()).isFalse();
    }

    @Test
    void theThreadStartsWithTheFirstBody() {
        SerialQueue lazy = dedicated("lazy");
        lazy.drain();

        assertThat(threadsOf("lazy")).isEmpty();
        lazy.run(() -> {});
        assertThat(threadsOf("lazy")).hasSize(1);
        lazy.close();
    }

    @Test
    void closingAQueueThatWasNeverUsedStartsNoThread() {
        SerialQueue unused = dedicated("unused");
        unused.close();

        assertThat(unused.isTerminated()).isTrue();
        assertThat(threadsOf("unused")).isEmpty();
    }

    @Test
    void theThreadIsGoneWhenTheQueueIsClosed() throws Exception {
        Thread thread = queue.call(Thread::currentThread);
        queue.close();

        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void theThreadEndsAfterAShutdown() throws Exception {
        Thread thread = queue.call(Thread::currentThread);
        queue.shutdown();

        await().until(() -> !thread.isAlive());
        assertThat(queue.isTerminated()).isTrue();
    }

    @Test
    void theLastTurnRunsOnTheThreadToo() throws Exception {
        Thread thread = queue.call(Thread::currentThread);
        AtomicReference<Thread> last = new AtomicReference<>();
        queue.close(() -> last.set(Thread.currentThread()));

        assertThat(last.get()).isSameAs(thread);
    }

    @Test
    void theLastTurnMayUseTheQueue() throws Exception {
        queue.close(() -> queue.run(() -> order.add("inside the last turn")));

        assertThat(order).containsExactly("inside the last turn");
    }

    @Test
    void whatTheLastTurnThrowsReachesTheOneWhoCloses() {
        IllegalStateException failure = new IllegalStateException("at the end");

        assertThatThrownBy(() -> queue.close(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(threadsOf("gl")).isEmpty();
    }

    @Test
    void nothingThatABodyThrowsEndsTheThread() throws Exception {
        Thread thread = queue.call(Thread::currentThread);
        for (Throwable thrown : List.of(new IOException(), new StackOverflowError(), new ThreadDeath())) {
            assertThat(catchThrowable(() -> queue.run(() -> sneak(thrown)))).isSameAs(thrown);
            assertThatThrownBy(() -> queue.submit(() -> sneak(thrown)).get()).hasCause(thrown);
        }

        assertThat(queue.call(Thread::currentThread)).isSameAs(thread);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    // --- Turns ---

    @Test
    void bodiesOfManyCallersRunOneByOne() throws Exception {
        int[] count = new int[1];
        List<Callers.Call<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(callers.start(() -> {
                for (int n = 0; n < 1_000; n++) {
                    if (n % 2 == 0) {
                        queue.run(() -> count[0]++);
                    } else {
                        queue.execute(() -> count[0]++);
                    }
                }
                return null;
            }));
        }
        for (Callers.Call<Object> call : calls) {
            call.get();
        }

        assertThat(queue.call(() -> count[0])).isEqualTo(4_000);
    }

    @Test
    void whatOneThreadAsksForIsDoneInItsOrder() {
        for (int i = 0; i < 100; i += 2) {
            String even = "" + i;
            String odd = "" + (i + 1);
            queue.execute(() -> order.add(even));
            queue.run(() -> order.add(odd));
        }

        assertThat(order)
                .hasSize(100)
                .isSortedAccordingTo((one, other) -> Integer.parseInt(one) - Integer.parseInt(other));
    }

    @Test
    void aCallFromInsideTheTurnRunsInline() throws Exception {
        String inner = queue.call(() -> {
            queue.execute(() -> order.add("behind"));
            return queue.call(() -> {
                order.add("inline");
                return queue.stats().running() + " running";
            });
        });
        queue.run(() -> {});

        assertThat(inner).isEqualTo("1 running");
        assertThat(order).containsExactly("inline", "behind");
    }

    @Test
    void aCallFromAThreadThatABodyStartedIsQueuedBehindIt() throws Exception {
        Callers.Call<String> other = queue.call(() -> callers.startInLine(queue, 1, () -> "after it"));

        assertThat(other.get()).isEqualTo("after it");
    }

    @Test
    void aStageThatIsNotDoneKeepsTheTurn() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<Boolean> first = queue.submitStage(() -> stage.thenApply(
                done -> order.add("first is over on " + Thread.currentThread().getName())));
        Callers.Call<Boolean> second = callers.startInLine(queue, 1, () -> order.add("second"));
        await().until(() -> stage.getNumberOfDependents() > 0);
        stage.complete("done");

        first.join();
        assertThat(second.get()).isTrue();
        assertThat(order).hasSize(2).last().isEqualTo("second");
    }

    @Test
    void aCallOnTheThreadOutsideAnyTurnTakesAFreeOne() {
        DedicatedThread thread =
                new DedicatedThread("sharer-outside", DedicatedThread.plainThreads(true), Runnable::run);
        SerialQueue outside = new SerialQueue(
                QueueConfig.of("outside", thread, new ClassLoaderCarrier(), new TurnTimer("timer-outside")));
        CompletableFuture<Integer> running = new CompletableFuture<>();
        thread.execute(() -> outside.run(() -> running.complete(outside.stats().running())));

        assertThat(running.join()).isEqualTo(1);
        outside.close();
    }

    @Test
    void aCallOnTheThreadOutsideAnyTurnDoesNotWaitForWhatOnlyTheThreadCouldRun() {
        DedicatedThread thread =
                new DedicatedThread("sharer-outside", DedicatedThread.plainThreads(true), Runnable::run);
        SerialQueue outside = new SerialQueue(
                QueueConfig.of("outside", thread, new ClassLoaderCarrier(), new TurnTimer("timer-outside")));
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        thread.execute(() -> {
            outside.execute(() -> order.add("submitted"));
            failure.complete(catchThrowable(() -> outside.run(() -> order.add("never"))));
        });

        assertThat(failure.join())
                .isInstanceOf(io.sharer.TurnDeadlockException.class)
                .hasMessageStartingWith("SHARER-139: the dedicated thread of the queue 'outside'");
        outside.close();
        assertThat(order).containsExactly("submitted");
    }

    // --- What reaches the caller ---

    @Test
    void aBodysExceptionReachesItsCallerAsItIs() {
        for (Exception thrown : List.of(
                new IOException("checked"),
                new CompletionException(new IOException("inside")),
                new java.util.concurrent.CancellationException("its own"),
                new InterruptedException("its own"))) {
            assertThat(catchThrowable(() -> queue.call(() -> {
                        throw thrown;
                    })))
                    .isSameAs(thrown)
                    .hasNoSuppressedExceptions();
        }
    }

    @Test
    void aBodyMayReturnNull() throws Exception {
        assertThat(queue.call(Executors.callable(() -> {}))).isNull();
    }

    @Test
    void theStackTraceIsThatOfTheDedicatedThread() {
        Throwable thrown = catchThrowable(() -> queue.run(() -> {
            throw new IllegalStateException();
        }));

        assertThat(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(DedicatedThread.class.getName()))
                .noneMatch(frame -> frame.getMethodName().equals("theStackTraceIsThatOfTheDedicatedThread"));
    }

    @Test
    void theCallersClassLoaderIsTakenAlong() throws Exception {
        ClassLoader own = new ClassLoader(null) {};
        Thread.currentThread().setContextClassLoader(own);
        try {
            assertThat(queue.call(() -> Thread.currentThread().getContextClassLoader()))
                    .isSameAs(own);
        } finally {
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        }
    }

    @Test
    void aFuturesDependentsNeverRunOnTheThread() throws Exception {
        Thread thread = queue.call(Thread::currentThread);
        CompletableFuture<String> body = queue.submit(gate);
        CompletableFuture<Thread> plain = body.thenApply(result -> Thread.currentThread());
        CompletableFuture<Thread> async = body.thenApplyAsync(result -> Thread.currentThread());
        gate.awaitReached();
        gate.open();

        assertThat(plain.join()).isNotSameAs(thread).isNotSameAs(Thread.currentThread());
        assertThat(async.join()).isNotSameAs(thread);
    }

    @Test
    void theDependentsOfABodyThatTheThreadHasDroppedDoNotRunOnIt() throws Exception {
        SerialExecutor small = SerialExecutor.builder("small")
                .runOn(RunOn.DEDICATED_THREAD)
                .capacity(1)
                .overflow(Overflow.DROP_OLDEST)
                .build();
        List<CompletableFuture<Thread>> dependents = new ArrayList<>();
        Thread thread = small.call(() -> {
            dependents.add(small.submit(() -> "dropped").handle((result, failure) -> Thread.currentThread()));
            small.execute(() -> order.add("newer"));
            return Thread.currentThread();
        });

        assertThat(dependents.get(0).join()).isNotSameAs(thread);
        small.close();
        assertThat(order).containsExactly("newer");
    }

    @Test
    void itIsTheExecutorThatWasGivenWhichIsToRunDependents() throws Exception {
        List<Runnable> tasks = new CopyOnWriteArrayList<>();
        SerialExecutor given = SerialExecutor.builder("given")
                .executor(tasks::add)
                .runOn(RunOn.DEDICATED_THREAD)
                .build();
        Thread dedicated = given.call(Thread::currentThread);
        assertThat(tasks).isEmpty();
        CompletableFuture<Thread> dependent = given.submit(gate).thenApply(result -> Thread.currentThread());
        gate.open();

        await().until(() -> !tasks.isEmpty());
        tasks.forEach(Runnable::run);
        assertThat(dependent.join()).isNotSameAs(dedicated);
        given.close();
    }

    @Test
    void aFutureCompletesAlthoughAllThreadsOfTheExecutorWaitForIt() {
        ExecutorService oneThread = Executors.newSingleThreadExecutor();
        SerialExecutor given = SerialExecutor.builder("given")
                .executor(oneThread)
                .runOn(RunOn.DEDICATED_THREAD)
                .build();
        CompletableFuture<String> waiting =
                CompletableFuture.supplyAsync(() -> given.submit(() -> "done").join(), oneThread);

        assertThat(waiting.join()).isEqualTo("done");
        given.close();
        oneThread.shutdown();
    }

    @Test
    void aFutureCompletesAlthoughTheExecutorRefuses() {
        SerialExecutor given = SerialExecutor.builder("given")
                .executor(task -> {
                    throw new java.util.concurrent.RejectedExecutionException("stopped");
                })
                .runOn(RunOn.DEDICATED_THREAD)
                .build();

        assertThat(given.submit(() -> "done").join()).isEqualTo("done");
        given.close();
    }

    // --- Definition ---

    @Test
    void permitsAreRefused() {
        SerialExecutor.Builder builder =
                SerialExecutor.builder("two").permits(2).runOn(RunOn.DEDICATED_THREAD);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHARER-135: the queue 'two' has a dedicated thread");
    }
}

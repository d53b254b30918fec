package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.SerialExecutor;
import io.sharer.TimeSource;
import io.sharer.TurnTimeoutException;
import io.sharer.spi.SteppedExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The outcome of a body that is over reaches its future, whatever the executor is doing. */
class LateOutcomeTest {
    private static final CallSettings READ = CallSettings.of(Access.READ, Overflow.REJECT, null);

    @AutoClose("shutdownNow")
    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();

    private final Callers callers = new Callers();
    private final CompletableFuture<String> stage = new CompletableFuture<>();
    private final Gate gate = new Gate();
    private final AtomicLong now = new AtomicLong();

    /** A future of a body whose stage is done, where the executor's only thread is inside the task. */
    private <T> Future<T> whileTheOnlyThreadIsIn(Callable<T> task) throws Exception {
        await().until(() -> stage.getNumberOfDependents() > 0);
        Future<T> outer = oneThread.submit(() -> {
            gate.call();
            return task.call();
        });
        gate.awaitReached();
        stage.complete("done");
        return outer;
    }

    @Test
    void isToldThoughTheQueueHasEndedBeforeSomebodyWaitsForIt() throws Exception {
        SerialExecutor queue =
                SerialExecutor.builder("ended").executor(oneThread).build();
        CompletableFuture<String> future = queue.submitStage(() -> stage);
        Future<String> outer = whileTheOnlyThreadIsIn(future::get);
        queue.shutdown();
        assertThat(queue.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        gate.open();

        assertThat(outer.get(20, TimeUnit.SECONDS)).isEqualTo("done");
    }

    @Test
    void isToldWhereOnlyWhatDependsOnItIsWaitedFor() throws Exception {
        SerialExecutor queue =
                SerialExecutor.builder("depended").executor(oneThread).build();
        CompletableFuture<String> future = queue.submitStage(() -> stage);
        CompletableFuture<?> all = CompletableFuture.allOf(future);
        Future<Object> outer = whileTheOnlyThreadIsIn(all::join);
        gate.open();

        assertThat(outer.get(20, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void isToldThoughTheExecutorHasTakenAndDroppedIt() throws Exception {
        SerialExecutor queue =
                SerialExecutor.builder("dropped").executor(oneThread).build();
        CompletableFuture<String> future = queue.submitStage(() -> stage);
        CompletableFuture<Thread> told = future.thenApply(value -> Thread.currentThread());
        Future<String> outer = whileTheOnlyThreadIsIn(() -> "went on");
        assertThat(oneThread.shutdownNow()).isNotEmpty();

        assertThat(told.get(20, TimeUnit.SECONDS).getName()).isEqualTo("sharer-dropped-completions");
        assertThatThrownBy(outer::get).hasRootCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void isToldBeforeTheQueueIsClosed() throws Exception {
        SerialExecutor queue =
                SerialExecutor.builder("closed").executor(oneThread).build();
        CompletableFuture<String> future = queue.submitStage(() -> stage);
        Future<String> outer = whileTheOnlyThreadIsIn(() -> "went on");
        queue.close();

        assertThat(future).isCompletedWithValue("done");
        gate.open();
        assertThat(outer.get(20, TimeUnit.SECONDS)).isEqualTo("went on");
    }

    /** The queue's time does not move by itself, and has nothing to do with threads. */
    @Test
    void isToldThoughTheQueueGoesByATimeThatStands() throws Exception {
        List<Runnable> alarms = new CopyOnWriteArrayList<>();
        SerialExecutor queue = SerialExecutor.builder("timeless")
                .executor(oneThread)
                .timeout(Duration.ofMillis(50))
                .time(standing(alarms))
                .build();
        Gate holds = new Gate();
        Callers.Call<String> holder = callers.start(() -> queue.call(holds));
        holds.awaitReached();
        CompletableFuture<String> late = queue.submit(() -> "in time");
        Future<String> outer =
                oneThread.submit(() -> late.thenApply(value -> value).get());
        await().until(() -> late.getNumberOfDependents() > 0);
        now.set(TimeUnit.MILLISECONDS.toNanos(50));
        List.copyOf(alarms).forEach(Runnable::run);

        assertThatThrownBy(() -> outer.get(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(TurnTimeoutException.class);
        holds.open();
        assertThat(holder.get()).isEqualTo("passed");
    }

    private TimeSource standing(List<Runnable> alarms) {
        return new TimeSource() {
            @Override
            public long nanoTime() {
                return now.get();
            }

            @Override
            public Future<?> scheduleAt(Runnable action, long at) {
                alarms.add(action);
                return new CompletableFuture<>();
            }
        };
    }

    /** It looks after what it has been given before it is back from giving it. */
    @Test
    void isToldThoughTheExecutorKeepsWhoGivesItWaiting() throws Exception {
        ThreadPoolExecutor full = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), (task, pool) -> waitForAPlace(pool, task));
        try {
            SerialExecutor queue = SerialExecutor.builder("full").executor(full).build();
            CompletableFuture<String> future = queue.submitStage(() -> stage);
            await().until(() -> stage.getNumberOfDependents() > 0);
            Future<String> outer = full.submit(() -> {
                gate.call();
                return future.thenApply(value -> value).get();
            });
            gate.awaitReached();
            full.execute(() -> {});
            Callers.Call<Boolean> completer = callers.start(() -> stage.complete("done"));
            gate.open();

            assertThat(outer.get(20, TimeUnit.SECONDS)).isEqualTo("done");
            assertThat(completer.get()).isTrue();
        } finally {
            full.shutdownNow();
        }
    }

    private static void waitForAPlace(ThreadPoolExecutor pool, Runnable task) {
        try {
            pool.getQueue().put(task);
        } catch (InterruptedException e) {
            throw new RejectedExecutionException(e);
        }
    }

    @Test
    void isToldInTheOrderInWhichItWasGivenByAThreadWithTheLoaderOfWhoGaveIt() throws Exception {
        SerialQueue queue = (SerialQueue)
                SerialExecutor.builder("ordered").executor(oneThread).build();
        // By thread: another one takes over if the first is kept, as it may be by the machine.
        Map<Thread, List<Integer>> told = new ConcurrentHashMap<>();
        Set<ClassLoader> loaders = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Object>> stages = new ArrayList<>();
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            CompletableFuture<Object> pending = new CompletableFuture<>();
            stages.add(pending);
            futures.add(queue.submitAsync(() -> pending, "reader", READ).thenAccept(value -> {
                told.computeIfAbsent(Thread.currentThread(), thread -> new CopyOnWriteArrayList<>())
                        .add(number);
                loaders.add(Thread.currentThread().getContextClassLoader());
            }));
        }
        await().until(() -> stages.stream().allMatch(pending -> pending.getNumberOfDependents() > 0));
        oneThread.execute(this::busy);
        gate.awaitReached();
        ClassLoader loader = new ClassLoader() {};
        callers.start(() -> {
                    Thread.currentThread().setContextClassLoader(loader);
                    stages.forEach(pending -> pending.complete("done"));
                    return "completed";
                })
                .get();
        CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new)).get(20, TimeUnit.SECONDS);
        gate.open();

        assertThat(told.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
        assertThat(told.values().stream().mapToInt(List::size).sum()).isEqualTo(20);
        assertThat(loaders).containsExactly(loader);
    }

    @Test
    void isNotToldByWhoClosesTheQueueWhoComesBackWhateverDependsOnIt() throws Exception {
        SerialQueue queue =
                new SerialQueue(QueueConfig.of("slow", oneThread, new ClassLoaderCarrier(), new TurnTimer("slow"))
                        .withDrainTimeouts(Duration.ofSeconds(20), Duration.ofMillis(50)));
        CompletableFuture<Object> future = queue.submitAsync(() -> stage, "slow", CallSettings.DEFAULT);
        CompletableFuture<Thread> dependent = future.thenApply(value -> {
            busy();
            return Thread.currentThread();
        });
        Gate only = new Gate();
        await().until(() -> stage.getNumberOfDependents() > 0);
        Future<String> outer = oneThread.submit(only);
        only.awaitReached();
        stage.complete("done");
        queue.close();

        gate.awaitReached();
        assertThat(dependent).isNotDone();
        gate.open();
        assertThat(dependent.get(20, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
        only.open();
        assertThat(outer.get(20, TimeUnit.SECONDS)).isEqualTo("passed");
    }

    @Test
    void isToldThoughWhatDependsOnAnotherWaitsForIt() throws Exception {
        SerialQueue queue =
                (SerialQueue) SerialExecutor.builder("kept").executor(oneThread).build();
        CompletableFuture<Object> first = queue.submitAsync(() -> stage, "reader", READ);
        CompletableFuture<Object> second = queue.submitAsync(() -> stage, "reader", READ);
        CompletableFuture<Object> ofBoth = CompletableFuture.anyOf(
                first.thenApply(value -> second.join()), second.thenApply(value -> first.join()));
        await().until(() -> stage.getNumberOfDependents() == 2);
        oneThread.execute(this::busy);
        gate.awaitReached();
        stage.complete("done");

        assertThat(ofBoth.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        gate.open();
    }

    @Test
    void isToldByFewThreadsHoweverManyTheExecutorRefuses() throws Exception {
        AtomicBoolean refuses = new AtomicBoolean();
        Executor moody = task -> {
            if (refuses.get()) {
                throw new RejectedExecutionException("not now");
            }
            oneThread.execute(task);
        };
        SerialQueue queue =
                (SerialQueue) SerialExecutor.builder("refused").executor(moody).build();
        List<CompletableFuture<Void>> dependents = new ArrayList<>();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 50; i++) {
            dependents.add(queue.submitAsync(() -> stage, "reader", READ).thenAccept(value -> {
                threads.add(Thread.currentThread());
                busy();
            }));
        }
        await().until(() -> stage.getNumberOfDependents() == 50);
        refuses.set(true);
        stage.complete("done");
        gate.awaitReached();

        // The 30th would come after half a minute.
        assertThat(threads).hasSizeLessThan(30);
        gate.open();
        CompletableFuture.allOf(dependents.toArray(CompletableFuture<?>[]::new)).get(20, TimeUnit.SECONDS);
        assertThat(threads).hasSizeLessThan(30);
    }

    /** Where bodies run on whoever gives them to the executor, and several have their turns at once. */
    @Test
    void isToldBeforeOthersRunWhoWaitForIt() throws Exception {
        SerialQueue queue = (SerialQueue)
                SerialExecutor.builder("direct").executor(Runnable::run).build();
        Callers.Call<String> holder = callers.start(() -> queue.call(gate));
        gate.awaitReached();
        CompletableFuture<String> writer = queue.submit(() -> "written");
        List<CompletableFuture<Object>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(queue.submitAsync(() -> writer, "reader", READ));
        }
        List<CompletableFuture<Object>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(queue.submitAsync(() -> CompletableFuture.completedStage(writer.join()), "waiting", READ));
        }
        gate.open();

        for (CompletableFuture<Object> reader : waiting) {
            assertThat(reader.get(20, TimeUnit.SECONDS)).isEqualTo("written");
        }
        for (CompletableFuture<Object> reader : readers) {
            assertThat(reader.get(20, TimeUnit.SECONDS)).isEqualTo("written");
        }
        assertThat(holder.get()).isEqualTo("passed");
    }

    /** In a test nobody steps in, however long that takes. */
    @Test
    void waitsForAnExecutorThatIsSteppedByHand() {
        Queue<Runnable> steps = new ArrayDeque<>();
        SteppedExecutor byHand = steps::add;
        SerialExecutor queue = SerialExecutor.builder("steps").executor(byHand).build();
        CompletableFuture<String> future = queue.submitStage(() -> stage);
        steps.remove().run();
        CompletableFuture<Thread> told = future.thenApply(value -> Thread.currentThread());
        stage.complete("done");
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);

        assertThat(told).isNotDone();
        steps.remove().run();
        assertThat(told).isCompletedWithValue(Thread.currentThread());
    }

    /** The queue is there for others, and so is its executor. */
    @Test
    void isNotToldByWhoDrainsTheQueue() {
        Queue<Runnable> steps = new ArrayDeque<>();
        SteppedExecutor byHand = steps::add;
        SerialQueue queue =
                (SerialQueue) SerialExecutor.builder("drained").executor(byHand).build();
        CompletableFuture<String> future = queue.submitStage(() -> stage);
        steps.remove().run();
        stage.complete("done");

        queue.drain();

        assertThat(future).isNotDone();
        queue.close();
        assertThat(future).isCompletedWithValue("done");
    }

    // --- Whoever takes a body out of the queue ---

    /** A thread of an executor that runs what it has no place for on the thread that gives it. */
    private static ThreadPoolExecutor small() {
        return new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), new ThreadPoolExecutor.CallerRunsPolicy());
    }

    @Test
    void whoCancelsABodyRunsNoneOfThoseThatComeAfterIt() throws Exception {
        ThreadPoolExecutor small = small();
        try {
            SerialExecutor queue =
                    SerialExecutor.builder("small").executor(small).build();
            small.execute(this::busy);
            gate.awaitReached();
            CompletableFuture<String> first = queue.submit(() -> "first");
            AtomicReference<Thread> ranOn = new AtomicReference<>();
            // It waits for what is just being cancelled.
            CompletableFuture<String> second = queue.submit(() -> {
                ranOn.set(Thread.currentThread());
                return first.handle((value, failure) -> "after it").join();
            });
            Callers.Call<Boolean> canceller = callers.start(() -> first.cancel(false));

            assertThat(canceller.get()).isTrue();
            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("after it");
            assertThat(ranOn.get()).isNotSameAs(canceller.thread());
            gate.open();
        } finally {
            small.shutdownNow();
        }
    }

    private void busy() {
        try {
            gate.call();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // --- What an executor runs in between ---

    /** An executor may run its tasks inside a task of its own, as a dialog does. */
    @Test
    void aBodyThatIsRunToHelpIsNotRunOnceMoreInsideItself() throws Exception {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Executor pumped = tasks::add;
        SerialExecutor a = SerialExecutor.builder("a").executor(pumped).build();
        SerialExecutor b = SerialExecutor.builder("b").executor(pumped).build();
        List<String> runs = new ArrayList<>();
        CompletableFuture<Integer> outer = a.submit(() -> {
            CompletableFuture<Integer> inner = b.submit(() -> {
                runs.add("inner");
                while (!tasks.isEmpty()) {
                    tasks.remove().run();
                }
                return runs.size();
            });
            return inner.join();
        });
        tasks.remove().run();

        assertThat(outer.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(runs).containsExactly("inner");
        assertThat(b.call(() -> "still taken in turns")).isEqualTo("still taken in turns");
    }

    /** The helper leaves the next to the executor, so it must not have begun it. */
    @Test
    void whatComesAfterABodyThatWasRunToHelpIsRunByAnotherThread() throws Exception {
        ExecutorService twoThreads = Executors.newFixedThreadPool(2);
        try {
            SerialExecutor a = SerialExecutor.builder("a").executor(twoThreads).build();
            SerialExecutor b = SerialExecutor.builder("b").executor(twoThreads).build();
            CountDownLatch ran = new CountDownLatch(20);
            twoThreads.execute(this::busy);
            gate.awaitReached();
            CompletableFuture<String> outer = a.submit(() -> {
                for (int i = 0; i < 10; i++) {
                    b.execute(ran::countDown);
                }
                CompletableFuture<String> inner = b.submit(() -> {
                    gate.open();
                    return "helped";
                });
                for (int i = 0; i < 10; i++) {
                    b.execute(ran::countDown);
                }
                return inner.join();
            });

            assertThat(outer.get(20, TimeUnit.SECONDS)).isEqualTo("helped");
            assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            twoThreads.shutdownNow();
        }
    }
}

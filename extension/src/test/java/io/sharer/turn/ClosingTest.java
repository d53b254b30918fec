package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.QueueClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A queue that is closed takes nothing new, finishes what it has, and leaves no future behind. */
class ClosingTest {
    @AutoClose("stop")
    private final TurnTimer timer = new TurnTimer("timer");

    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newCachedThreadPool();

    private final SerialQueue queue = new SerialQueue(QueueConfig.of("closing", pool, new ClassLoaderCarrier(), timer));
    private final Callers callers = new Callers();
    private final Gate gate = new Gate();
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    private SerialQueue impatient(Duration drain, Duration grace) {
        return new SerialQueue(QueueConfig.of("impatient", pool, new ClassLoaderCarrier(), timer)
                .withDrainTimeouts(drain, grace));
    }

    private Callers.Call<Object> startClosing(SerialQueue closing) {
        Callers.Call<Object> closer = callers.start(() -> {
            closing.close(() -> order.add("last"));
            return null;
        });
        await().until(closing::isShutdown);
        return closer;
    }

    @Test
    void anIdleQueueClosesAtOnceAndRunsItsLastTurn() {
        queue.close(() -> order.add("last"));

        assertThat(order).containsExactly("last");
        assertThat(queue.isTerminated()).isTrue();
    }

    @Test
    void aClosedQueueRefusesAllThatIsNew() {
        queue.close();

        assertThatThrownBy(() -> queue.call(() -> "new"))
                .isInstanceOf(QueueClosedException.class)
                .hasMessageStartingWith("SHARER-102: the queue 'closing' is closed");
        assertThatThrownBy(() -> queue.run(() -> {})).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(() -> queue.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> queue.submit(() -> "new").get()).hasCauseInstanceOf(QueueClosedException.class);
    }

    @Test
    void closingFinishesWhatIsQueuedAndThenRunsTheLastTurn() throws Exception {
        callers.hold(queue, gate);
        Callers.Call<Boolean> thread = callers.startInLine(queue, 1, () -> order.add("thread"));
        CompletableFuture<?> body = queue.submit(() -> order.add("body"));
        Callers.Call<?> closer = startClosing(queue);
        assertThatThrownBy(() -> queue.run(() -> {})).isInstanceOf(QueueClosedException.class);
        gate.open();
        closer.get();

        assertThat(thread.get()).isTrue();
        body.join();
        assertThat(order).containsExactly("thread", "body", "last");
        assertThat(queue.isTerminated()).isTrue();
    }

    @Test
    void closingWaitsForAStage() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> body = queue.submitStage(() -> stage);
        await().until(() -> stage.getNumberOfDependents() == 1);
        Callers.Call<?> closer = startClosing(queue);
        Callers.awaitLength(queue, 1);
        assertThat(order).isEmpty();
        stage.complete("done");
        closer.get();

        assertThat(body.join()).isEqualTo("done");
        assertThat(order).containsExactly("last");
    }

    @Test
    void closingNeedsNoThreadOfAnExecutorThatHasStopped() throws Exception {
        callers.hold(queue, gate);
        CompletableFuture<?> first = queue.submit(() -> order.add("first"));
        CompletableFuture<?> second = queue.submit(() -> order.add("second"));
        pool.shutdown();
        Callers.Call<?> closer = startClosing(queue);
        Callers.awaitLength(queue, 3);
        Callers.awaitDraining(queue);
        gate.open();
        closer.get();

        first.join();
        second.join();
        assertThat(order).containsExactly("first", "second", "last");
    }

    @Test
    void closingRunsABodyThatTheExecutorWasGivenAndNeverBegan() throws Exception {
        List<Runnable> neverRun = new ArrayList<>();
        SerialQueue stalled =
                new SerialQueue(QueueConfig.of("stalled", neverRun::add, new ClassLoaderCarrier(), timer));
        CompletableFuture<?> first = stalled.submit(() -> order.add("first"));
        CompletableFuture<?> second = stalled.submit(() -> order.add("second"));
        stalled.close(() -> order.add("last"));
        neverRun.forEach(Runnable::run);

        assertThat(order).containsExactly("first", "second", "last");
        first.join();
        second.join();
    }

    @Test
    void whatIsNotDoneInTimeFailsAndTheRunningBodyIsInterrupted() throws Exception {
        SerialQueue impatient = impatient(Duration.ofMillis(1), Duration.ofSeconds(30));
        CompletableFuture<String> running = impatient.submit(gate);
        gate.awaitReached();
        CompletableFuture<?> queued = impatient.submit(() -> order.add("too late"));
        Callers.Call<Boolean> waiting = callers.startInLine(impatient, 2, () -> order.add("too late"));
        impatient.close(() -> order.add("last"));

        assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(queued::get)
                .hasCauseInstanceOf(QueueClosedException.class)
                .cause()
                .hasMessageStartingWith("SHARER-103: ");
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(QueueClosedException.class);
        assertThat(order).containsExactly("last");
        assertThat(impatient.isTerminated()).isTrue();
    }

    @Test
    void aSynchronousBodyThatIsNotDoneInTimeIsInterrupted() throws Exception {
        SerialQueue impatient = impatient(Duration.ofMillis(1), Duration.ofSeconds(30));
        Callers.Call<String> holder = callers.hold(impatient, gate);
        impatient.close(() -> order.add("last"));

        assertThatThrownBy(holder::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(order).containsExactly("last");
    }

    @Test
    void aStageThatIsNotDoneInTimeIsCancelled() {
        SerialQueue impatient = impatient(Duration.ofMillis(1), Duration.ofSeconds(30));
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> body = impatient.submitStage(() -> stage);
        await().until(() -> stage.getNumberOfDependents() == 1);
        impatient.close(() -> order.add("last"));

        assertThat(stage).isCancelled();
        assertThatThrownBy(body::get)
                .cause()
                .isInstanceOf(QueueClosedException.class)
                .hasMessageStartingWith("SHARER-103: ");
        assertThat(order).containsExactly("last");
    }

    @Test
    void aBodyThatIgnoresItsInterruptIsOvertakenByTheLastTurnAndItsFutureFails() throws Exception {
        SerialQueue impatient = impatient(Duration.ofMillis(1), Duration.ofMillis(1));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stubborn = new CountDownLatch(1);
        CompletableFuture<String> running = impatient.submit(() -> {
            begun.countDown();
            awaitUninterruptibly(stubborn);
            return "at last";
        });
        begun.await();
        impatient.close(() -> order.add("last"));

        assertThat(order).containsExactly("last");
        assertThatThrownBy(running::get).hasCauseInstanceOf(QueueClosedException.class);
        assertThat(impatient.isTerminated()).isFalse();
        stubborn.countDown();
        assertThat(impatient.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
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
    void closingFromInsideTheTurnFailsWhatIsQueuedAndReturns() throws Exception {
        List<CompletableFuture<?>> queued = new ArrayList<>();
        queue.call(() -> {
            queued.add(queue.submit(() -> order.add("queued")));
            queue.close(() -> order.add("last"));
            return null;
        });

        assertThatThrownBy(() -> queued.get(0).get()).hasCauseInstanceOf(QueueClosedException.class);
        assertThat(order).containsExactly("last");
        assertThat(queue.isTerminated()).isTrue();
    }

    @Test
    void closingFromInsideASubmittedBodyReturnsAndTheBodyGoesOn() {
        CompletableFuture<String> body = queue.submit(() -> {
            queue.close();
            return "went on";
        });

        assertThat(body.join()).isEqualTo("went on");
        await().until(queue::isTerminated);
    }

    @Test
    void closingTwiceDoesNoHarm() {
        queue.close(() -> order.add("once"));
        queue.close();

        assertThat(order).containsExactly("once");
    }

    @Test
    void twoWhoCloseAtOnceBothReturn() throws Exception {
        callers.hold(queue, gate);
        Callers.Call<?> one = startClosing(queue);
        Callers.Call<?> two = startClosing(queue);
        Callers.awaitLength(queue, 2);
        gate.open();
        one.get();
        two.get();

        assertThat(queue.isTerminated()).isTrue();
    }

    @Test
    void drainingFinishesWhatIsQueuedAndLeavesTheQueueOpen() throws Exception {
        callers.hold(queue, gate);
        CompletableFuture<?> body = queue.submit(() -> order.add("body"));
        Callers.Call<Object> drainer = callers.start(() -> {
            queue.drain(() -> order.add("drained"));
            return null;
        });
        Callers.awaitLength(queue, 2);
        gate.open();
        drainer.get();

        body.join();
        assertThat(order).containsExactly("body", "drained");
        assertThat(queue.call(() -> "open")).isEqualTo("open");
    }

    @Test
    void shutdownFinishesWhatIsQueuedWithoutWaiting() throws Exception {
        callers.hold(queue, gate);
        CompletableFuture<String> queued = queue.submit(() -> "queued");
        queue.shutdown();
        assertThat(queue.isShutdown()).isTrue();
        assertThat(queue.isTerminated()).isFalse();
        assertThat(queue.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
        gate.open();

        assertThat(queued.join()).isEqualTo("queued");
        assertThat(queue.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shutdownNowInterruptsTheRunningBodyAndGivesBackTheQueuedOnes() throws Exception {
        CompletableFuture<String> running = queue.submit(gate);
        gate.awaitReached();
        CompletableFuture<?> queued = queue.submit(() -> order.add("given back"));
        List<Runnable> left = queue.shutdownNow();

        assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(queued::get).hasCauseInstanceOf(QueueClosedException.class);
        assertThat(left).hasSize(1);
        left.forEach(Runnable::run);
        assertThat(order).containsExactly("given back");
        assertThat(queue.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitForTheQueuedAndIsKept() throws Exception {
        SerialQueue patient = impatient(Duration.ofHours(1), Duration.ofSeconds(30));
        CompletableFuture<String> running = patient.submit(gate);
        gate.awaitReached();
        Callers.Call<Boolean> closer = callers.start(() -> {
            patient.close(() -> order.add("last"));
            return Thread.currentThread().isInterrupted();
        });
        Callers.awaitLength(patient, 1);
        closer.thread().interrupt();

        assertThat(closer.get()).isTrue();
        assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(order).containsExactly("last");
    }

    @Test
    void noThreadStaysBehind() throws Exception {
        SerialQueue own = (SerialQueue)
                io.sharer.SerialExecutor.builder("goes without a trace").build();
        own.submit(() -> "work").join();
        own.close();

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("goes without a trace")));
    }
}

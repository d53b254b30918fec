package io.sharer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Channel;
import io.sharer.ChannelClosedException;
import io.sharer.EventLoop;
import io.sharer.TurnDeadlockException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Channels between threads and a loop. */
class ChannelTest {
    private final EventLoop loop = EventLoop.named("channel").start();
    private final Channel<Integer> channel = loop.channel(2);

    @AfterEach
    void stop() {
        loop.stop();
        LoopThreads.awaitNone("channel");
    }

    private Thread inThread(AtomicReference<Throwable> thrown, InterruptibleAction action) {
        Thread thread = new Thread(() -> {
            try {
                action.run();
            } catch (Throwable failure) {
                thrown.set(failure);
            }
        });
        thread.start();
        return thread;
    }

    private interface InterruptibleAction {
        void run() throws Exception;
    }

    private static void awaitWaiting(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    @Test
    void elementsComeOutInTheirOrder() throws Exception {
        channel.put(1);
        channel.put(2);
        assertThat(channel.offer(3)).isFalse();
        assertThat(channel.size()).isEqualTo(2);
        assertThat(channel.take()).isEqualTo(1);
        assertThat(channel.poll()).contains(2);
        assertThat(channel.poll()).isEmpty();
    }

    @Test
    void aFutureElementComesOnTheLoop() throws Exception {
        CompletableFuture<Boolean> onLoop = channel.receive().thenApply(element -> loop.inLoop());
        channel.put(1);
        assertThat(onLoop.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFullChannelMakesSendersWaitInTheirOrder() throws Exception {
        channel.put(1);
        channel.put(2);
        CompletableFuture<Void> sent = channel.send(3);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread putter = inThread(thrown, () -> channel.put(4));
        awaitWaiting(putter);
        assertThat(sent).isNotDone();
        assertThat(channel.take()).isEqualTo(1);
        sent.get(10, TimeUnit.SECONDS);
        assertThat(putter.isAlive()).isTrue();
        assertThat(List.of(channel.take(), channel.take(), channel.take())).containsExactly(2, 3, 4);
        putter.join();
        assertThat(thrown.get()).isNull();
    }

    @Test
    void anInterruptedPutterHasPutNothingIn() throws Exception {
        channel.put(1);
        channel.put(2);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread putter = inThread(thrown, () -> channel.put(3));
        awaitWaiting(putter);
        putter.interrupt();
        putter.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(List.of(channel.take(), channel.take())).containsExactly(1, 2);
        assertThat(channel.poll()).isEmpty();
    }

    @Test
    void anInterruptedTakerLosesNothing() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread taker = inThread(thrown, channel::take);
        awaitWaiting(taker);
        taker.interrupt();
        taker.join();
        channel.put(1);
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(channel.take()).isEqualTo(1);
    }

    @Test
    void aCancelledReceiverAndSenderLeaveTheirLines() throws Exception {
        CompletableFuture<Integer> gone = channel.receive();
        CompletableFuture<Integer> stays = channel.receive();
        gone.cancel(false);
        channel.put(1);
        assertThat(stays.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        channel.put(2);
        channel.put(3);
        channel.send(4).cancel(false);
        assertThat(List.of(channel.take(), channel.take())).containsExactly(2, 3);
        assertThat(channel.poll()).isEmpty();
    }

    @Test
    void anElementWhoseReceiverIsCancelledJustThenGoesToTheNext() throws Exception {
        for (int i = 0; i < 500; i++) {
            CompletableFuture<Integer> first = channel.receive();
            CompletableFuture<Integer> second = channel.receive();
            channel.put(i);
            boolean cancelled = first.cancel(false);
            assertThat((cancelled ? second : first).get(10, TimeUnit.SECONDS)).isEqualTo(i);
            second.cancel(false);
        }
    }

    @Test
    void waitingOnTheLoopIsRefused() throws Exception {
        assertThatThrownBy(() -> loop.call(channel::take))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("SHARER-452");
        loop.run(() -> assertThat(channel.offer(1) && channel.offer(2)).isTrue());
        assertThatThrownBy(() -> loop.run(() -> {
                    try {
                        channel.put(3);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }))
                .isInstanceOf(TurnDeadlockException.class);
        assertThat(loop.call(channel::take)).isEqualTo(1);
    }

    @Test
    void closingRefusesWhoPutsAndGivesOutWhatIsThere() throws Exception {
        channel.put(1);
        channel.put(2);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread putter = inThread(thrown, () -> channel.put(3));
        awaitWaiting(putter);
        CompletableFuture<Void> sent = channel.send(4);
        channel.close();
        putter.join();
        assertThat(thrown.get()).isInstanceOf(ChannelClosedException.class);
        assertThatThrownBy(() -> sent.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(ChannelClosedException.class);
        assertThatThrownBy(() -> channel.offer(5)).hasMessageContaining("SHARER-451");
        assertThat(List.of(channel.take(), channel.receive().get(10, TimeUnit.SECONDS)))
                .containsExactly(1, 2);
        assertThatThrownBy(channel::take).isInstanceOf(ChannelClosedException.class);
        assertThatThrownBy(() -> channel.receive().join()).hasCauseInstanceOf(ChannelClosedException.class);
    }

    @Test
    void theStopOfTheLoopLetsThoseGoWhoWait() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread taker = inThread(thrown, channel::take);
        awaitWaiting(taker);
        CompletableFuture<Integer> received = channel.receive();
        CompletableFuture<Void> consumed = channel.forEach(element -> {});
        loop.stop();
        taker.join();
        assertThat(thrown.get()).isInstanceOf(ChannelClosedException.class);
        assertThat(received).isCompletedExceptionally();
        assertThat(consumed).isCompleted();
    }

    @Test
    void aConsumerGetsEachElementOnTheLoopUntilTheEnd() throws Exception {
        List<Integer> got = new ArrayList<>();
        CompletableFuture<Void> consumed = channel.forEach(element -> {
            assertThat(loop.inLoop()).isTrue();
            got.add(element);
        });
        for (int i = 0; i < 10_000; i++) {
            channel.put(i);
        }
        channel.close();
        consumed.get(20, TimeUnit.SECONDS);
        assertThat(got)
                .containsExactlyElementsOf(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void aConsumerThatFailsTakesNoMore() throws Exception {
        IllegalStateException thrown = new IllegalStateException();
        CompletableFuture<Void> consumed = channel.forEach(element -> {
            throw thrown;
        });
        channel.put(1);
        assertThatThrownBy(() -> consumed.get(10, TimeUnit.SECONDS)).cause().isSameAs(thrown);
        channel.put(2);
        assertThat(channel.take()).isEqualTo(2);
    }

    @Test
    void nothingIsLostBetweenManyThreadsAndFutures() throws Exception {
        int each = 2_000;
        List<Integer> got = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int producer = 0; producer < 3; producer++) {
                int from = producer * each;
                all.add(CompletableFuture.runAsync(
                        () -> IntStream.range(from, from + each).forEach(this::putOrSend), threads));
            }
            CompletableFuture<Void> consumed = channel.forEach(got::add);
            for (int taker = 0; taker < 2; taker++) {
                threads.execute(() -> takeAll(got));
            }
            for (CompletableFuture<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            channel.close();
            consumed.get(20, TimeUnit.SECONDS);
        } finally {
            threads.shutdown();
        }
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(got.stream().sorted().toList())
                .containsExactlyElementsOf(IntStream.range(0, 3 * each).boxed().toList());
    }

    private void putOrSend(int element) {
        try {
            if (element % 3 == 0) {
                channel.send(element).get();
            } else {
                channel.put(element);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void takeAll(List<Integer> got) {
        try {
            while (true) {
                got.add(channel.take());
            }
        } catch (ChannelClosedException e) { // that is the end
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoWaitsForAChannelOfALoopThatNeverRanIsToldWhenThatStops() throws Exception {
        EventLoop never = EventLoop.named("never-ran").build();
        Channel<Integer> waiting = never.channel(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread taker = inThread(thrown, waiting::take);
        awaitWaiting(taker);
        never.stop();
        taker.join(10_000);
        assertThat(taker.isAlive()).isFalse();
        assertThat(thrown.get()).isInstanceOf(ChannelClosedException.class);
        assertThat(waiting.isClosed()).isTrue();
    }

    @Test
    void whoCancelsWhatHasBeenAcceptedComesTooLate() throws Exception {
        Gate gate = new Gate();
        channel.put(1);
        channel.put(2);
        CompletableFuture<Void> third = channel.send(3);
        CompletableFuture<Void> fourth = channel.send(4);
        CompletableFuture<String> busy = loop.submit(gate);
        gate.awaitReached();
        assertThat(channel.take()).isEqualTo(1);
        assertThat(third.cancel(false)).isFalse();
        assertThat(third.completeExceptionally(new IllegalStateException("too late")))
                .isFalse();
        assertThat(fourth.cancel(false)).isTrue();
        gate.open();
        assertThat(third.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(busy.get(10, TimeUnit.SECONDS)).isEqualTo("passed");
        assertThat(List.of(channel.take(), channel.take())).containsExactly(2, 3);
        assertThat(channel.poll()).isEmpty();
    }

    @Test
    void whatIsOnItsWayToAReceiverIsNeverPutBackBehindAYoungerOne() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            CompletableFuture<Integer> first = channel.receive();
            CompletableFuture<Boolean> cancelled = CompletableFuture.supplyAsync(() -> first.cancel(false));
            channel.put(1);
            channel.put(2);
            int next = channel.take();
            assertThat(next).isEqualTo(cancelled.get(10, TimeUnit.SECONDS) ? 1 : 2);
            if (next == 1) {
                assertThat(channel.take()).isEqualTo(2);
            }
        }
    }

    @Test
    void whatIsOnItsWayToAConsumingThatIsCancelledIsNotLost() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            List<Integer> consumed = Collections.synchronizedList(new ArrayList<>());
            CompletableFuture<Void> consuming = channel.forEach(consumed::add);
            CompletableFuture<Boolean> cancelled = CompletableFuture.supplyAsync(() -> consuming.cancel(true));
            channel.put(1);
            assertThat(cancelled.get(10, TimeUnit.SECONDS)).isTrue();
            // What the loop was at is done.
            loop.run(() -> {});
            assertThat(consumed.size() + channel.size()).isEqualTo(1);
            channel.poll();
        }
    }
}

package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.SharerEvent;
import io.sharer.SharerEvent.DrainTimedOut;
import io.sharer.SharerEvent.QueueFull;
import io.sharer.TurnRejectedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever observes a queue is told of what is rare there, and of none of it under a lock. */
class TurnEventsTest {
    private final List<SharerEvent> told = new CopyOnWriteArrayList<>();
    private final TurnTimer timer = new TurnTimer("sharer-timer-events");
    private final OwnThreads threads = new OwnThreads("sharer-events-test");
    private final Gate gate = new Gate();

    @AfterEach
    void stop() {
        gate.open();
        timer.stop();
        threads.shutdown();
    }

    private QueueConfig config() {
        return QueueConfig.of("observed", threads, new ClassLoaderCarrier(), timer);
    }

    @Test
    void aFullQueueIsToldAtMostOnceASecond() throws Exception {
        SerialQueue[] its = new SerialQueue[1];
        SerialQueue queue = new SerialQueue(config().withCapacity(1).withObserver(event -> {
            // Would wait for ever, or fail, under the queue's lock on another thread.
            assertThat(its[0].stats().length()).isEqualTo(1);
            told.add(event);
        }));
        its[0] = queue;
        Future<?> holder = queue.submit(gate);
        gate.awaitReached();
        Future<?> waiting = queue.submit(() -> {});
        long before = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(queue.submit(() -> {})::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TurnRejectedException.class);
        }
        long seconds = (System.nanoTime() - before) / 1_000_000_000;
        gate.open();
        holder.get();
        waiting.get();
        queue.close();

        assertThat(told).hasSizeBetween(1, (int) seconds + 1);
        QueueFull full = (QueueFull) told.get(0);
        assertThat(full.name()).isEqualTo("observed");
        assertThat(full.rejected()).isEqualTo(1);
        assertThat(full.capacity()).isEqualTo(1);
    }

    @Test
    void anEndThatIsWaitedForInVainIsToldAndAnObserverThatThrowsHarmsNobody() throws Exception {
        SerialQueue queue = new SerialQueue(config().withDrainTimeouts(Duration.ofMillis(5), Duration.ofSeconds(20))
                .withObserver(event -> {
                    told.add(event);
                    throw new AssertionError("observer");
                }));
        Future<?> holder = queue.submit(gate);
        gate.awaitReached();
        queue.close();

        assertThat(queue.isTerminated()).isTrue();
        // The turn ends before the future is told.
        await().atMost(20, TimeUnit.SECONDS).until(holder::isDone);
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).isInstanceOf(DrainTimedOut.class);
        assertThat(((DrainTimedOut) told.get(0)).timeout()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void aGroupCountsWhatHasEndedAndKeepsNoQueue() throws Exception {
        QueueConfig config = config();
        QueueGroup group = new QueueGroup("observed", config.times());
        SerialQueue first = new SerialQueue(config);
        SerialQueue second = new SerialQueue(config);
        group.add(first);
        group.add(second);
        first.call(() -> "one");
        second.call(() -> "two");
        second.call(() -> "three");
        second.close();
        group.ended(second);
        group.ended(second);

        // The end is a turn, too.
        assertThat(group.info().stats().turns()).isBetween(3L, 4L);
        assertThat(group.info().queues()).isEqualTo(1);
        assertThat(group.info().holders()).isEmpty();
        first.close();
    }
}

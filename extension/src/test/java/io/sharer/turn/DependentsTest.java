package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.Access;
import io.sharer.Overflow;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What waits for the future of a body that never ran is told away from the thread that found that out. */
class DependentsTest {
    @AutoClose("stop")
    private final TurnTimer timer = new TurnTimer("dependents");

    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newCachedThreadPool();

    private final Callers callers = new Callers();
    private final Gate gate = new Gate();

    private QueueConfig config(String name) {
        return QueueConfig.of(name, pool, new ClassLoaderCarrier(), timer);
    }

    @Test
    void aDependentOfATimedOutFutureDoesNotStopTheOtherTimeOuts() throws Exception {
        SerialQueue queue =
                new SerialQueue(config("queue"), CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ofSeconds(2)));
        CountDownLatch secondTimedOut = new CountDownLatch(1);
        Callers.Call<String> holder = callers.hold(queue, gate);
        CompletableFuture<String> first = queue.submit(() -> "late");
        CompletableFuture<Boolean> dependent = first.handle((value, failure) -> {
            try {
                return secondTimedOut.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        });
        CompletableFuture<String> second = queue.submit(() -> "late too");
        CompletableFuture<String> told = second.whenComplete((value, failure) -> secondTimedOut.countDown());

        try {
            assertThat(dependent.join()).isTrue();
            assertThat(told).failsWithin(Duration.ofSeconds(30));
        } finally {
            gate.open();
            holder.get();
        }
    }

    @Test
    void aDependentOfADroppedFutureRunsNotOnTheThreadThatDroppedIt() throws Exception {
        SerialQueue queue = new SerialQueue(
                config("queue").withCapacity(1), CallSettings.of(Access.WRITE, Overflow.DROP_OLDEST, null));
        Callers.Call<String> holder = callers.hold(queue, gate);
        CompletableFuture<Thread> dependent =
                queue.submit(() -> "dropped").handle((value, failure) -> Thread.currentThread());
        CompletableFuture<String> newest = queue.submit(() -> "newest");

        try {
            assertThat(dependent.join()).isNotSameAs(Thread.currentThread());
        } finally {
            gate.open();
            holder.get();
            newest.join();
        }
    }

    @Test
    void aDependentOfABodyThatAClosingQueueFailsRunsOutsideTheTurnThatClosesIt() throws Exception {
        SerialQueue queue = new SerialQueue(config("queue"));
        CompletableFuture<Thread> dependent = queue.call(() -> {
            CompletableFuture<Thread> told =
                    queue.submit(() -> "left over").handle((value, failure) -> Thread.currentThread());
            queue.close();
            return told;
        });

        assertThat(dependent.join()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void aDependentOfABodyThatTheExecutorRefusesRunsNotOnTheThreadWhoseTurnCameBefore() throws Exception {
        SerialQueue queue = new SerialQueue(config("queue"));
        Callers.Call<String> holder = callers.hold(queue, gate);
        CompletableFuture<Thread> dependent =
                queue.submit(() -> "refused").handle((value, failure) -> Thread.currentThread());
        pool.shutdown();
        gate.open();

        assertThat(holder.get()).isEqualTo("passed");
        assertThat(dependent.join()).isNotSameAs(holder.thread());
    }
}

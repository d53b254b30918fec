package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.TurnDeadlockException;
import io.sharer.waits.WaitGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whoever can still be served is not told of a deadlock. */
class NoDeadlockTest {
    @AutoClose("stop")
    private final TurnTimer timer = new TurnTimer("no-deadlock");

    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newCachedThreadPool();

    private final Callers callers = new Callers();

    private QueueConfig config(String name) {
        return QueueConfig.of(name, pool, new ClassLoaderCarrier(), timer);
    }

    private SerialQueue queue(String name) {
        return new SerialQueue(config(name));
    }

    /**
     * One permit is free, and the first in line was told so: it only has to wake up. It became the first in that
     * moment, because a reader before it, for whom the free permit was not enough, has left.
     */
    @Test
    void aWaiterThatWasWokenForAFreePermitIsNotStuck() {
        // One that has waited for a millisecond is handed its turn, and not woken to take it: once more then.
        await().atMost(Duration.ofSeconds(50)).until(this::wasWokenAndNotStuck);
    }

    private boolean wasWokenAndNotStuck() throws Exception {
        TurnQueue licences = new TurnQueue(config("licences").withPermits(2));
        SerialQueue b = queue("b");
        WaitingThread one = licences.acquire("one", CallSettings.DEFAULT, null);
        TurnFuture<String> reader = new TurnFuture<>(pool);
        CallSettings read = CallSettings.of(Access.READ, Overflow.REJECT, null);
        licences.enqueue(new QueuedBody<>(licences, () -> "read", false, reader, "reader", read));
        CountDownLatch inLine = new CountDownLatch(1);
        CountDownLatch awake = new CountDownLatch(1);
        AtomicBoolean woken = new AtomicBoolean();
        Callers.Call<String> sleepy = callers.start(() -> b.call(() -> {
            // As TurnQueue.acquire does, but slow to wake up.
            WaitingThread me = new WaitingThread(Thread.currentThread(), "sleepy", false);
            assertThat(licences.contention().takeOrJoin(me, CallSettings.DEFAULT))
                    .isFalse();
            assertThat(WaitGraph.begin(licences, me::isOutOfLine)).isEmpty();
            inLine.countDown();
            awake.await();
            WaitGraph.end();
            woken.set(me.status == WaitingThread.Status.WOKEN);
            licences.contention().tryAsFirst(me);
            assertThat(me.status).isEqualTo(WaitingThread.Status.GRANTED);
            licences.begin(me);
            licences.release(me);
            return "had a licence";
        }));
        inLine.await();
        reader.cancel(false);
        Callers.Call<String> opener = callers.start(() -> {
            Callers.awaitLength(b, 1);
            awake.countDown();
            return "opened";
        });
        try {
            assertThat(b.call(() -> "no circle")).isEqualTo("no circle");
        } finally {
            awake.countDown();
            opener.thread().interrupt();
        }
        assertThat(sleepy.get()).isEqualTo("had a licence");
        licences.release(one);
        return woken.get();
    }

    /** A permit's holder is not known as one for a moment after it took it, and for one before it gives it back. */
    @Test
    void aHolderThatIsNotKnownYetIsNotStuck() throws Exception {
        TurnQueue licences = new TurnQueue(config("licences").withPermits(2));
        SerialQueue b = queue("b");
        // One that has taken a turn and not yet noted itself, as TurnQueue.acquire between its two lines.
        assertThat(licences.takeFree(false)).isTrue();
        WaitingThread known = licences.acquire("known", CallSettings.DEFAULT, null);
        Callers.Call<String> third = callers.start(() -> b.call(() -> {
            WaitingThread holder = licences.acquire("third", CallSettings.DEFAULT, null);
            licences.release(holder);
            return "had a licence";
        }));
        await().until(() -> licences.stats().length() == 1);
        Callers.Call<String> unknown = callers.start(() -> {
            Callers.awaitLength(b, 1);
            WaitingThread me = new WaitingThread(Thread.currentThread(), "unknown", false);
            licences.begin(me);
            licences.release(me);
            return "went on";
        });
        try {
            assertThat(b.call(() -> "no circle")).isEqualTo("no circle");
        } finally {
            unknown.thread().interrupt();
            licences.release(known);
        }
        assertThat(third.get()).isEqualTo("had a licence");
    }

    /** Only one ever holds a licence while it waits for b, and there are two, so there is no deadlock. */
    @Test
    void permitsUnderLoadAreNeverCalledADeadlock() throws Exception {
        SerialQueue licences = new SerialQueue(config("licences").withPermits(2));
        SerialQueue b = queue("b");
        AtomicInteger told = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        List<Callers.Call<Object>> calls = new ArrayList<>();
        calls.add(callers.start(() -> {
            for (int i = 0; i < 60_000; i++) {
                try {
                    licences.call(() -> b.call(() -> "both"));
                } catch (TurnDeadlockException e) {
                    told.incrementAndGet();
                }
            }
            stop.set(true);
            return null;
        }));
        calls.add(callers.start(() -> {
            while (!stop.get()) {
                try {
                    b.call(() -> licences.call(() -> "both"));
                } catch (TurnDeadlockException e) {
                    told.incrementAndGet();
                }
            }
            return null;
        }));
        for (int i = 0; i < 2; i++) {
            calls.add(callers.start(() -> {
                while (!stop.get()) {
                    licences.call(() -> {
                        Thread.onSpinWait();
                        return "brief";
                    });
                }
                return null;
            }));
        }
        for (Callers.Call<Object> call : calls) {
            call.get();
        }

        assertThat(told.get()).isZero();
    }
}

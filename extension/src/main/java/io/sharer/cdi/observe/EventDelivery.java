package io.sharer.cdi.observe;

import io.sharer.SharerEvent;
import io.sharer.SharerEvent.DeadlockFound;
import io.sharer.SharerRegistry;
import io.sharer.spi.EventObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes events from the engines' threads to the application's observers: one after another, in the order in which they
 * came, on a thread that has nothing else to do. Who brings an event never waits, and runs nothing of the observers'.
 *
 * <p>Invariants: there is one delivery at a time, and whatever has been put in is found by it or by the next; it is
 * claimed once, by the thread of the executor or, at the end, by one of ours. Thread-safe.
 */
final class EventDelivery implements EventObserver {
    /** How many events wait at most. */
    static final int CAPACITY = 256;

    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final Consumer<SharerEvent> observers;
    private final Executor executor;
    private final Executor ownThreads;
    private final BlockingQueue<SharerEvent> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();
    private final AtomicReference<@Nullable Delivery> current = new AtomicReference<>();
    private final AtomicBoolean toldFailure = new AtomicBoolean();
    private final AtomicBoolean toldEnd = new AtomicBoolean();
    private final AtomicLong deadlocksFound = new AtomicLong();

    /** The newest first. Guarded by itself. */
    private final Deque<DeadlockFound> deadlocks = new ArrayDeque<>();

    /** Whether there is anybody to tell. */
    private volatile boolean kept;

    /** Whether they can be told. */
    private volatile boolean open;

    /**
     * Keeps nothing before it is told {@linkplain #keep to}, and delivers nothing before it is {@linkplain #open
     * opened}.
     *
     * @param observers tells them of one event; runs their code
     * @param executor runs that
     * @param ownThreads runs what the executor does not
     */
    EventDelivery(Consumer<SharerEvent> observers, Executor executor, Executor ownThreads) {
        this.observers = observers;
        this.executor = executor;
        this.ownThreads = ownThreads;
    }

    /** There are observers: what happens from now on is kept until they can be told. */
    void keep() {
        kept = true;
    }

    /** There are observers, who can be told from now on until the end. */
    void open() {
        kept = true;
        open = true;
        // Whoever brings an event after this sees that it is open.
        if (!waiting.isEmpty()) {
            deliver();
        }
    }

    // --- On the threads of engines ---

    @Override
    public void happened(SharerEvent event) {
        if (event instanceof DeadlockFound deadlock) {
            keep(deadlock);
        }
        if (kept) {
            if (!waiting.offer(event)) {
                lost.incrementAndGet();
            }
            if (open) {
                deliver();
            }
        }
    }

    private void keep(DeadlockFound deadlock) {
        deadlocksFound.incrementAndGet();
        synchronized (deadlocks) {
            deadlocks.addFirst(deadlock);
            if (deadlocks.size() > SharerRegistry.DEADLOCKS_KEPT) {
                deadlocks.removeLast();
            }
        }
    }

    /** The last deadlocks, the newest first. */
    List<DeadlockFound> deadlocks() {
        synchronized (deadlocks) {
            return List.copyOf(deadlocks);
        }
    }

    long deadlocksFound() {
        return deadlocksFound.get();
    }

    /** Has all told that waits, unless that is being done; false if no thread could be had for it. */
    private boolean deliver() {
        Delivery next = new Delivery();
        if (current.compareAndSet(null, next)) {
            try {
                executor.execute(next);
            } catch (RuntimeException | Error refused) {
                next.runElsewhere();
            }
            next.given = true;
        }
        return !next.hadNoThread;
    }

    // --- The end ---

    /**
     * The application ends, and its observers are still alive: tells them what is left, on a thread of ours if the
     * executor has not come to it, and waits for that. How many are not told of even so is logged, once.
     */
    void close(long nanos) {
        boolean allTold = tellRest(System.nanoTime() + nanos);
        kept = false;
        open = false;
        long left = lost.getAndSet(0);
        while (waiting.poll() != null) {
            left++;
        }
        if ((left > 0 || !allTold) && toldEnd.compareAndSet(false, true)) {
            LOG.log(System.Logger.Level.WARNING, ObserveMessages.notDelivered(left));
        }
    }

    /** Whether all is told, and no observer at work, within the time. */
    private boolean tellRest(long deadline) {
        while (open && (current.get() != null || !waiting.isEmpty())) {
            if (deadline - System.nanoTime() <= 0 || !deliver()) {
                return false;
            }
            Delivery last = current.get();
            if (last != null) {
                last.runElsewhere();
                if (!last.await(deadline - System.nanoTime()) || last.hadNoThread) {
                    return false;
                }
            }
        }
        return true;
    }

    /** One run of the executor's: tells of everything that waits. */
    private final class Delivery implements Runnable {
        private final Thread giver = Thread.currentThread();
        private final AtomicBoolean claimed = new AtomicBoolean();
        private final CountDownLatch done = new CountDownLatch(1);

        /** Whether the thread that brought the event is out of the executor again. */
        volatile boolean given;

        /** Whether neither the executor nor anybody else has run it. */
        volatile boolean hadNoThread;

        @Override
        public void run() {
            if (!given && Thread.currentThread() == giver) {
                // An executor that runs tasks on their submitter's thread: that may be inside a turn.
                runElsewhere();
            } else if (claimed.compareAndSet(false, true)) {
                deliverAll();
            }
        }

        void runElsewhere() {
            if (claimed.compareAndSet(false, true)) {
                try {
                    ownThreads.execute(this::deliverAll);
                } catch (RuntimeException | Error noThread) {
                    // Tried again with the next event.
                    hadNoThread = true;
                    end();
                }
            }
        }

        private void deliverAll() {
            try {
                for (SharerEvent event = waiting.poll(); event != null; event = waiting.poll()) {
                    tellLost();
                    EventDelivery.this.tell(event);
                }
            } finally {
                end();
            }
            // One may have come just before that, and found this delivery still at work.
            if (!waiting.isEmpty()) {
                deliver();
            }
        }

        private void end() {
            current.set(null);
            done.countDown();
        }

        boolean await(long nanos) {
            try {
                return done.await(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private void tellLost() {
        long number = lost.getAndSet(0);
        if (number > 0) {
            LOG.log(System.Logger.Level.WARNING, ObserveMessages.eventsLost(number, CAPACITY));
        }
    }

    private void tell(SharerEvent event) {
        try {
            observers.accept(event);
        } catch (Throwable e) {
            // The next event is to be told of, whatever an observer throws.
            tellFailure(event, e);
        }
    }

    /** An observer has thrown. */
    void tellFailure(SharerEvent event, Throwable e) {
        if (toldFailure.compareAndSet(false, true)) {
            LOG.log(System.Logger.Level.WARNING, ObserveMessages.observerFailed(event), e);
        }
    }
}

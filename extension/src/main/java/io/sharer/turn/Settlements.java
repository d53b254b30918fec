package io.sharer.turn;

import io.sharer.spi.SteppedExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Has the futures of queues completed on another thread than the one that has the outcome, which may be a dedicated
 * one, inside a turn, or not ours at all: code of others runs with that.
 *
 * <p>It is a thread of the queue's executor, unless that refuses or does not come to it for a while: all its threads
 * may be waiting for the very future, or for what depends on it, or it may have stopped without a word. Then a thread
 * of our own takes what is overdue in that queue, one after the other; another one does while code of others keeps
 * that, and each waits for twice as long as the one before. Only for a {@link SteppedExecutor} nobody steps in before
 * the end.
 *
 * <p>Goes by the JVM's time. No future is forgotten while there is no thread to be had: it is tried again.
 */
final class Settlements {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_DOUBLINGS = 4;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Set<Settlement> given = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean looking = new AtomicBoolean();

    /** Who settles in place of executors, the newest last. Guarded by itself. */
    private final List<StandIn> standIns = new ArrayList<>();

    private final String threadName;

    /** Not stopped with the application, or queue, that it is for: what that leaves behind is settled all the same. */
    private final ScheduledThreadPoolExecutor looks;

    /** The threads have this name, and are there only while something has to be looked after. */
    Settlements(String threadName) {
        this.threadName = threadName;
        looks = TurnTimer.idleThread(threadName);
    }

    /** Runs the action, which completes the future, soon, on the queue's executor if that is able to. Never fails. */
    void give(TurnQueue queue, @Nullable CompletableFuture<?> future, Runnable action) {
        give(queue, future, action, null);
    }

    /** As {@link #give}, and never on this thread, though the executor would run it here. */
    void giveAway(TurnQueue queue, @Nullable CompletableFuture<?> future, Runnable action) {
        give(queue, future, action, Thread.currentThread());
    }

    private void give(TurnQueue queue, @Nullable CompletableFuture<?> future, Runnable action, @Nullable Thread giver) {
        Executor executor = queue.completions();
        boolean byHand = executor instanceof SteppedExecutor;
        Settlement settlement = new Settlement(queue, future, action, given, numbers.getAndIncrement(), byHand, giver);
        given.add(settlement);
        if (!byHand) {
            // Before it is given: an executor may keep this thread waiting for a place.
            lookLater();
        }
        boolean accepted = true;
        try {
            executor.execute(settlement);
        } catch (RuntimeException | Error refusal) {
            accepted = false;
        }
        if (settlement.isLeftByGiver() || !accepted) {
            settlement.noteRefused();
            standIn();
            lookLater();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what it finds it sees to
    private void lookLater() {
        if (looking.get() || !looking.compareAndSet(false, true)) {
            return;
        }
        try {
            looks.schedule(this::look, PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        } catch (RuntimeException | Error noThread) {
            // Whoever gives the next tries again.
            looking.set(false);
        }
    }

    private void look() {
        try {
            if (given.stream().anyMatch(Settlements::isOverdue)) {
                standIn();
            }
        } finally {
            looking.set(false);
            if (given.stream().anyMatch(Settlement::isToBeLookedAfter)) {
                lookLater();
            }
        }
    }

    private static boolean isOverdue(Settlement settlement) {
        return settlement.isOverdue(PATIENCE_NANOS);
    }

    /** In the order in which they were given. */
    private List<Settlement> overdue() {
        return given.stream()
                .filter(Settlements::isOverdue)
                .sorted(Comparator.comparingLong(Settlement::number))
                .toList();
    }

    // --- In place of the executors ---

    /** A thread that settles what is overdue, until nothing is or another one has taken over. */
    private final class StandIn implements Runnable {
        private static final long AT_HAND = 0;

        /** Since when code of others has it; one that has not begun is not kept by that. */
        private volatile long keptSince = AT_HAND;

        @Override
        public void run() {
            try {
                for (List<Settlement> next = overdueOrLeave(this); !next.isEmpty(); next = overdueOrLeave(this)) {
                    settle(next);
                }
            } finally {
                leave(this);
            }
        }

        private void settle(List<Settlement> all) {
            for (Settlement settlement : all) {
                if (!isTheNewest(this)) {
                    return;
                }
                keptSince = System.nanoTime() | 1;
                try {
                    settlement.runOnThreadOfOurOwn();
                } finally {
                    keptSince = AT_HAND;
                }
            }
        }

        boolean isKept(long patienceNanos) {
            long since = keptSince;
            return since != AT_HAND && System.nanoTime() - since >= patienceNanos;
        }
    }

    /** Sees to it that there is a thread for what is overdue, if anything is. */
    private void standIn() {
        synchronized (standIns) {
            int present = standIns.size();
            if (present > 0
                    && !standIns.get(present - 1).isKept(PATIENCE_NANOS << Math.min(present - 1, MOST_DOUBLINGS))) {
                return;
            }
            StandIn another = new StandIn();
            standIns.add(another);
            try {
                Thread thread = new Thread(null, another, threadName, 0, false);
                thread.setDaemon(true);
                thread.start();
            } catch (RuntimeException | Error noThread) {
                // There may be one at the next look.
                leave(another);
            }
        }
    }

    private boolean isTheNewest(StandIn one) {
        synchronized (standIns) {
            int present = standIns.size();
            return present > 0 && standIns.get(present - 1) == one;
        }
    }

    /** What is there for the thread to do. It is found and left at once, lest somebody relies on one that just ends. */
    private List<Settlement> overdueOrLeave(StandIn one) {
        synchronized (standIns) {
            List<Settlement> next = isTheNewest(one) ? overdue() : List.of();
            if (next.isEmpty()) {
                leave(one);
            }
            return next;
        }
    }

    private void leave(StandIn one) {
        synchronized (standIns) {
            standIns.remove(one);
        }
    }

    // --- The end ---

    /**
     * Waits until all futures are completed whose outcomes have been given for these queues so far, each queue for no
     * longer than for what was interrupted. An interrupt ends the waiting. Nothing runs on this thread, which may be in
     * a turn of another queue, and must come back; and what depends on a future is not waited for.
     */
    static void finish(Collection<TurnQueue> queues) {
        for (TurnQueue queue : queues) {
            Settlements all = queue.settlements();
            if (!all.given.isEmpty()) {
                QueueConfig config = queue.config();
                config.end().outcomes().await(config.graceTimeout(), limit -> all.finish(queue, limit));
            }
        }
    }

    private boolean finish(TurnQueue queue, Duration limit) {
        List<Settlement> left =
                given.stream().filter(settlement -> settlement.queue() == queue).toList();
        left.forEach(Settlement::expectNoSteps);
        if (left.stream().anyMatch(Settlements::isOverdue)) {
            standIn();
        }
        lookLater();
        long deadline = System.nanoTime() + limit.toNanos();
        // Not a dependent of theirs, for that would have its turn after others, which may take their time.
        while (!left.stream().allMatch(Settlement::isTold)) {
            if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
        return true;
    }

    /** The thread that looks ends as soon as it is idle. */
    void expectFew() {
        looks.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }
}

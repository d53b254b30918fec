package io.sharer.turn;

import io.sharer.spi.SteppedExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
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
    private static final int MOST_DOUBLINGS = 7;

    private final Set<Settlement> given = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean looking = new AtomicBoolean();

    /** Who settles in place of a queue's executor, the newest last. Guarded by itself. */
    private final Map<TurnQueue, List<StandIn>> standIns = new HashMap<>();

    /** Not stopped with the application, or queue, that it is for: what that leaves behind is settled all the same. */
    private final ScheduledThreadPoolExecutor looks;

    /** The thread that looks has this name, and is there only while something has to be looked after. */
    Settlements(String threadName) {
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
            standIn(settlement.queue());
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
            given.stream()
                    .filter(Settlements::isOverdue)
                    .map(Settlement::queue)
                    .distinct()
                    .forEach(this::standIn);
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

    private Stream<Settlement> of(TurnQueue queue) {
        return given.stream().filter(settlement -> settlement.queue() == queue);
    }

    /** In the order in which they were given. */
    private List<Settlement> overdue(TurnQueue queue) {
        return of(queue)
                .filter(Settlements::isOverdue)
                .sorted(Comparator.comparingLong(Settlement::number))
                .toList();
    }

    // --- In place of the executor ---

    /** A thread that settles what is overdue in a queue, until nothing is or another one has taken over. */
    private final class StandIn implements Runnable {
        private final TurnQueue queue;
        private volatile long since = System.nanoTime();

        StandIn(TurnQueue queue) {
            this.queue = queue;
        }

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
                since = System.nanoTime();
                settlement.runOnThreadOfOurOwn();
            }
        }

        boolean isKept(long patienceNanos) {
            return System.nanoTime() - since >= patienceNanos;
        }
    }

    /** Sees to it that there is a thread for what is overdue in the queue, if anything is. */
    private void standIn(TurnQueue queue) {
        synchronized (standIns) {
            List<StandIn> present = standIns.getOrDefault(queue, List.of());
            int doublings = Math.min(Math.max(present.size() - 1, 0), MOST_DOUBLINGS);
            if (!present.isEmpty() && !present.get(present.size() - 1).isKept(PATIENCE_NANOS << doublings)) {
                return;
            }
            StandIn another = new StandIn(queue);
            standIns.computeIfAbsent(queue, key -> new ArrayList<>()).add(another);
            try {
                new Thread(null, another, "sharer-" + queue.config().name() + "-completions", 0, false).start();
            } catch (RuntimeException | Error noThread) {
                leave(another);
                // There may be one then.
                lookLater();
            }
        }
    }

    private boolean isTheNewest(StandIn one) {
        synchronized (standIns) {
            List<StandIn> present = standIns.getOrDefault(one.queue, List.of());
            return !present.isEmpty() && present.get(present.size() - 1) == one;
        }
    }

    /** What is there for the thread to do. It is found and left at once, lest somebody relies on one that just ends. */
    private List<Settlement> overdueOrLeave(StandIn one) {
        synchronized (standIns) {
            List<Settlement> next = isTheNewest(one) ? overdue(one.queue) : List.of();
            if (next.isEmpty()) {
                leave(one);
            }
            return next;
        }
    }

    private void leave(StandIn one) {
        synchronized (standIns) {
            standIns.computeIfPresent(one.queue, (queue, present) -> {
                present.remove(one);
                return present.isEmpty() ? null : present;
            });
        }
    }

    // --- The end ---

    /**
     * Waits until all futures are completed that were to be for these queues so far, each queue for no longer than for
     * what was interrupted. An interrupt ends the waiting. Nothing runs on this thread, which may be in a turn of
     * another queue, and must come back; and what depends on a future is not waited for.
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
        List<Settlement> left = of(queue).toList();
        left.forEach(Settlement::expectNoSteps);
        lookLater();
        if (left.stream().anyMatch(Settlements::isOverdue)) {
            standIn(queue);
        }
        CompletableFuture<?> told = CompletableFuture.allOf(
                left.stream().map(Settlement::future).filter(Objects::nonNull).toArray(CompletableFuture<?>[]::new));
        try {
            Object ignored = told.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException bodyFailed) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The thread that looks ends as soon as it is idle. */
    void expectFew() {
        looks.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }
}

package io.sharer.turn;

import io.sharer.spi.SteppedExecutor;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has the futures of queues completed on another thread than the one that has the outcome, which may be a dedicated
 * one, inside a turn, or not ours at all: code of others runs with that.
 *
 * <p>It is a thread of the queue's executor, unless that refuses or does not come to it for a while: all its threads
 * may be waiting for the very future, or for what depends on it, or it may have stopped without a word. Then a thread
 * of its own does, and another one for those that have to wait too long for that. Only for a {@link SteppedExecutor}
 * nobody steps in before the end.
 *
 * <p>Goes by the JVM's time. No future is forgotten while there is no thread to be had: it is tried again.
 */
final class Settlements {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Set<Settlement> given = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean looking = new AtomicBoolean();

    /** Not stopped with the application, or queue, that it is for: what that leaves behind is settled all the same. */
    private final ScheduledThreadPoolExecutor looks;

    /** The thread that looks has this name, and is there only while something has to be looked after. */
    Settlements(String threadName) {
        looks = TurnTimer.idleThread(threadName);
    }

    /** An outcome on its way. */
    private final class Settlement implements Runnable {
        private final TurnQueue queue;
        private final @Nullable CompletableFuture<?> future;
        private final Runnable action;
        private final boolean byHand;
        private final AtomicBoolean claimed = new AtomicBoolean();
        private final long number = numbers.getAndIncrement();
        private final long since = System.nanoTime();

        /** Of whoever gives it: code that depends on the future expects it also on threads of our own. */
        private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

        /** Who gives it to the executor just now, if it must not run there. */
        private volatile @Nullable Thread giver;

        private volatile boolean leftByGiver;

        Settlement(
                TurnQueue queue,
                @Nullable CompletableFuture<?> future,
                Runnable action,
                boolean byHand,
                @Nullable Thread giver) {
            this.queue = queue.whole();
            this.future = future;
            this.action = action;
            this.byHand = byHand;
            this.giver = giver;
        }

        @Override
        public void run() {
            if (giver == Thread.currentThread()) {
                leftByGiver = true;
            } else if (claimed.compareAndSet(false, true)) {
                try {
                    action.run();
                } finally {
                    given.remove(this);
                }
            }
        }

        void runOnThreadOfOurOwn() {
            Thread.currentThread().setContextClassLoader(loader);
            run();
        }

        boolean isLeftByGiver() {
            giver = null;
            return leftByGiver;
        }

        boolean isToBeLookedAfter() {
            return !byHand && !claimed.get();
        }

        boolean isOverdue() {
            return isToBeLookedAfter() && System.nanoTime() - since >= PATIENCE_NANOS;
        }
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
        Settlement settlement = new Settlement(queue, future, action, executor instanceof SteppedExecutor, giver);
        given.add(settlement);
        if (!settlement.byHand) {
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
            runElsewhere(settlement.queue, List.of(settlement));
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
            untold(Settlement::isOverdue).forEach(Settlements::runElsewhere);
        } finally {
            looking.set(false);
            if (given.stream().anyMatch(Settlement::isToBeLookedAfter)) {
                lookLater();
            }
        }
    }

    /** By their queues, in the order in which they were given. */
    private Map<TurnQueue, List<Settlement>> untold(Predicate<Settlement> which) {
        return given.stream()
                .filter(which)
                .sorted(Comparator.comparingLong(settlement -> settlement.number))
                .collect(Collectors.groupingBy(settlement -> settlement.queue));
    }

    private static @Nullable Thread runElsewhere(TurnQueue queue, List<Settlement> settlements) {
        try {
            String name = "sharer-" + queue.config().name() + "-completions";
            Thread thread =
                    new Thread(null, () -> settlements.forEach(Settlement::runOnThreadOfOurOwn), name, 0, false);
            thread.start();
            return thread;
        } catch (RuntimeException | Error noThread) {
            // There may be one at the next look.
            return null;
        }
    }

    /**
     * Has all run that was given for these queues and nobody has come to so far, and waits for it, and for what others
     * have just come to, no longer than for a body that was interrupted. An interrupt ends the waiting. Nothing runs on
     * this thread, which may be in a turn of another queue, and must come back.
     */
    static void finish(Collection<TurnQueue> queues) {
        for (TurnQueue queue : queues) {
            Settlements all = queue.settlements();
            if (!all.given.isEmpty()) {
                QueueConfig config = queue.config();
                config.end().grace().await(config.graceTimeout(), limit -> all.finish(queue, limit));
            }
        }
    }

    private boolean finish(TurnQueue queue, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<Settlement> all = untold(settlement -> settlement.queue == queue).getOrDefault(queue, List.of());
        List<Settlement> left =
                all.stream().filter(settlement -> !settlement.claimed.get()).toList();
        Thread thread = left.isEmpty() ? null : runElsewhere(queue, left);
        CompletableFuture<?> told = CompletableFuture.allOf(all.stream()
                .map(settlement -> settlement.future)
                .filter(Objects::nonNull)
                .toArray(CompletableFuture<?>[]::new));
        try {
            if (thread != null) {
                // With what depends on the futures.
                TimeUnit.NANOSECONDS.timedJoin(thread, limit.toNanos());
            }
            Object ignored = told.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
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

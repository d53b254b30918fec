package io.sharer.turn;

import io.sharer.spi.SteppedExecutor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has the futures of queues completed on another thread than the one that has the outcome, which may be a dedicated
 * one, inside a turn, or not ours at all: code of others runs with that.
 *
 * <p>It is a thread of the queue's executor, unless that refuses or does not come to it for a while: all its threads
 * may be waiting for the very future, or for what depends on it, or it may have stopped without a word. Then a thread
 * of its own does, and another one for those that have to wait too long for that. Only for a {@link SteppedExecutor}
 * nobody steps in.
 *
 * <p>Goes by the JVM's time. No future is forgotten while there is no thread to be had: it is tried again.
 */
final class Settlements {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Set<Settlement> given = ConcurrentHashMap.newKeySet();
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
        private final Runnable action;
        private final boolean byHand;
        private final long since = System.nanoTime();

        /** Who gives it to the executor just now, if it must not run there. */
        private volatile @Nullable Thread giver;

        private volatile boolean leftByGiver;

        Settlement(TurnQueue queue, Runnable action, boolean byHand, @Nullable Thread giver) {
            this.queue = queue.whole();
            this.action = action;
            this.byHand = byHand;
            this.giver = giver;
        }

        @Override
        public void run() {
            if (giver == Thread.currentThread()) {
                leftByGiver = true;
            } else if (given.remove(this)) {
                action.run();
            }
        }

        boolean isLeftByGiver() {
            giver = null;
            return leftByGiver;
        }

        boolean isOverdue() {
            return !byHand && System.nanoTime() - since >= PATIENCE_NANOS;
        }
    }

    /** Runs the action soon, on the queue's executor if that is able to. Never fails. */
    void give(TurnQueue queue, Runnable action) {
        give(queue, action, null);
    }

    /** As {@link #give}, and never on this thread, though the executor would run it here. */
    void giveAway(TurnQueue queue, Runnable action) {
        give(queue, action, Thread.currentThread());
    }

    private void give(TurnQueue queue, Runnable action, @Nullable Thread giver) {
        Executor executor = queue.completions();
        Settlement settlement = new Settlement(queue, action, executor instanceof SteppedExecutor, giver);
        given.add(settlement);
        boolean accepted = true;
        try {
            executor.execute(settlement);
        } catch (RuntimeException | Error refusal) {
            accepted = false;
        }
        if (settlement.isLeftByGiver() || !accepted) {
            runElsewhere(queue, List.of(settlement));
        }
        lookLater();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what it finds it sees to
    private void lookLater() {
        if (looking.get()
                || given.stream().allMatch(settlement -> settlement.byHand)
                || !looking.compareAndSet(false, true)) {
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
                    .filter(Settlement::isOverdue)
                    .collect(Collectors.groupingBy(settlement -> settlement.queue))
                    .forEach(Settlements::runElsewhere);
        } finally {
            looking.set(false);
            lookLater();
        }
    }

    private static void runElsewhere(TurnQueue queue, List<Settlement> settlements) {
        try {
            String name = "sharer-" + queue.config().name() + "-completions";
            new Thread(null, () -> settlements.forEach(Settlement::run), name, 0, false).start();
        } catch (RuntimeException | Error noThread) {
            // There may be one at the next look.
        }
    }

    /** Runs on this thread what of the queue nobody has come to so far. */
    void finish(TurnQueue queue) {
        for (Settlement settlement : given) {
            if (settlement.queue == queue.whole()) {
                settlement.run();
            }
        }
    }
}

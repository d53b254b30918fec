package io.sharer.turn;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Completes the futures of a queue that has a dedicated thread on some other thread, so that no code of those who
 * depend on them runs on it.
 *
 * <p>That is a thread of the queue's executor, unless that refuses or does not come to it for a while: all its threads
 * may be waiting for the very future, or it may have stopped without a word. Then a thread of its own does.
 */
final class Settlements {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String threadName;
    private final TurnTimer timer;
    private final Set<Settlement> given = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    Settlements(String threadName, TurnTimer timer) {
        this.threadName = threadName;
        this.timer = timer;
    }

    private final class Settlement implements Runnable {
        private final Runnable action;
        private final long since = System.nanoTime();

        Settlement(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            if (given.remove(this)) {
                action.run();
            }
        }

        boolean isOverdue() {
            return System.nanoTime() - since >= PATIENCE_NANOS;
        }
    }

    /** Runs the action soon, on the executor if that is able to. */
    void give(Executor executor, Runnable action) {
        Settlement settlement = new Settlement(action);
        given.add(settlement);
        try {
            executor.execute(settlement);
            lookLater();
        } catch (RuntimeException refusal) {
            runElsewhere(List.of(settlement));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
    private void lookLater() {
        if (!given.isEmpty() && looking.compareAndSet(false, true)) {
            timer.schedule(this::look, PATIENCE_NANOS);
        }
    }

    private void look() {
        try {
            List<Settlement> overdue =
                    given.stream().filter(Settlement::isOverdue).toList();
            if (!overdue.isEmpty()) {
                runElsewhere(overdue);
            }
        } finally {
            // If there was no thread to be had, there may be one then.
            looking.set(false);
            lookLater();
        }
    }

    private void runElsewhere(List<Settlement> settlements) {
        new Thread(null, () -> settlements.forEach(Settlement::run), threadName, 0, false).start();
    }

    /** Runs on this thread what nobody has come to so far. */
    void finish() {
        given.forEach(Settlement::run);
    }
}

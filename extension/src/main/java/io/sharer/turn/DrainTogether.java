package io.sharer.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Drains several queues side by side, at the end of their application: while one of them hangs, the others are done.
 *
 * <p>Those that are done stay open, for the beans that end after this may still use them. One that is not done in time
 * is closed, lest they wait for it: its running bodies are interrupted, and all else in it fails.
 */
public final class DrainTogether {
    private final List<InLine> waiting = new ArrayList<>();
    private boolean interrupted;

    private DrainTogether() {}

    /** A queue, and this thread as the last in its line. */
    private record InLine(TurnQueue queue, WaitingThread me) {
        QueueConfig config() {
            return queue.config();
        }

        boolean hasCome() {
            return me.status == WaitingThread.Status.GRANTED;
        }

        void end() {
            queue.begin(me);
            queue.release(me);
        }
    }

    /** Waits for all that is queued now, even if the executor has stopped. */
    public static void drain(Collection<SerialQueue> queues) {
        new DrainTogether().drainAll(queues);
    }

    private void drainAll(Collection<SerialQueue> queues) {
        List<TurnQueue> all = new ArrayList<>();
        List<InLine> drained = new ArrayList<>();
        try {
            for (SerialQueue queue : queues) {
                // A turn that this thread is in could not end while it waits.
                if (!queue.isInTurn()) {
                    all.add(queue.turns());
                    join(queue.turns(), drained);
                }
            }
            if (!awaitAll(true)) {
                waiting.forEach(DrainTogether::force);
                if (!awaitAll(false)) {
                    waiting.forEach(DrainTogether::giveUp);
                }
            }
            restoreInterrupt();
            Settlements.finish(all);
        } finally {
            drained.forEach(line -> line.queue().contention().drainThreads.end());
            restoreInterrupt();
        }
    }

    private void restoreInterrupt() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void join(TurnQueue queue, List<InLine> drained) {
        InLine line = new InLine(queue, WaitingThread.forLastTurn("the end of the application"));
        if (Drain.takeTurn(queue, line.me())) {
            line.end();
            return;
        }
        queue.contention().drainThreads.begin();
        drained.add(line);
        waiting.add(line);
        Drain.dispatchAgain(queue);
    }

    /** Whether all turns have come in time. An interrupt ends the waiting. */
    private boolean awaitAll(boolean drain) {
        if (waiting.isEmpty()) {
            return true;
        }
        QueueConfig config = waiting.get(0).config();
        return drain
                ? config.end().drain().await(config.drainTimeout(), this::awaitAll)
                : config.end().grace().await(config.graceTimeout(), this::awaitAll);
    }

    private boolean awaitAll(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            waiting.removeIf(DrainTogether::endIfItHasCome);
            long left = deadline - System.nanoTime();
            if (waiting.isEmpty() || left <= 0) {
                return waiting.isEmpty();
            }
            if (Thread.interrupted()) {
                interrupted = true;
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
    }

    private static boolean endIfItHasCome(InLine line) {
        if (line.hasCome()) {
            line.end();
            return true;
        }
        return false;
    }

    private static void force(InLine line) {
        line.queue().contention().refuseNew();
        Drain.force(line.queue(), line.me());
    }

    /** The body that has the turn takes no notice of its interrupt. */
    private static void giveUp(InLine line) {
        TurnQueue queue = line.queue();
        if (!queue.contention().leave(line.me(), true)) {
            line.end();
            return;
        }
        queue.contention().hangs = true;
        Drain.failHolders(queue);
    }
}

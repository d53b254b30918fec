package io.sharer.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for a turn, in order, with what is counted about them. A queue has one from its first contention on.
 *
 * <p>Guarded by {@link #mutex}, which is held for a few instructions at a time and never while code of a user runs.
 */
final class WaitingLine {
    /** So long may running threads overtake the first in line. */
    private static final long BYPASS_NANOS = 1_000_000;

    final ReentrantLock mutex = new ReentrantLock();

    /** Completed, outside the mutex, when the queue is closed and its last turn is over. */
    final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    private @Nullable Waiting first;
    private @Nullable Waiting last;
    private int length;
    private int bodies;
    private long firstSince;
    private boolean firstIsStarving;

    long rejected;
    long cancelled;
    long longestWait;

    /** Threads that run bodies while the queue is drained, in place of the executor, which may have stopped. */
    volatile @Nullable OwnThreads drainThreads;

    int drains;

    private long stampedTurn = -1;
    private long stamp;

    @Nullable Waiting first() {
        return first;
    }

    boolean isEmpty() {
        return first == null;
    }

    int length() {
        return length;
    }

    void append(Waiting node, long now) {
        node.since = now;
        node.inLine = true;
        node.ahead = last;
        if (last == null) {
            first = node;
            firstSince = now;
        } else {
            last.behind = node;
        }
        last = node;
        count(node, 1);
    }

    /** Takes the node out of line, from wherever it stands. */
    void remove(Waiting node, long now) {
        Waiting ahead = node.ahead;
        Waiting behind = node.behind;
        if (ahead == null) {
            first = behind;
            firstSince = now;
            firstIsStarving = false;
        } else {
            ahead.behind = behind;
        }
        if (behind == null) {
            last = ahead;
        } else {
            behind.ahead = ahead;
        }
        node.ahead = null;
        node.behind = null;
        node.inLine = false;
        count(node, -1);
    }

    private void count(Waiting node, int change) {
        length += change;
        if (node instanceof QueuedBody) {
            bodies += change;
        }
    }

    /** Takes the node out of line because its turn has come. */
    void serve(Waiting node, long now) {
        remove(node, now);
        longestWait = Math.max(longestWait, now - node.since);
    }

    /** Whether the first in line has been overtaken for as long as is allowed. Once true, it stays so for that one. */
    boolean firstIsStarving(long now) {
        if (!firstIsStarving) {
            firstIsStarving = first != null && now - firstSince >= BYPASS_NANOS;
        }
        return firstIsStarving;
    }

    /** Whether nobody may overtake the line. */
    boolean isStrict() {
        return bodies > 0 || firstIsStarving;
    }

    /** All in line but one, first to last. */
    List<Waiting> allBut(@Nullable Waiting one) {
        List<Waiting> others = new ArrayList<>(length);
        for (Waiting node = first; node != null; node = node.behind) {
            if (node != one) {
                others.add(node);
            }
        }
        return others;
    }

    /** Notes that the holder of this turn has held it since now, unless that is known from earlier. */
    void stampHolder(long turn, long now) {
        if (stampedTurn != turn) {
            stampedTurn = turn;
            stamp = now;
        }
    }

    /** Since when, at least, this turn has been held. */
    long heldSince(long turn, long now) {
        return stampedTurn == turn ? stamp : now;
    }
}

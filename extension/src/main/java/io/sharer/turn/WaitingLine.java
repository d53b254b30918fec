package io.sharer.turn;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for a turn, in order, with what is counted about them. A queue has one from its first contention on.
 *
 * <p>Guarded by {@link #mutex}, which is held for a few instructions at a time and never while code of a user runs.
 */
final class WaitingLine {
    private static final VarHandle JOINED;

    static {
        try {
            JOINED = MethodHandles.lookup().findVarHandle(WaitingLine.class, "joined", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** So long may running threads overtake the first in line. */
    private static final long BYPASS_NANOS = 1_000_000;

    /**
     * For each one in line, so long may all of them be overtaken. Then they are served in one go, which costs a long
     * line little beside that, and keeps the longest wait near what it would be if nobody were overtaken.
     */
    private static final long BYPASS_OF_EACH_NANOS = BYPASS_NANOS / 4;

    final ReentrantLock mutex = new ReentrantLock();

    private @Nullable Waiting first;
    private @Nullable Waiting last;
    private int length;

    /** How many in line are calls; the others wait for keys, whose calls are in lines of their own. */
    private int calls;

    /** How many calls have ever joined. Also read without the mutex. */
    private long joined;

    /** How many in line may not be passed. */
    private int impassable;

    private long firstSince;
    private boolean firstIsStarving;

    private final int capacity;
    private final TurnTimes times;
    private final Deque<PlaceWaiter> placeWaiters = new ArrayDeque<>(0);

    /** Places given to submitters that have not woken up yet. */
    private int reserved;

    long rejected;
    long timedOut;
    long cancelled;
    private long longestWait;

    private long stampedTurn = -1;
    private long stamp;

    WaitingLine(int capacity, TurnTimes times) {
        this.capacity = capacity;
        this.times = times;
    }

    @Nullable Waiting first() {
        return first;
    }

    /** How many calls are in line. */
    int length() {
        return calls;
    }

    /** How many calls, and keys with calls, are in line. */
    int lengthWithKeys() {
        return length;
    }

    /** How many calls have ever joined. */
    long joined() {
        return (long) JOINED.getOpaque(this);
    }

    /** Adds a node, whose waiting began at {@link Waiting#since}, at the end. */
    void append(Waiting node) {
        node.inLine = true;
        node.ahead = last;
        if (last == null) {
            first = node;
            firstSince = node.since;
        } else {
            last.behind = node;
        }
        last = node;
        count(node, 1);
        if (node.isCall()) {
            JOINED.setOpaque(this, joined + 1);
        }
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
        givePlaces();
    }

    /** Nobody may pass this thread, which is in line, any more. */
    void handOverTo(WaitingThread node) {
        impassable += node.expectHandOver() ? 1 : 0;
    }

    private void count(Waiting node, int change) {
        length += change;
        if (node.isCall()) {
            calls += change;
        }
        if (!node.mayPass()) {
            impassable += change;
        }
    }

    /** Takes the node out of line because its turn has come. */
    void serve(Waiting node, long now) {
        remove(node, now);
        if (node.isCall()) {
            waited(node.since, now, 1);
        }
    }

    /** Notes that the waits of so many are over. */
    void waited(long since, long until, int waiters) {
        longestWait = Math.max(longestWait, until - since);
        times.waited(until - since, waiters);
    }

    /**
     * Whether nobody may overtake the line: something in it may not be passed, or the first has been overtaken for as
     * long as is allowed. Once that is so, it stays so for that one.
     */
    boolean isStrict(long now) {
        if (!firstIsStarving) {
            long ofAll = Math.max(BYPASS_NANOS, length * BYPASS_OF_EACH_NANOS);
            firstIsStarving = first != null && (now - firstSince >= BYPASS_NANOS || now - first.since >= ofAll);
        }
        return firstIsStarving || impassable > 0;
    }

    /** The first queued body in line. */
    @Nullable QueuedBody<?> oldestBody() {
        for (Waiting node = first; node != null; node = node.behind) {
            if (node instanceof QueuedBody<?> body && body.mayBeDropped()) {
                return body;
            }
        }
        return null;
    }

    // --- Places ---

    /** Whether one more has to find a place first. */
    boolean isFull() {
        return capacity != 0 && calls + reserved >= capacity;
    }

    /** A submitter waits for a place. */
    void join(PlaceWaiter waiter) {
        placeWaiters.addLast(waiter);
    }

    /**
     * A submitter waits no more. The mutex is held from here on until the place that it has, if it has one, is taken or
     * given on.
     */
    void leave(PlaceWaiter waiter) {
        if (waiter.hasPlace()) {
            reserved--;
        } else {
            placeWaiters.remove(waiter);
        }
    }

    /** Gives the places that have become free to those who wait for one, first come, first served. */
    void givePlaces() {
        while (!placeWaiters.isEmpty() && !isFull()) {
            PlaceWaiter next = placeWaiters.removeFirst();
            reserved++;
            next.give();
        }
    }

    /** The queue is closed: nobody gets a place any more. */
    void refusePlaces() {
        placeWaiters.forEach(PlaceWaiter::refuse);
        placeWaiters.clear();
    }

    /** All calls in line but one, first to last. */
    List<Waiting> callsBut(@Nullable Waiting one) {
        List<Waiting> others = new ArrayList<>(length);
        for (Waiting node = first; node != null; node = node.behind) {
            if (node != one && node.isCall()) {
                others.add(node);
            }
        }
        return others;
    }

    /** The first calls in line, so many at most: a line may be long, and its mutex is not to be held for all of it. */
    List<Waiting> firstCalls(int most) {
        List<Waiting> calls = new ArrayList<>(Math.min(length, most));
        for (Waiting node = first; node != null && calls.size() < most; node = node.behind) {
            if (node.isCall()) {
                calls.add(node);
            }
        }
        return calls;
    }

    /** Notes that the holder of this turn has held it since now, unless that is known from earlier. */
    void stampHolder(long turn, long now) {
        if (stampedTurn != turn) {
            stampedTurn = turn;
            stamp = now;
        }
    }

    /** Forgets since when a turn has been held. */
    void forgetHolder() {
        stampedTurn = -1;
    }

    /** Since when, at least, this turn has been held. */
    long heldSince(long turn, long now) {
        return stampedTurn == turn ? stamp : now;
    }

    long longestWait() {
        return longestWait;
    }
}

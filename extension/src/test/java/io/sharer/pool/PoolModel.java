package io.sharer.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a pool is, without any concurrency: the specification that {@link PoolModelTest} compares it with.
 *
 * <p>Objects have the numbers in which they are made. A borrower that waits has a number, too.
 */
final class PoolModel {
    /** What has become of a borrower. */
    record Outcome(String kind, int object) {
        static final Outcome WAITS = new Outcome("waits", 0);
        static final Outcome CLOSED = new Outcome("closed", 0);
        static final Outcome TIMED_OUT = new Outcome("timed out", 0);
        static final Outcome BROKEN = new Outcome("broken", 0);

        static Outcome lent(int object) {
            return new Outcome("lent", object);
        }
    }

    /** Those given back last come first; those that were never lent come last. */
    final Deque<Integer> idle = new ArrayDeque<>();

    final List<Integer> lent = new ArrayList<>();
    final Deque<Integer> line = new ArrayDeque<>();
    final Set<Integer> sick = new HashSet<>();

    /** What has become of those who waited. */
    final Map<Integer, Outcome> outcomes = new HashMap<>();

    /** What is made while it is set, fails. */
    boolean broken;

    /** Whether it can be told which idle object comes next: objects that were never lent have no order. */
    final boolean ordered;

    int minSize;
    int maxSize;
    int created;
    int closed;
    boolean ended;

    private final Map<Integer, Integer> uses = new HashMap<>();
    private final int maxUses;

    PoolModel(int minSize, int maxSize, int maxUses, boolean ordered) {
        this.ordered = ordered;
        this.minSize = minSize;
        this.maxSize = maxSize;
        this.maxUses = maxUses;
        keepUp();
    }

    int live() {
        return created - closed;
    }

    private boolean hasRoom() {
        return !ended && (maxSize == 0 || live() < maxSize);
    }

    private boolean isTooLarge() {
        return ended || (maxSize != 0 && live() > maxSize);
    }

    // --- Borrowing ---

    /** One that does not wait. */
    Outcome borrow() {
        return ended ? Outcome.CLOSED : take(Outcome.TIMED_OUT);
    }

    /** One that waits. */
    Outcome borrow(int borrower) {
        Outcome outcome = ended ? Outcome.CLOSED : take(Outcome.WAITS);
        if (outcome.equals(Outcome.WAITS)) {
            line.addLast(borrower);
        }
        return outcome;
    }

    private Outcome take(Outcome otherwise) {
        while (!idle.isEmpty()) {
            int object = idle.removeFirst();
            if (!sick.contains(object)) {
                return lend(object);
            }
            close();
        }
        if (!hasRoom()) {
            return otherwise;
        }
        return broken ? Outcome.BROKEN : lend(++created);
    }

    private Outcome lend(int object) {
        uses.merge(object, 1, Integer::sum);
        lent.add(object);
        return Outcome.lent(object);
    }

    /** It was another one of the idle objects, of which any would do; or this was closed, and the other was not. */
    void exchange(int expected, int lentInstead) {
        if (expected != lentInstead) {
            if (idle.remove(lentInstead)) {
                idle.addFirst(expected);
            }
            lent.remove((Object) expected);
            lent.add(lentInstead);
            uses.merge(expected, -1, Integer::sum);
            uses.merge(lentInstead, 1, Integer::sum);
        }
    }

    void leave(int borrower) {
        line.remove(borrower);
    }

    // --- The end of a loan ---

    void giveBack(int object) {
        lent.remove((Object) object);
        boolean worn = maxUses > 0 && uses.getOrDefault(object, 0) >= maxUses;
        if (worn || isTooLarge()) {
            close();
        } else if (line.isEmpty()) {
            idle.addFirst(object);
        } else if (sick.contains(object)) {
            close();
        } else {
            outcomes.put(line.removeFirst(), lend(object));
        }
    }

    void discard(int object) {
        lent.remove((Object) object);
        close();
    }

    void killAll() {
        while (!lent.isEmpty()) {
            discard(lent.get(0));
        }
    }

    /** One object is closed, and its place goes to whoever waits, or is filled up again. */
    private void close() {
        closed++;
        serve();
        keepUp();
    }

    private void serve() {
        while (!line.isEmpty() && hasRoom()) {
            outcomes.put(line.removeFirst(), broken ? Outcome.BROKEN : lend(++created));
        }
    }

    private void keepUp() {
        while (hasRoom() && live() < minSize) {
            idle.addLast(++created);
        }
    }

    // --- The pool as a whole ---

    void resize(int newMinSize, int newMaxSize) {
        minSize = newMinSize;
        maxSize = newMaxSize;
        serve();
        while (isTooLarge() && !idle.isEmpty()) {
            idle.removeLast();
            close();
        }
        keepUp();
    }

    void evictIdle() {
        int number = idle.size();
        for (int i = 0; i < number; i++) {
            idle.removeFirst();
            closed++;
        }
        serve();
        keepUp();
    }

    void end() {
        ended = true;
        while (!line.isEmpty()) {
            outcomes.put(line.removeFirst(), Outcome.CLOSED);
        }
        evictIdle();
    }

    @Override
    public String toString() {
        return "idle " + idle + ", lent " + lent + ", line " + line + ", sick " + sick + ", created " + created
                + ", closed " + closed + ", size " + minSize + " to " + maxSize;
    }
}

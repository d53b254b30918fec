package io.sharer.scope;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What threads have acquired outside any scope. Each use looks at a few of them, one after another, and releases what
 * dead ones have left, so that what is kept stays in proportion to the threads that live.
 *
 * <p>Invariant: as long as a thread lives it alone puts its holdings in and takes them out.
 */
final class OutsideHoldings {
    /** More than one, so that the dead become fewer while others come. */
    private static final int LOOKED_AT = 8;

    private static final ConcurrentMap<Thread, Holdings> HOLDINGS = new ConcurrentHashMap<>();
    private static final ScopeCounts COUNTS = new ScopeCounts();

    private static final ReentrantLock LOOKING = new ReentrantLock();

    /** Where to look next; {@link #LOOKING} guards it. */
    private static Iterator<Thread> next = Collections.emptyIterator();

    private OutsideHoldings() {}

    static <R extends @Nullable Object> R acquire(Acquisition<R> what) {
        sweep();
        Thread thread = Thread.currentThread();
        Holdings mine = HOLDINGS.get(thread);
        if (mine == null) {
            mine = new Holdings("the thread '" + thread.getName() + "'", COUNTS, OutsideHoldings::tellDeadlock);
            HOLDINGS.put(thread, mine);
        }
        boolean acquired = false;
        try {
            R resource = mine.acquire(what);
            acquired = true;
            return resource;
        } finally {
            if (!acquired) {
                dropIfEmpty(thread, mine);
            }
        }
    }

    /** A resource that needs itself, for instance. That of a template is told to its application. */
    private static void tellDeadlock(Acquisition<?> what, String circle) {
        if (what instanceof Pair<?> pair) {
            pair.tellDeadlock(circle);
        }
    }

    static void release(Acquisition<?> what) {
        Thread thread = Thread.currentThread();
        Holdings mine = HOLDINGS.get(thread);
        if (mine != null) {
            try {
                mine.release(what);
            } finally {
                dropIfEmpty(thread, mine);
            }
        }
    }

    private static void dropIfEmpty(Thread thread, Holdings holdings) {
        if (holdings.isEmpty()) {
            HOLDINGS.remove(thread, holdings);
        }
    }

    private static void sweep() {
        if (!HOLDINGS.isEmpty() && LOOKING.tryLock()) {
            List<Thread> dead;
            try {
                dead = lookAtSome();
            } finally {
                LOOKING.unlock();
            }
            dead.forEach(OutsideHoldings::releaseAll);
        }
    }

    private static List<Thread> lookAtSome() {
        List<Thread> dead = new ArrayList<>();
        for (int i = 0; i < LOOKED_AT; i++) {
            if (!next.hasNext()) {
                next = HOLDINGS.keySet().iterator();
            }
            Thread thread = next.hasNext() ? next.next() : null;
            if (thread != null && !thread.isAlive()) {
                dead.add(thread);
            }
        }
        if (!next.hasNext()) {
            // It would keep the last threads that it has seen.
            next = Collections.emptyIterator();
        }
        return dead;
    }

    /** Releases what dead threads have left; how many resources that were. */
    static int purge() {
        return HOLDINGS.keySet().stream()
                .filter(thread -> !thread.isAlive())
                .mapToInt(OutsideHoldings::releaseAll)
                .sum();
    }

    private static int releaseAll(Thread dead) {
        Holdings left = HOLDINGS.remove(dead);
        return left == null ? 0 : release(dead, left, key -> true);
    }

    /** Releases those of the resources that are meant; how many there were. */
    static int releaseIf(Predicate<Object> meantByKey, boolean ofDeadThreadsOnly) {
        int released = 0;
        for (Thread thread : HOLDINGS.keySet()) {
            Holdings holdings = HOLDINGS.get(thread);
            boolean dead = !thread.isAlive();
            if (holdings != null && (dead || !ofDeadThreadsOnly)) {
                released += release(thread, holdings, meantByKey);
            }
            if (holdings != null && dead) {
                dropIfEmpty(thread, holdings);
            }
        }
        return released;
    }

    private static int release(Thread thread, Holdings holdings, Predicate<Object> meantByKey) {
        Failures failures = new Failures();
        int released = holdings.releaseIf(meantByKey, failures);
        if (released > 0) {
            ScopeLog.warning(ScopeMessages.leftOutside(thread.getName(), released), failures.first());
        }
        return released;
    }

    /** How many threads hold anything. */
    static int size() {
        return HOLDINGS.size();
    }
}

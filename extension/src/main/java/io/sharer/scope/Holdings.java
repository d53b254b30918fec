package io.sharer.scope;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was acquired together, each thing once, to be released in reverse order.
 *
 * <p>Invariants: whatever is held is in the map; it is in the order, too, from when its acquisition has succeeded. Who
 * takes it out of both releases it, once. Nothing is acquired after the releasing has begun, but what is still there
 * can be had. The lock is never held while code of a user runs.
 */
final class Holdings {
    private final String owner;
    private final ScopeCounts counts;
    private final Deadlocks deadlocks;
    private final ReentrantLock lock = new ReentrantLock();
    private final IdentityHashMap<Object, Held<?>> held = new IdentityHashMap<>();

    /** In the order in which the acquisitions ended: what one needs is acquired before it. */
    private final Deque<Held<?>> order = new ArrayDeque<>();

    private boolean releasing;

    /** Is told of deadlocks, under no lock; throws nothing. */
    interface Deadlocks {
        /** One over that, in words. */
        void found(Acquisition<?> what, String circle);
    }

    /**
     * Nothing yet.
     *
     * @param owner what messages call what holds it all
     * @param deadlocks is told of each
     */
    Holdings(String owner, ScopeCounts counts, Deadlocks deadlocks) {
        this.owner = owner;
        this.counts = counts;
        this.deadlocks = deadlocks;
    }

    /** What is held of this already, or is acquired now, by this thread or by one that is at it. */
    <R extends @Nullable Object> R acquire(Acquisition<R> what) {
        while (true) {
            Held<R> mine = null;
            Making others = null;
            lock.lock();
            try {
                Held<R> found = find(what);
                if (found == null) {
                    if (releasing) {
                        throw ScopeMessages.ended(owner, what.description());
                    }
                    mine = new Held<>(what);
                    held.put(what.key(), mine);
                } else {
                    others = found.making();
                    if (others == null) {
                        return found.value();
                    }
                }
            } finally {
                lock.unlock();
            }
            if (mine != null) {
                return make(mine, what);
            }
            if (others != null) {
                await(others, what);
            }
        }
    }

    /** What is held of this, if it has been acquired; {@code null} if not. */
    <R> @Nullable R find(Object key, Class<R> type) {
        lock.lock();
        try {
            Held<?> found = held.get(key);
            return found == null || found.making() != null ? null : type.cast(found.value());
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("unchecked") // an acquisition with that key put it there
    private <R extends @Nullable Object> @Nullable Held<R> find(Acquisition<R> what) {
        return (Held<R>) held.get(what.key());
    }

    private <R extends @Nullable Object> R make(Held<R> mine, Acquisition<R> what) {
        Making making = mine.making();
        boolean kept = false;
        try {
            R made = call(what);
            kept = keep(mine, made);
            if (!kept) {
                releaseUnkept(mine, what, made);
            }
            return made;
        } finally {
            if (!kept) {
                forget(mine);
            }
            if (making != null) {
                making.over();
            }
        }
    }

    private <R extends @Nullable Object> R call(Acquisition<R> what) {
        boolean acquired = false;
        try {
            R made = what.acquire();
            acquired = true;
            return made;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw what.failure(e);
        } catch (Exception e) { // whatever it throws fails its caller
            throw what.failure(e);
        } finally {
            if (acquired) {
                counts.acquired();
            } else {
                counts.acquireFailed();
            }
        }
    }

    private <R extends @Nullable Object> boolean keep(Held<R> mine, R made) {
        lock.lock();
        try {
            if (releasing) {
                return false;
            }
            mine.made(made);
            order.addLast(mine);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Held<?> mine) {
        lock.lock();
        try {
            held.remove(mine.key());
        } finally {
            lock.unlock();
        }
    }

    /** All has been released meanwhile, so nobody would release this. */
    private <R extends @Nullable Object> void releaseUnkept(Held<R> mine, Acquisition<R> what, R made) {
        // First: others in the scope would find it, and use it or release it as well.
        forget(mine);
        mine.made(made);
        IllegalStateException ended = ScopeMessages.ended(owner, what.description());
        Failures failures = new Failures();
        failures.add(ended);
        release(mine, failures);
        throw ended;
    }

    private void await(Making others, Acquisition<?> what) {
        try {
            others.await().ifPresent(circle -> {
                deadlocks.found(what, circle);
                throw ScopeMessages.needsItself(what.description(), circle);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw what.failure(e);
        }
    }

    /** Releases it, if it is held, or as soon as it is. */
    boolean release(Acquisition<?> what) {
        while (true) {
            Held<?> mine;
            Making others;
            lock.lock();
            try {
                mine = held.get(what.key());
                if (mine == null) {
                    return false;
                }
                others = mine.making();
                if (others == null) {
                    held.remove(what.key());
                    order.remove(mine);
                }
            } finally {
                lock.unlock();
            }
            if (others == null) {
                Failures failures = new Failures();
                release(mine, failures);
                failures.rethrow();
                return true;
            }
            await(others, what);
        }
    }

    /** Releases all, in reverse order, whatever fails. From now on nothing is acquired. */
    void releaseAll(Failures failures) {
        while (true) {
            Held<?> last;
            lock.lock();
            try {
                releasing = true;
                last = order.pollLast();
                if (last == null) {
                    return;
                }
                held.remove(last.key());
            } finally {
                lock.unlock();
            }
            release(last, failures);
        }
    }

    /** Releases those of all that are meant, in reverse order; how many there were. Others may be acquired later. */
    int releaseIf(Predicate<Object> meantByKey, Failures failures) {
        List<Held<?>> meant = new ArrayList<>();
        lock.lock();
        try {
            for (Held<?> each : order) {
                if (meantByKey.test(each.key())) {
                    meant.add(0, each);
                }
            }
            meant.forEach(each -> {
                order.remove(each);
                held.remove(each.key());
            });
        } finally {
            lock.unlock();
        }
        meant.forEach(each -> release(each, failures));
        return meant.size();
    }

    private void release(Held<?> mine, Failures failures) {
        try {
            mine.release();
        } catch (Throwable thrown) { // whatever it is, the others must be released too
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            counts.releaseFailed();
            failures.add(thrown);
        } finally {
            counts.released();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return held.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return order.size();
        } finally {
            lock.unlock();
        }
    }
}

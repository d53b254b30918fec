package io.sharer.pool;

import io.sharer.TimeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Looks after all pools of an application, by one scheduled task, which is there only while some pool has something to
 * be looked after. Thread-safe.
 *
 * <p>No code of a user runs here: what a pool has to do with its objects is done by its executor, so a hook that hangs
 * or throws holds up nobody else.
 */
public final class Housekeeper {
    /** Of something that need not be looked at again. */
    static final long NEVER = Long.MAX_VALUE;

    /** How soon something is looked at again whose look has failed. */
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How often a thread that waits looks at a time that is given. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final TimeSource time;
    private final boolean given;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock:

    /** When each is to be looked at, by {@link #now()}. */
    private final IdentityHashMap<Kept, Long> dates = new IdentityHashMap<>();

    /** What is looked at now, or next, and has not been forgotten meanwhile. */
    private final Set<Kept> underWay = Collections.newSetFromMap(new IdentityHashMap<>());

    private @Nullable Future<?> scheduled;
    private long scheduledFor;
    private boolean looking;

    /** The given scheduler runs the task; it is not shut down by this. */
    public Housekeeper(ScheduledExecutorService scheduler) {
        given = false;
        time = new TimeSource() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Future<?> scheduleAt(Runnable action, long at) {
                return scheduler.schedule(action, at - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        };
    }

    /** Looks after pools that go by this time. */
    Housekeeper(TimeSource time) {
        given = true;
        this.time = time;
    }

    /** What time it is for the pools. */
    long now() {
        return time.nanoTime();
    }

    /**
     * For so long a thread may park that waits until so much has passed: what is given moves without waking anybody.
     */
    long longestPark(long nanos) {
        return given ? Math.min(nanos, LOOK_NANOS) : nanos;
    }

    /** A housekeeper with a timer of its own. */
    static Housekeeper withOwnThread(String threadName) {
        return new Housekeeper(newTimer(threadName));
    }

    /**
     * A timer for what runs no code of users: its daemon thread has no class loader, and is there only while there is
     * something to wait for.
     */
    public static ScheduledThreadPoolExecutor newTimer(String threadName) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, body -> {
            Thread thread = new Thread(null, body, threadName, 0, false);
            thread.setDaemon(true);
            // It runs nothing of an application, and keeps none.
            thread.setContextClassLoader(null);
            return thread;
        });
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** What is looked after. */
    interface Kept {
        /**
         * Looks after it, without running code of users.
         *
         * @return in how many nanoseconds after that to look again, {@link #NEVER} if it will ask for that itself
         */
        long look(long now);

        /** What the log tells of a look that has failed. */
        String failure();
    }

    /** Has it looked at at that time, which may have passed, if that is earlier than it would be. */
    void lookAt(Kept kept, long date) {
        lock.lock();
        try {
            note(kept, date);
        } finally {
            lock.unlock();
        }
    }

    private void note(Kept kept, long date) {
        Long before = dates.get(kept);
        if (before == null || date - before < 0) {
            dates.put(kept, date);
            schedule();
        }
    }

    /** Does not look at it any more, though one look may be under way. */
    void forget(Kept kept) {
        lock.lock();
        try {
            underWay.remove(kept);
            dates.remove(kept);
            if (dates.isEmpty() && scheduled != null) {
                scheduled.cancel(false);
                scheduled = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs a short action that does not block, once, at that time, which may have passed. */
    Future<?> at(long date, Runnable action) {
        try {
            return time.scheduleAt(action, date);
        } catch (RejectedExecutionException stopped) {
            // The application has ended, and closes its pools.
            return CompletableFuture.completedFuture(null);
        }
    }

    private void schedule() {
        if (looking || dates.isEmpty()) {
            return;
        }
        long first = dates.values().iterator().next();
        for (long date : dates.values()) {
            first = date - first < 0 ? date : first;
        }
        if (scheduled != null) {
            if (scheduledFor - first <= 0) {
                return;
            }
            scheduled.cancel(false);
        }
        try {
            scheduledFor = first;
            scheduled = time.scheduleAt(this::lookAtDue, first);
        } catch (RuntimeException | Error cannot) {
            scheduled = null;
            PoolLog.warning(PoolMessages.housekeepingFailed(), cannot);
        }
    }

    private void lookAtDue() {
        List<Kept> due = takeDue();
        if (due == null) {
            return;
        }
        try {
            due.forEach(this::look);
        } finally {
            lock.lock();
            try {
                looking = false;
                schedule();
            } finally {
                lock.unlock();
            }
        }
    }

    /** What is due; {@code null} if another thread looks, which goes on with what has become due meanwhile. */
    private @Nullable List<Kept> takeDue() {
        List<Kept> due = new ArrayList<>();
        lock.lock();
        try {
            if (looking) {
                return null;
            }
            scheduled = null;
            looking = true;
            long now = time.nanoTime();
            dates.forEach((kept, date) -> {
                if (date - now <= 0) {
                    due.add(kept);
                }
            });
            due.forEach(dates::remove);
            underWay.addAll(due);
        } finally {
            lock.unlock();
        }
        return due;
    }

    private void look(Kept kept) {
        long next;
        long now = time.nanoTime();
        try {
            next = kept.look(now);
        } catch (RuntimeException | Error e) {
            PoolLog.warning(kept.failure(), e);
            next = AGAIN_NANOS;
        }
        lock.lock();
        try {
            if (underWay.remove(kept) && next != NEVER) {
                note(kept, now + next);
            }
        } finally {
            lock.unlock();
        }
    }
}

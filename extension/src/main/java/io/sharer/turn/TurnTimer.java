package io.sharer.turn;

import io.sharer.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends the waiting of queued bodies that have a time-out, and looks after turns that are held for long, on a thread
 * that is there only while there is something to wait for.
 *
 * <p>Not the JDK's own delayer, whose thread lives for ever and keeps the class loader of whoever started it.
 */
public final class TurnTimer {
    /** How long a turn may be held while others wait before that is told. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** How often a thread that waits looks at a time that is given. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final TimeSource time;
    private final boolean given;
    private final Runnable end;
    private final WatchDog watchDog;
    private final Settlements settlements;
    private volatile boolean stopped;

    /** A timer whose thread has this name. */
    public TurnTimer(String threadName) {
        this(threadName, PATIENCE);
    }

    /** A timer that tells of turns held for so long; never, if that is zero. */
    public TurnTimer(String threadName, Duration patience) {
        ScheduledThreadPoolExecutor timer = idleThread(threadName);
        time = new TimeSource() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Future<?> scheduleAt(Runnable action, long at) {
                return timer.schedule(action, at - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        };
        given = false;
        end = timer::shutdownNow;
        watchDog = new WatchDog(this, patience);
        settlements = new Settlements(threadName + "-completions");
    }

    /** One thread, gone after an idle second. */
    static ScheduledThreadPoolExecutor idleThread(String threadName) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, body -> {
            Thread thread = new Thread(null, body, threadName, 0, false);
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** A timer that goes by this time, and has no thread; but its settlements have one while there are any. */
    public static TurnTimer by(TimeSource time) {
        return new TurnTimer(time);
    }

    private TurnTimer(TimeSource time) {
        this.time = time;
        given = true;
        end = () -> {};
        watchDog = new WatchDog(this, PATIENCE);
        settlements = new Settlements("sharer-completions");
    }

    WatchDog watchDog() {
        return watchDog;
    }

    /** What completes the futures of the queues that have this timer. */
    Settlements settlements() {
        return settlements;
    }

    /** Runs the action on the timer's thread after that time; never, if the timer is stopped. It must not block. */
    public Future<?> schedule(Runnable action, long nanos) {
        return scheduleAt(action, time.nanoTime() + nanos);
    }

    /** As {@link #schedule}, at a time of {@link #now()}, which may have passed. */
    public Future<?> scheduleAt(Runnable action, long at) {
        try {
            return time.scheduleAt(given ? unlessStopped(action) : action, at);
        } catch (RejectedExecutionException stopped) {
            // The application has ended, and takes what is still in line along.
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Ends the thread; what is still scheduled never fires. */
    public void stop() {
        stopped = true;
        watchDog.stop();
        settlements.expectFew();
        end.run();
    }

    private Runnable unlessStopped(Runnable action) {
        return () -> {
            if (!stopped) {
                action.run();
            }
        };
    }

    /** Whether the time is not the JVM's. */
    public boolean isGiven() {
        return given;
    }

    /** What time it is. */
    public long now() {
        return time.nanoTime();
    }

    /** What time it is, if the time is given; else of no meaning, and nothing is asked. */
    long givenNow() {
        return given ? now() : 0;
    }

    /**
     * For so long a thread may park that waits until so much has passed: what is given moves without waking anybody.
     */
    long longestPark(long nanos) {
        return given ? Math.min(nanos, LOOK_NANOS) : nanos;
    }
}

package io.sharer.turn;

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

    private final ScheduledThreadPoolExecutor timer;
    private final WatchDog watchDog;

    /** A timer whose thread has this name. */
    public TurnTimer(String threadName) {
        this(threadName, PATIENCE);
    }

    /** A timer that tells of turns held for so long; never, if that is zero. */
    public TurnTimer(String threadName, Duration patience) {
        watchDog = new WatchDog(this, patience);
        timer = new ScheduledThreadPoolExecutor(1, body -> {
            Thread thread = new Thread(null, body, threadName, 0, false);
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    WatchDog watchDog() {
        return watchDog;
    }

    /** Runs the action on the timer's thread after that time; never, if the timer is stopped. It must not block. */
    public Future<?> schedule(Runnable action, long nanos) {
        try {
            return timer.schedule(action, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            // The application has ended, and takes what is still in line along.
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Ends the thread; what is still scheduled never fires. */
    public void stop() {
        timer.shutdownNow();
    }
}

package io.sharer.turn;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends the waiting of queued bodies that have a time-out, on a thread that is there only while some do.
 *
 * <p>Not the JDK's own delayer, whose thread lives for ever and keeps the class loader of whoever started it.
 */
public final class TurnTimer {
    private final ScheduledThreadPoolExecutor timer;

    /** A timer whose thread has this name. */
    public TurnTimer(String threadName) {
        timer = new ScheduledThreadPoolExecutor(1, body -> {
            Thread thread = new Thread(body, threadName);
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    Future<?> schedule(Runnable action, long nanos) {
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

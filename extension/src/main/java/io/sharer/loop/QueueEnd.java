package io.sharer.loop;

import io.sharer.turn.DedicatedThread;
import io.sharer.turn.OwnThreads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of a work queue: its jobs are finished, or ended after the deadline, and then no thread is left. */
final class QueueEnd {
    private final BoundedQueue queue;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Deadline deadline;
    private volatile boolean forced;

    QueueEnd(BoundedQueue queue, Duration time) {
        this.queue = queue;
        this.deadline = new Deadline(time);
    }

    /** Whether it takes nothing at all any more. */
    boolean isForced() {
        return forced;
    }

    /** Waits for the end, which another thread brings about, and which must have come in that time. */
    void await(Duration time) {
        hurry(time);
        boolean interrupted = false;
        while (ended.getCount() != 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
                hurry(Duration.ZERO);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void hurry(Duration time) {
        if (deadline.hurry(time)) {
            queue.outstanding().wake();
        }
    }

    void runElsewhere() {
        Thread thread = DedicatedThread.plainThreads(true).newThread(this::run);
        thread.setName("sharer-" + queue.name() + "-close");
        thread.start();
    }

    void run() {
        boolean interrupted = false;
        try {
            if (!awaitJobs()) {
                interrupted = Thread.interrupted();
                force();
            }
            forced = true;
            failAll();
            OwnThreads own = queue.ownThreads();
            if (own != null) {
                own.shutdown();
                interrupted |= !awaitThreads(own);
            }
        } finally {
            ended.countDown();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether all jobs are done. If this thread is interrupted it is so still. */
    private boolean awaitJobs() {
        try {
            return queue.outstanding().awaitNothing(deadline::nanosLeft);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void force() {
        forced = true;
        LoopLog.warning(
                WorkMessages.notDoneInTime(queue.name(), queue.outstanding().pending()));
        // First: a worker that is interrupted takes the next that waits.
        failWaiting();
        interruptRunning();
        deadline.grace(LoopConfig.DEFAULT_GRACE);
        boolean interrupted = false;
        while (!awaitJobs() && Thread.interrupted()) {
            interrupted = true;
        }
        int busy = queue.workers().load().busy();
        if (busy > 0) {
            LoopLog.warning(WorkMessages.goesOn(queue.name(), busy));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void failWaiting() {
        for (LoopFuture<?> future : queue.outstanding().futures()) {
            Pending job = future.pending();
            if (job != null && !job.isRunning()) {
                job.withdraw(false);
                future.settle(null, WorkMessages.leftOver(queue.name()));
            }
        }
    }

    private void interruptRunning() {
        for (LoopFuture<?> future : queue.outstanding().futures()) {
            Pending job = future.pending();
            if (job != null && job.isRunning()) {
                job.cancelBegun(true);
            }
        }
    }

    private void failAll() {
        for (LoopFuture<?> future : queue.outstanding().futures()) {
            Pending job = future.pending();
            if (job != null) {
                job.withdraw(false);
            }
            future.settle(null, WorkMessages.leftOver(queue.name()));
        }
    }

    /** False if this thread is interrupted. */
    private static boolean awaitThreads(OwnThreads own) {
        boolean interrupted = Thread.interrupted();
        try {
            own.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        return !interrupted;
    }
}

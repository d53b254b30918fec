package io.sharer.loop;

import io.sharer.QueueClosedException;
import io.sharer.turn.DedicatedThread;
import io.sharer.turn.OwnThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The end of one life of a loop: what is under way is finished, or ended after the deadline, and then nothing is left.
 *
 * <p>It runs on the thread that stops the loop or, if that is one of the loop's own, on one for this alone.
 */
final class LoopEnd {
    /** So long an idle thread may take to end. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LoopLife life;
    private final Runnable closeChannels;
    private final Runnable afterwards;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Deadline deadline;

    /**
     * An end that has not begun.
     *
     * @param closeChannels closes the loop's channels
     * @param afterwards called when nothing is left
     */
    LoopEnd(LoopLife life, Duration time, Runnable closeChannels, Runnable afterwards) {
        this.life = life;
        this.closeChannels = closeChannels;
        this.afterwards = afterwards;
        this.deadline = new Deadline(time);
    }

    /** Brings the deadline forward, if that is earlier. */
    void hurry(Duration time) {
        if (deadline.hurry(time)) {
            life.outstanding().wake();
        }
    }

    /** Waits for the end, which another thread brings about. An interrupt of this one brings the deadline forward. */
    void await() {
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

    /** Runs the end on a thread of its own. */
    void runElsewhere() {
        Thread thread = null;
        try {
            thread = life.config().threads().newThread(this::run);
        } catch (RuntimeException noThread) {
            LoopLog.warning(LoopMessages.plainThread(life.name(), noThread));
        }
        if (thread == null) {
            thread = DedicatedThread.plainThreads(true).newThread(this::run);
        }
        thread.setName("sharer-" + life.name() + "-stop");
        thread.start();
    }

    /** Runs the end on this thread. */
    void run() {
        boolean interrupted = false;
        try {
            // First: what tasks schedule when they are told belongs to their clean-up.
            abandon(work -> work.endsAtStop());
            life.tasks().cancelAll();
            closeChannels.run();
            interrupted = !finish();
            endThread();
        } finally {
            afterwards.run();
            ended.countDown();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until everything is done, or ends it. Returns false if this thread was interrupted. */
    private boolean finish() {
        try {
            if (life.outstanding().awaitNothing(deadline::nanosLeft)) {
                deadline.grace(life.config().grace());
                return true;
            }
            LoopLog.warning(LoopMessages.notDoneInTime(life.name(), whatIsLeft()));
            return force();
        } catch (InterruptedException e) {
            force();
            return false;
        }
    }

    private List<String> whatIsLeft() {
        List<String> left = new ArrayList<>();
        for (LoopFuture<?> future : life.outstanding().futures()) {
            Pending work = future.pending();
            if (work != null && left.size() < 10) {
                left.add(work.description());
            }
        }
        left.addAll(life.tasks().descriptions());
        return left;
    }

    /**
     * Interrupts what runs, which has a moment to end, and fails all else. Returns false if this thread was
     * interrupted.
     */
    private boolean force() {
        life.refuseNew();
        abandon(work -> !work.isRunning());
        for (LoopFuture<?> future : life.outstanding().futures()) {
            Pending work = future.pending();
            if (work != null && work.isRunning()) {
                work.cancelBegun(true);
            }
        }
        life.tasks().interruptAgain();
        deadline.grace(life.config().grace());
        boolean quiet = true;
        while (true) {
            try {
                life.outstanding().awaitNothing(deadline::nanosLeft);
                return quiet;
            } catch (InterruptedException e) {
                quiet = false;
            }
        }
    }

    /** Fails futures on the loop. */
    private void abandon(Predicate<Pending> which) {
        for (LoopFuture<?> future : life.outstanding().futures()) {
            Pending work = future.pending();
            if (work != null && which.test(work)) {
                work.withdraw(false);
                life.onLoop(() -> fail(future, work));
            }
        }
    }

    private void fail(LoopFuture<?> future, Pending work) {
        QueueClosedException why = LoopMessages.leftOver(life.name());
        if (future.settle(null, why)) {
            work.cancelBegun(true);
            if (work instanceof LoopJob job && job.isUnseen()) {
                life.tellFailure(LoopMessages.unseenFailure(life.name(), job.label), why);
            }
        }
    }

    /** Ends the threads. What is not done then never will be. */
    private void endThread() {
        life.refuseAll();
        abandonHere();
        life.dedicated().end();
        if (!life.dedicated().awaitEnd(Duration.ofNanos(Math.max(LEAST_NANOS, deadline.nanosLeft())))) {
            LoopLog.warning(LoopMessages.hangs(life.name(), life.thread()));
        }
        List<String> goOn = new ArrayList<>(life.tasks().descriptions());
        goOn.addAll(life.workers().descriptions());
        // A worker that is done with its work may still be on its way out.
        if (life.outstanding().isAnythingUnderWay() && !goOn.isEmpty()) {
            LoopLog.warning(LoopMessages.goesOn(life.name(), goOn));
        }
        // A body that hung may have asked for more meanwhile.
        abandonHere();
        life.endThreads();
        OwnThreads own = life.ownThreads();
        if (own != null) {
            awaitEnd(own);
        }
    }

    private void abandonHere() {
        for (LoopFuture<?> future : life.outstanding().futures()) {
            Pending work = future.pending();
            if (work != null) {
                work.withdraw(false);
                fail(future, work);
            } else {
                future.settle(null, LoopMessages.leftOver(life.name()));
            }
        }
    }

    private static void awaitEnd(OwnThreads own) {
        boolean interrupted = Thread.interrupted();
        try {
            own.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

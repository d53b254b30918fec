package io.sharer.scope;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The code that a scope went along to, and which thread releases when that is done: the one that has waited for it, or
 * the last of that code if nobody waits for it.
 *
 * <p>Invariant: one thread is told, once, that it is the one to release. It is told in the same breath in which nothing
 * is found under way, and whoever comes later is refused.
 */
final class CodeAlong {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // The lock guards all of these.

    /** The outcomes of code that is not done. */
    private final Set<Awaited> awaited = new LinkedHashSet<>();

    /** How many threads run such code. */
    private int inside;

    /** Nobody waits for that code any more: the last of it releases. */
    private boolean passedOn;

    private boolean releasing;

    /** An outcome, and whether the calling thread, by waiting for it, would keep it from coming. */
    private static final class Awaited {
        final CompletableFuture<?> outcome;
        final BooleanSupplier isBehindThisThread;

        Awaited(CompletableFuture<?> outcome, BooleanSupplier isBehindThisThread) {
            this.outcome = outcome;
            this.isBehindThisThread = isBehindThisThread;
        }
    }

    // --- Coming and going ---

    /** The calling thread begins to run such code; false if that is too late. */
    boolean enter() {
        lock.lock();
        try {
            if (releasing) {
                return false;
            }
            inside++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** It is done; whether this thread is the one to release. */
    boolean exit() {
        lock.lock();
        try {
            inside--;
            changed.signalAll();
            return beginReleaseIfPassedOn();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The end comes after this outcome.
     *
     * @param isBehindThisThread whether the calling thread, by waiting for the outcome, would keep it from coming
     * @param release called if the thread that brings the outcome is the one to release
     */
    void await(CompletableFuture<?> outcome, BooleanSupplier isBehindThisThread, Runnable release) {
        if (outcome.isDone()) {
            return;
        }
        Awaited one = new Awaited(outcome, isBehindThisThread);
        lock.lock();
        try {
            if (releasing) {
                return;
            }
            awaited.add(one);
        } finally {
            lock.unlock();
        }
        CompletableFuture<?> ignored = outcome.whenComplete((value, failure) -> {
            if (isDone(one)) {
                release.run();
            }
        });
    }

    private boolean isDone(Awaited one) {
        lock.lock();
        try {
            awaited.remove(one);
            changed.signalAll();
            return beginReleaseIfPassedOn();
        } finally {
            lock.unlock();
        }
    }

    // --- Who releases ---

    /** Leaves the end to the last of the code; whether there is none, so that this thread is the one to release. */
    boolean passOn() {
        lock.lock();
        try {
            passedOn = true;
            return beginReleaseIfPassedOn();
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private boolean beginReleaseIfPassedOn() {
        if (releasing || !passedOn || isAnythingUnderWay()) {
            return false;
        }
        releasing = true;
        return true;
    }

    /** Under the lock. */
    private boolean isAnythingUnderWay() {
        return inside > 0 || !awaited.isEmpty();
    }

    /** Whatever is under way, this thread is the one to release; false if another is. */
    boolean beginRelease() {
        lock.lock();
        try {
            if (releasing) {
                return false;
            }
            releasing = true;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the calling thread, by waiting for what is not done, would keep it from that. */
    boolean isAnyBehindThisThread() {
        List<Awaited> all;
        lock.lock();
        try {
            all = new ArrayList<>(awaited);
        } finally {
            lock.unlock();
        }
        return all.stream().anyMatch(one -> !one.outcome.isDone() && one.isBehindThisThread.getAsBoolean());
    }

    /**
     * Waits until nothing is under way. An interrupt is kept for later: what the code still uses cannot be released.
     *
     * @param notDoneInTime called if that takes longer than the patience lasts, and the release begins in spite of it
     * @return whether this thread is the one to release; false if another is
     */
    boolean beginReleaseAfterAll(Duration patience, Runnable notDoneInTime) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        boolean mine = false;
        try {
            while (!mine && !isReleasing()) {
                try {
                    awaitOutcomes(deadline);
                    mine = beginReleaseAfterThoseInside(deadline, notDoneInTime);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return mine;
    }

    /** Whether some thread is the one to release. */
    boolean isReleasing() {
        lock.lock();
        try {
            return releasing;
        } finally {
            lock.unlock();
        }
    }

    private void awaitOutcomes(long deadline) throws InterruptedException {
        Awaited one = next();
        while (one != null && awaitOutcome(one.outcome, deadline)) {
            // Nobody has passed the end on: this thread waits for it.
            boolean ignored = isDone(one);
            one = next();
        }
    }

    private @Nullable Awaited next() {
        lock.lock();
        try {
            return awaited.isEmpty() ? null : awaited.iterator().next();
        } finally {
            lock.unlock();
        }
    }

    /** A timed {@code get}, because that of a turn's future runs what is stalled. */
    private static boolean awaitOutcome(CompletableFuture<?> outcome, long deadline) throws InterruptedException {
        try {
            outcome.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | CancellationException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** False if there is more to be waited for, or another thread releases. */
    private boolean beginReleaseAfterThoseInside(long deadline, Runnable notDoneInTime) throws InterruptedException {
        boolean inTime;
        lock.lockInterruptibly();
        try {
            long left = deadline - System.nanoTime();
            while (inside > 0 && awaited.isEmpty() && !releasing && left > 0) {
                left = changed.awaitNanos(left);
            }
            inTime = !isAnythingUnderWay();
            if (releasing || (!inTime && left > 0)) {
                return false;
            }
            releasing = true;
        } finally {
            lock.unlock();
        }
        if (!inTime) {
            notDoneInTime.run();
        }
        return true;
    }
}

package io.sharer.scope;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
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
 * One resource scope, from its opening until everything is released. See the package for its states.
 *
 * <p>Invariants: the last who leaves begins the end, and nobody joins after that. One thread releases: the one that has
 * waited for the code that the scope went along to, or the last of that code if nobody waits for it.
 */
final class OpenScope {
    private final ScopeManager manager;
    private final String name;
    private final Holdings holdings;
    private final ScopeHandle first;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // The lock guards all of these.

    /** Those who opened or joined it, and have not left; by identity, for they are all equal. */
    private final Set<ScopeHandle> handles = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The outcomes of code that the scope went along to, and that is not done. */
    private final Set<Awaited> awaited = new LinkedHashSet<>();

    /** How many threads run such code. */
    private int inside;

    private boolean ending;

    /** Nobody waits for that code any more: the last of it releases. */
    private boolean passedOn;

    private boolean releasing;

    /** Told by who releases. */
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

    /** Whether somebody will be told by {@link #end} what the releases throw. */
    private boolean endIsAwaited;

    /** An outcome, and whether the calling thread, by waiting for it, would keep it from coming. */
    private static final class Awaited {
        final CompletableFuture<?> outcome;
        final BooleanSupplier isBehindThisThread;

        Awaited(CompletableFuture<?> outcome, BooleanSupplier isBehindThisThread) {
            this.outcome = outcome;
            this.isBehindThisThread = isBehindThisThread;
        }
    }

    /** A scope that the calling thread opens, and is in from now on. */
    OpenScope(ScopeManager manager, String name) {
        this.manager = manager;
        this.name = name;
        this.holdings = new Holdings("the resource scope '" + name + "'", manager.counts());
        Binding binding = Contexts.open(this);
        binding.handles = 1;
        this.first = new ScopeHandle(this, binding);
        handles.add(first);
    }

    ScopeManager manager() {
        return manager;
    }

    String name() {
        return name;
    }

    /** What whoever opened it has. */
    ScopeHandle first() {
        return first;
    }

    Holdings holdings() {
        return holdings;
    }

    boolean isOver() {
        return end.isDone();
    }

    // --- Who is in it ---

    /** Another one, in the calling thread's context; {@code null} if it has begun to end. */
    @Nullable ScopeHandle join(Binding here) {
        lock.lock();
        try {
            if (ending) {
                return null;
            }
            ScopeHandle joined = new ScopeHandle(this, here);
            here.handles++;
            handles.add(joined);
            return joined;
        } finally {
            lock.unlock();
        }
    }

    /** The handle goes on without the thread that it was opened on. */
    void detach(ScopeHandle handle) {
        Binding left;
        lock.lock();
        try {
            left = handle.takeBinding();
            if (left == null || --left.handles > 0 || left.carried) {
                left = null;
            }
        } finally {
            lock.unlock();
        }
        if (left != null) {
            Contexts.unbind(left);
        }
    }

    /** Takes the handle out; whether it was the last, so that the end has begun. */
    private boolean leave(ScopeHandle handle) {
        lock.lock();
        try {
            if (!handles.remove(handle)) {
                return false;
            }
            ending = handles.isEmpty();
            return ending;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever has the handle leaves, and waits for the end if it was the last. */
    void close(ScopeHandle handle) {
        boolean last = leave(handle);
        if (last && awaitOthers()) {
            Failures failures = new Failures();
            try {
                release(failures);
            } finally {
                detach(handle);
            }
            failures.rethrow();
        } else {
            detach(handle);
        }
    }

    /** As {@link #close}, but never waits. */
    CompletableFuture<@Nullable Void> closeLater(ScopeHandle handle) {
        boolean last = leave(handle);
        detach(handle);
        if (!last) {
            return CompletableFuture.completedFuture(null);
        }
        lock.lock();
        try {
            endIsAwaited = true;
        } finally {
            lock.unlock();
        }
        passOn();
        return end;
    }

    /** Ends it although somebody has not left; whether there was anything to end. */
    private boolean endNow() {
        List<ScopeHandle> left;
        lock.lock();
        try {
            if (releasing) {
                return false;
            }
            left = new ArrayList<>(handles);
            handles.clear();
            ending = true;
        } finally {
            lock.unlock();
        }
        left.forEach(this::detach);
        return true;
    }

    /** Ends it if all who have not left are dead threads; whether that was so. */
    boolean purge() {
        lock.lock();
        try {
            if (handles.isEmpty() || !handles.stream().allMatch(ScopeHandle::isOfDeadThread)) {
                return false;
            }
        } finally {
            lock.unlock();
        }
        if (!endNow()) {
            return false;
        }
        manager.counts().leftBehind();
        ScopeLog.warning(ScopeMessages.leftBehind(name, first.threadName()), null);
        passOn();
        return true;
    }

    /** Ends it with its application, whatever is still in it. */
    void endWithApplication() {
        if (endNow()) {
            manager.counts().leftBehind();
            ScopeLog.warning(ScopeMessages.openAtTheEnd(name, first.threadName()), null);
            releaseAndTell();
        }
    }

    // --- Where it goes along to ---

    /**
     * The calling thread begins to run code that this scope came along with.
     *
     * @throws IllegalStateException if the scope has ended
     */
    Binding enter() {
        lock.lock();
        try {
            if (releasing) {
                throw ScopeMessages.endedBefore(name);
            }
            inside++;
        } finally {
            lock.unlock();
        }
        return Contexts.enter(this);
    }

    void exit(Binding entered) {
        Contexts.exit(entered);
        lock.lock();
        try {
            inside--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        releaseIfPassedOn();
    }

    /**
     * The scope ends after this outcome.
     *
     * @param isBehindThisThread whether the calling thread, by waiting for the outcome, would keep it from coming
     */
    void await(CompletableFuture<?> outcome, BooleanSupplier isBehindThisThread) {
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
            isDone(one);
            releaseIfPassedOn();
        });
    }

    private void isDone(Awaited one) {
        lock.lock();
        try {
            awaited.remove(one);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // --- The end ---

    /** Waits for the code that the scope went along to; {@code false} if that ends the scope itself. */
    private boolean awaitOthers() {
        if (Contexts.isCarriedHere(this) || isAnyBehindThisThread()) {
            passOn();
            return false;
        }
        long deadline = System.nanoTime() + manager.patience().toNanos();
        boolean interrupted = false;
        boolean inTime = true;
        while (inTime) {
            try {
                Awaited one = nextAwaited();
                if (one == null) {
                    inTime = awaitInside(deadline);
                    break;
                }
                inTime = awaitOutcome(one.outcome, deadline);
                if (inTime) {
                    isDone(one);
                }
            } catch (InterruptedException e) {
                // What the code still uses cannot be released.
                interrupted = true;
            }
        }
        if (!inTime) {
            ScopeLog.warning(ScopeMessages.notDoneInTime(name, manager.patience()), null);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private boolean isAnyBehindThisThread() {
        List<Awaited> all;
        lock.lock();
        try {
            all = new ArrayList<>(awaited);
        } finally {
            lock.unlock();
        }
        return all.stream().anyMatch(one -> !one.outcome.isDone() && one.isBehindThisThread.getAsBoolean());
    }

    private @Nullable Awaited nextAwaited() {
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

    private boolean awaitInside(long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (inside > 0) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                long ignored = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Leaves the end to the last of the code that the scope went along to; it comes now if there is none. */
    private void passOn() {
        lock.lock();
        try {
            passedOn = true;
        } finally {
            lock.unlock();
        }
        releaseIfPassedOn();
    }

    private void releaseIfPassedOn() {
        lock.lock();
        try {
            if (!passedOn || inside > 0 || !awaited.isEmpty()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        releaseAndTell();
    }

    /** Releases, where nobody is there to be thrown at. */
    private void releaseAndTell() {
        Failures failures = new Failures();
        release(failures);
        Throwable failure = failures.first();
        boolean told;
        lock.lock();
        try {
            told = endIsAwaited;
        } finally {
            lock.unlock();
        }
        if (failure != null && !told) {
            ScopeLog.warning(ScopeMessages.releaseFailedUnseen(name), failure);
        }
    }

    /** Releases all; does nothing if somebody else does. */
    private void release(Failures failures) {
        lock.lock();
        try {
            if (releasing) {
                return;
            }
            releasing = true;
        } finally {
            lock.unlock();
        }
        // What releases one thing may use another that is still there.
        Binding here = Contexts.enter(this);
        try {
            holdings.releaseAll(failures);
        } finally {
            Contexts.exit(here);
            manager.ended(this);
            Throwable failure = failures.first();
            if (failure == null) {
                end.complete(null);
            } else {
                end.completeExceptionally(failure);
            }
        }
    }
}

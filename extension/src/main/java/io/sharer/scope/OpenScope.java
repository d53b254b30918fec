package io.sharer.scope;

import io.sharer.SharerEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One resource scope, from its opening until everything is released. See the package for its states.
 *
 * <p>Invariants: the last who leaves begins the end, and nobody joins after that. One thread releases:
 * {@link CodeAlong} says which.
 */
final class OpenScope {
    private final ScopeManager manager;
    private final String name;
    private final Holdings holdings;
    private final ScopeHandle first;
    private final CodeAlong code = new CodeAlong();
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Those who opened or joined it, and have not left; by identity, for they are all equal. The lock guards this, and
     * the next two.
     */
    private final Set<ScopeHandle> handles = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean ending;

    /** Whether somebody will be told by {@link #end} what the releases throw. */
    private boolean endIsAwaited;

    /** Told by who releases. */
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

    /** A scope that the calling thread opens, and is in from now on. */
    OpenScope(ScopeManager manager, String name) {
        this.manager = manager;
        this.name = name;
        this.holdings = new Holdings(
                "the resource scope '" + name + "'", manager.counts(), (what, circle) -> tellDeadlock(circle));
        Binding binding = Contexts.open(this);
        binding.handles = 1;
        this.first = new ScopeHandle(this, binding);
        handles.add(first);
    }

    private void tellDeadlock(String circle) {
        manager.observer().happened(new SharerEvent.DeadlockFound(name, System.nanoTime(), circle.strip()));
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

    /** Takes out all who have not left; under the lock. */
    private List<ScopeHandle> takeAllOut() {
        List<ScopeHandle> left = new ArrayList<>(handles);
        handles.clear();
        ending = true;
        return left;
    }

    // --- Where it goes along to ---

    /**
     * The calling thread begins to run code that this scope came along with.
     *
     * @throws IllegalStateException if the scope has ended
     */
    Binding enter() {
        if (!code.enter()) {
            throw ScopeMessages.endedBefore(name);
        }
        return Contexts.enter(this);
    }

    void exit(Binding entered) {
        Contexts.exit(entered);
        if (code.exit()) {
            releaseAndTell();
        }
    }

    /**
     * The scope ends after this outcome.
     *
     * @param isBehindThisThread whether the calling thread, by waiting for the outcome, would keep it from coming
     */
    void await(CompletableFuture<?> outcome, BooleanSupplier isBehindThisThread) {
        code.await(outcome, isBehindThisThread, this::releaseAndTell);
    }

    // --- The end ---

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

    /** Waits for the code that the scope went along to; {@code false} if somebody else releases. */
    private boolean awaitOthers() {
        if (Contexts.isCarriedHere(this) || code.isAnyBehindThisThread()) {
            passOn();
            return false;
        }
        return code.beginReleaseAfterAll(manager.patience(), this::warnOfCode);
    }

    private void warnOfCode() {
        ScopeLog.warning(ScopeMessages.notDoneInTime(name, manager.patience()), null);
    }

    /** As {@link #close}, but never waits. Nobody is kept waiting, so the code has all the time that it takes. */
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

    /** Ends it if all who have not left are dead threads; whether that was so. */
    boolean purge() {
        List<ScopeHandle> left;
        lock.lock();
        try {
            if (handles.isEmpty() || !handles.stream().allMatch(ScopeHandle::isOfDeadThread)) {
                return false;
            }
            left = takeAllOut();
        } finally {
            lock.unlock();
        }
        left.forEach(this::detach);
        manager.counts().leftBehind();
        ScopeLog.warning(ScopeMessages.leftBehind(name, first.threadName()), null);
        passOn();
        return true;
    }

    /**
     * Ends it with its application, whatever is still in it. A release that another thread is at is waited for.
     *
     * @param deadline until then, in the time of {@link System#nanoTime()}
     */
    void endWithApplication(long deadline) {
        if (!code.beginRelease()) {
            if (!Contexts.isCarriedHere(this)) {
                awaitRelease(deadline);
            }
            return;
        }
        List<ScopeHandle> left;
        lock.lock();
        try {
            left = takeAllOut();
        } finally {
            lock.unlock();
        }
        left.forEach(this::detach);
        manager.counts().leftBehind();
        ScopeLog.warning(ScopeMessages.openAtTheEnd(name, first.threadName()), null);
        releaseAndTell();
    }

    private void awaitRelease(long deadline) {
        try {
            end.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // Who releases tells it.
            return;
        } catch (TimeoutException e) {
            ScopeLog.warning(ScopeMessages.stillReleasing(name, first.threadName()), null);
        }
    }

    /** Whether some thread is at the release. */
    boolean isReleasing() {
        return code.isReleasing();
    }

    /** Leaves the end to the last of the code that the scope went along to; it comes now if there is none. */
    private void passOn() {
        if (code.passOn()) {
            releaseAndTell();
        }
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

    /** Releases all, by the one thread that is to. */
    private void release(Failures failures) {
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

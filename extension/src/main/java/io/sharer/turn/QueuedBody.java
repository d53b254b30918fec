package io.sharer.turn;

import io.sharer.spi.Transactions;
import io.sharer.waits.Blocker;
import io.sharer.waits.Blockers;
import io.sharer.waits.Stalled;
import io.sharer.waits.Wait;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A body in the queue, from its submission until its future is done.
 *
 * <p>Whoever goes on with it, see {@link BodyState}, ends its turn, once: the thread that runs it, the thread that
 * completes the stage it returned, or the one that withdraws it before it began.
 */
class QueuedBody<T extends @Nullable Object> extends ToldBody<T> implements Runnable, Stalled {
    final CallSettings settings;

    /** Whether nobody runs beside it. */
    final boolean alone;

    /** What it goes on with itself, if it was submitted from inside a turn. */
    final @Nullable Continuation outer;

    private volatile @Nullable Continuation continuation;

    private final TurnQueue queue;
    private final Callable<?> body;
    private final boolean returnsStage;

    private volatile @Nullable Future<?> timeOut;

    /** Its future was completed from outside, so a body that has not begun never will. */
    private volatile boolean withdrawn;

    /** Somebody interrupts it. */
    private volatile boolean interrupted;

    /** What has the turn after the body has returned. */
    private volatile @Nullable ReturnedStage stage;

    /** The thread that is just giving this body to the executor. */
    private @Nullable Thread dispatcher;

    private boolean leftToDispatcher;

    /**
     * A body for the queue.
     *
     * @param returnsStage whether the turn lasts until the stage, or done future, that the body returns is done
     * @param future to be completed; {@code null} if nobody wants to know
     */
    QueuedBody(
            TurnQueue queue,
            Callable<?> body,
            boolean returnsStage,
            @Nullable TurnFuture<T> future,
            Object label,
            CallSettings settings) {
        super(queue, future, label, settings.read());
        this.outer = future == null ? RunningTurn.continuation() : future.continued();
        this.queue = queue;
        this.settings = settings;
        this.alone = queue.isAlone(read);
        this.body = body;
        this.returnsStage = returnsStage;
        if (future != null) {
            future.belongsTo(this);
        }
    }

    // --- From queued to claimed ---

    /** Gives the body to the executor; returns its refusal, if it refuses. */
    @Nullable Throwable execute(Executor executor) {
        dispatcher = Thread.currentThread();
        try {
            executor.execute(this);
            return null;
        } catch (RuntimeException | Error refusal) {
            return refusal;
        } finally {
            dispatcher = null;
        }
    }

    /** What the turn waits for while it runs on no thread, as far as can be seen. */
    @Nullable Wait stageWait() {
        ReturnedStage pending = stage;
        return pending == null ? null : pending.waits();
    }

    /** Who has to act before the body is done. */
    public Blockers blockers() {
        if (isWaiting()) {
            return queue.blockers();
        }
        Thread thread = runner();
        Supplier<String> what = () -> TurnMessages.describe(label) + ", queued in '" + queue.name() + "'";
        Blocker blocker;
        if (thread != null) {
            blocker = Blocker.running(what, thread);
        } else if (isClaimed()) {
            // An outcome reaches its future by itself.
            blocker = Blocker.suspended(what, isOver() ? null : stageWait());
        } else {
            blocker = asUnbegun(what);
        }
        return new Blockers(true, List.of(blocker));
    }

    /** The body while it has its turn and no thread has begun it. */
    Blocker asUnbegun(Supplier<String> what) {
        DedicatedThread dedicated = queue.config().dedicatedThread();
        if (dedicated == null) {
            return Blocker.stalled(what, this);
        }
        Thread its = dedicated.thread();
        return its == null ? Blocker.suspended(what, null) : Blocker.running(what, its);
    }

    /** Whether the executor ran the body on the thread that gave it, which therefore has to run it after all. */
    boolean isLeftToDispatcher() {
        return leftToDispatcher;
    }

    /** Run by the executor. */
    @Override
    public void run() {
        if (dispatcher == Thread.currentThread()) {
            leftToDispatcher = true;
        } else {
            BodyThread.runAll(this);
        }
    }

    /**
     * Starts the time-out of a body that has joined the line.
     *
     * @param given when it came, if the queue is given its time
     */
    void startTimeOut(TurnTimer timer, long given) {
        long since = timer.isGiven() ? given : timer.now();
        timeOut = timer.scheduleAt(() -> queue.timeOut(this), since + settings.timeoutNanos());
        if (!isWaiting()) {
            stopTimeOut();
        }
    }

    private void stopTimeOut() {
        Future<?> running = timeOut;
        if (running != null) {
            running.cancel(false);
        }
    }

    /** The next of a chain of bodies that have a turn, which this one leaves. */
    @Nullable QueuedBody<?> takeNext() {
        QueuedBody<?> next = (QueuedBody<?>) behind;
        behind = null;
        return next;
    }

    @Override
    boolean mayPass() {
        return false;
    }

    @Override
    boolean needsNoPlace(CallSettings ignored) {
        return false;
    }

    /** Tell of the transaction that one who waits for this is in. */
    Transactions transactions() {
        return queue.config().transactions();
    }

    /** Whether it may wait for a moment where only those find it who look after the line. */
    boolean mayArrive() {
        return true;
    }

    /** Whether it may lose its place to a newer one. */
    boolean mayBeDropped() {
        return true;
    }

    /** Takes the body out of the queue, if it has not begun, because its future is being completed from outside. */
    void withdraw() {
        withdrawn = true;
        stopTimeOut();
        queue.withdraw(this);
    }

    /** As {@link #withdraw()}; what a body that has begun throws from now on is the cancelling's doing. */
    void withdrawCancelled() {
        noteCancelled();
        withdraw();
    }

    /** Ends the body early if it has begun, after its future was cancelled. */
    void cancelBegun(boolean interrupt) {
        if (interrupt) {
            queue.contention().interrupts.interrupt(this);
        }
        cancelStage();
    }

    /** It is interrupted, on the thread that has claimed it. */
    void noteInterrupt() {
        interrupted = true;
    }

    void cancelStage() {
        ReturnedStage pending = stage;
        if (pending != null) {
            pending.cancel();
        }
    }

    /** Ends the stage that has the turn, if one has, because the queue ends. */
    void endStage(Throwable why) {
        ReturnedStage pending = stage;
        if (pending != null) {
            pending.cancel(why);
        }
    }

    // --- The turn ---

    @Override
    public boolean mayRunHere() {
        return !transactions().isSurelyActive();
    }

    @Override
    public void runHere() {
        BodyThread.runOne(this, queue);
    }

    /**
     * Runs the body, which was claimed; returns another that falls to this thread.
     *
     * @param goesOn whether this thread may go on with the next
     */
    @Nullable QueuedBody<?> takeTurn(boolean goesOn, RunningTurn noted) {
        stopTimeOut();
        if (withdrawn) {
            queue.contention().countCancelled();
            return queue.end(this, goesOn);
        }
        queue.begin(this, noted);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Object value = null;
        Throwable failure = null;
        try {
            value = body.call();
        } catch (Throwable thrown) { // whatever it is, the turn must end and the future must tell it
            failure = thrown;
        }
        queue.ran(this, noted);
        if (returnsStage && failure == null) {
            if (value == null) {
                failure = TurnMessages.nullStage(queue.name(), TurnMessages.describe(label));
            } else if (value instanceof CompletionStage<?> returned) {
                ReturnedStage pending = leaveBehind(returned);
                if (pending == null || !pending.isMineToEnd()) {
                    return null;
                }
                value = pending.value();
                failure = pending.failure();
            } else {
                try {
                    value = valueOf((Future<?>) value);
                } catch (Throwable thrown) { // as above
                    failure = thrown;
                }
            }
        }
        queue.holders().suspend(Thread.currentThread(), this);
        boolean awaited = isAwaited();
        QueuedBody<?> next = queue.end(this, goesOn && !awaited);
        endContinuations();
        if (next != null && !awaited && isAwaited()) {
            // Somebody has come meanwhile whose code may take its time.
            next = queue.dispatcher().dispatch(next);
        }
        if (awaited && Helping.isHelping()) {
            // The thread is inside the turn of the body beneath, and the executor may have no other.
            tellOnOwnThread(value, failure);
        } else {
            tell(value, failure);
        }
        return next;
    }

    /** For what the body, which runs, has others do. */
    Continuation continuation() {
        Continuation known = continuation;
        if (known == null) {
            // Only the thread inside the body comes here.
            known = new Continuation(queue, this, outer);
            continuation = known;
        }
        return known;
    }

    /** Whether the turn may be left to a stage, or has been. */
    boolean mayBeLeft() {
        return returnsStage;
    }

    /** The calling thread has gone on with the turn, and leaves it to the stage again. */
    void leaveAgain() {
        ReturnedStage pending = stage;
        Wait again = pending == null ? null : pending.willBeLeft();
        queue.leave(this);
        tellContinuations();
        if (pending != null) {
            pending.leftAgain(again);
        }
    }

    private void endContinuations() {
        Continuation others = continuation;
        if (others != null) {
            others.end();
        }
    }

    private void tellContinuations() {
        Continuation others = continuation;
        if (others != null) {
            others.left();
        }
    }

    private @Nullable Object valueOf(Future<?> returned) throws Throwable {
        if (!returned.isDone()) {
            throw TurnMessages.pendingFuture(queue.name(), TurnMessages.describe(label));
        }
        try {
            return returned.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause == null ? e : cause;
        }
    }

    /** Leaves the turn to the stage, or returns that if it is done, so that this thread ends the turn. */
    private @Nullable ReturnedStage leaveBehind(CompletionStage<?> returned) {
        ReturnedStage pending = new ReturnedStage(this, returned);
        stage = pending;
        queue.suspend(this);
        if (!pending.leaveBehind()) {
            return pending;
        }
        tellContinuations();
        if (isCancelled()) {
            // The cancelling thread may have come before the stage was known.
            pending.cancel();
        }
        return null;
    }

    /** Ends the turn on the thread that completed the stage, and has the future completed on the executor. */
    void endDetached(@Nullable Object value, @Nullable Throwable failure) {
        // The thread is its owner's, and so is an interrupt of it.
        boolean interrupted = Thread.interrupted();
        try {
            QueuedBody<?> next = queue.end(this, false);
            endContinuations();
            tellElsewhere(value, failure);
            BodyThread.runAll(next);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Fails the future, of a body that will not run or whose end is not waited for. Code that waits for it does not run
     * on this thread, which may be inside another turn, or have other bodies to fail.
     */
    void fail(Throwable failure) {
        withdrawn = true;
        stopTimeOut();
        refuse(failure);
    }

    /**
     * As {@link #fail}, for who means it: that nobody has the future who could be told is no news then. Code that waits
     * for it runs on another thread also where the executor runs all on its caller, whose time is not that code's.
     */
    void failCancelled(CancellationException why) {
        noteCancelled();
        withdrawn = true;
        stopTimeOut();
        refuseCancelled(why);
    }

    /** What {@code shutdownNow} gives back: runs the body, outside any turn. */
    Runnable asLeftOver() {
        return () -> {
            try {
                body.call();
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        };
    }
}

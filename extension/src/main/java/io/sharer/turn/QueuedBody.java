package io.sharer.turn;

import io.sharer.waits.Blocker;
import io.sharer.waits.Blockers;
import io.sharer.waits.Stalled;
import io.sharer.waits.Wait;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A body in the queue, from its submission until its future is done.
 *
 * <p>It is queued, then has the turn and is dispatched, then claimed. Whoever claims it ends its turn, once: the thread
 * that runs it, the thread that completes the stage it returned, or the one that withdraws it before it began.
 */
class QueuedBody<T extends @Nullable Object> extends Waiting implements Runnable, Stalled {
    private static final System.Logger LOG = System.getLogger("io.sharer");
    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED = MethodHandles.lookup().findVarHandle(QueuedBody.class, "claimed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What the body is called in messages. */
    final Object label;

    final CallSettings settings;

    /** Whether nobody runs beside it. */
    final boolean alone;

    private final TurnQueue queue;
    private final Callable<?> body;
    private final boolean returnsStage;
    private final @Nullable TurnFuture<T> future;

    /** It has a turn. */
    volatile boolean dispatched;

    private volatile boolean claimed;
    private volatile @Nullable Future<?> timeOut;

    /** Its future was completed from outside, so a body that has not begun never will. */
    private volatile boolean withdrawn;

    private volatile boolean cancelled;

    /** The thread inside the body. Cleared under the line's mutex, so that an interrupt cannot come late. */
    private volatile @Nullable Thread runner;

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
        super(settings.read());
        this.queue = queue;
        this.settings = settings;
        this.alone = queue.isAlone(read);
        this.body = body;
        this.returnsStage = returnsStage;
        this.future = future;
        this.label = label;
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
        Thread thread = runner;
        if (inLine) {
            return queue.blockers();
        }
        String what =
                TurnMessages.describe(label) + ", queued in '" + queue.config().name() + "'";
        Blocker blocker;
        if (thread != null) {
            blocker = Blocker.running(what, thread);
        } else {
            blocker = claimed ? Blocker.suspended(what, stageWait()) : asUnbegun(what);
        }
        return new Blockers(true, List.of(blocker));
    }

    /** The body while it has its turn and no thread has begun it. */
    Blocker asUnbegun(String what) {
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

    boolean claim() {
        if (claimed || !CLAIMED.compareAndSet(this, false, true)) {
            return false;
        }
        stopTimeOut();
        return true;
    }

    /** Starts the time-out of a body that has joined the line. */
    void startTimeOut(TurnTimer timer) {
        timeOut = timer.schedule(() -> queue.timeOut(this), settings.timeoutNanos());
        if (claimed || withdrawn) {
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

    /** Whether it may lose its place to a newer one. */
    boolean mayBeDropped() {
        return true;
    }

    @Nullable Thread runner() {
        return runner;
    }

    boolean isClaimed() {
        return claimed;
    }

    /** Takes the body out of the queue, if it has not begun, because its future is being completed from outside. */
    void withdraw() {
        withdrawn = true;
        stopTimeOut();
        queue.withdraw(this);
    }

    /** As {@link #withdraw()}; what a body that has begun throws from now on is the cancelling's doing. */
    void withdrawCancelled() {
        cancelled = true;
        withdraw();
    }

    /** Ends the body early if it has begun, after its future was cancelled. */
    void cancelBegun(boolean interrupt) {
        if (interrupt) {
            queue.contention().interrupt(this);
        }
        cancelStage();
    }

    /** Under the line's mutex. */
    void interruptRunner() {
        Thread thread = runner;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Under the line's mutex. */
    void forgetRunner() {
        runner = null;
    }

    void cancelStage() {
        ReturnedStage pending = stage;
        if (pending != null) {
            pending.cancel();
        }
    }

    // --- The turn ---

    @Override
    public void runHere() {
        BodyThread.runOne(this, queue);
    }

    /** Runs the body, which was claimed; returns another that falls to this thread. */
    @Nullable QueuedBody<?> takeTurn() {
        runner = Thread.currentThread();
        if (withdrawn) {
            return queue.end(this, true);
        }
        queue.begin(this);
        Object value = null;
        Throwable failure = null;
        try {
            value = body.call();
        } catch (Throwable thrown) { // whatever it is, the turn must end and the future must tell it
            failure = thrown;
        }
        if (returnsStage && failure == null) {
            if (value == null) {
                failure = TurnMessages.nullStage(queue.config().name(), TurnMessages.describe(label));
            } else if (value instanceof CompletionStage<?> returned) {
                ReturnedStage pending = leaveBehind(returned);
                if (pending == null) {
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
        QueuedBody<?> next = queue.end(this, future == null || future.isDone());
        Thread.interrupted();
        tell(value, failure);
        return next;
    }

    private @Nullable Object valueOf(Future<?> returned) throws Throwable {
        if (!returned.isDone()) {
            throw TurnMessages.pendingFuture(queue.config().name(), TurnMessages.describe(label));
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
        Thread.interrupted();
        if (!pending.leaveBehind()) {
            return pending;
        }
        if (cancelled) {
            // The cancelling thread may have come before the stage was known.
            pending.cancel();
        }
        return null;
    }

    /** Ends the turn on the thread that completed the stage, and has the future completed on the executor. */
    void endDetached(@Nullable Object value, @Nullable Throwable failure) {
        QueuedBody<?> next = queue.end(this, false);
        Runnable settlement = () -> settle(value, failure);
        try {
            queue.completions().execute(settlement);
        } catch (RuntimeException | Error refusal) {
            settlement.run();
        }
        BodyThread.runAll(next);
    }

    /** Tells the outcome, after the turn, where code of others may run. */
    void tell(@Nullable Object value, @Nullable Throwable failure) {
        DedicatedThread dedicated = queue.config().dedicatedThread();
        if (dedicated == null || future == null) {
            settle(value, failure);
        } else {
            dedicated.settlements().give(queue.completions(), () -> settle(value, failure));
        }
    }

    /** Tells the outcome, after the turn. */
    private void settle(@Nullable Object value, @Nullable Throwable failure) {
        boolean told = future != null && future.settle(value, failure);
        if (!told && failure != null && !(cancelled && isOfCancelling(failure))) {
            String text = TurnMessages.unseenFailure(queue.config().name(), TurnMessages.describe(label));
            LOG.log(System.Logger.Level.ERROR, text, failure);
        }
    }

    private static boolean isOfCancelling(Throwable failure) {
        return failure instanceof CancellationException || failure instanceof InterruptedException;
    }

    /** Fails the future, of a body that will not run or whose end is not waited for. */
    void fail(Throwable failure) {
        withdrawn = true;
        stopTimeOut();
        refuse(failure);
    }

    /** Tells why the body does not run, or is not waited for. */
    void refuse(Throwable failure) {
        DedicatedThread dedicated = queue.config().dedicatedThread();
        if (future == null) {
            settle(null, failure);
        } else if (dedicated != null && dedicated.isCurrent()) {
            dedicated.settlements().give(queue.completions(), () -> future.settle(null, failure));
        } else {
            future.settle(null, failure);
        }
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

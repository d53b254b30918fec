package io.sharer.turn;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
final class QueuedBody<T extends @Nullable Object> extends Waiting implements Runnable {
    private static final System.Logger LOG = System.getLogger("io.sharer");
    private static final VarHandle CLAIMED;
    private static final VarHandle STAGE_PHASE;

    private static final int NO_STAGE = 0;
    private static final int LEFT_BEHIND = 1;
    private static final int STAGE_DONE = 2;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CLAIMED = lookup.findVarHandle(QueuedBody.class, "claimed", boolean.class);
            STAGE_PHASE = lookup.findVarHandle(QueuedBody.class, "stagePhase", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What the body is called in messages. */
    final Object label;

    private final TurnQueue queue;
    private final Callable<?> body;
    private final boolean returnsStage;
    private final @Nullable TurnFuture<T> future;

    private volatile boolean claimed;

    /** Its future was completed from outside, so a body that has not begun never will. */
    private volatile boolean withdrawn;

    private volatile boolean cancelled;

    /** The thread inside the body. Cleared under the line's mutex, so that an interrupt cannot come late. */
    private volatile @Nullable Thread runner;

    private volatile @Nullable CompletionStage<?> stage;

    /**
     * Who ends the turn: the running thread if it finds the stage done, the stage if that thread has left it behind.
     */
    @SuppressWarnings("UnusedVariable") // read through STAGE_PHASE
    private volatile int stagePhase;

    private @Nullable Object stageValue;
    private @Nullable Throwable stageFailure;

    /** The thread that is just giving this body to the executor. */
    private @Nullable Thread dispatcher;

    private boolean leftToDispatcher;

    /**
     * A body for the queue.
     *
     * @param returnsStage whether the turn lasts until the stage, or done future, that the body returns is done
     * @param future to be completed; {@code null} if nobody wants to know
     */
    QueuedBody(TurnQueue queue, Callable<?> body, boolean returnsStage, @Nullable TurnFuture<T> future, Object label) {
        this.queue = queue;
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
            runAll(this);
        }
    }

    boolean claim() {
        return !claimed && CLAIMED.compareAndSet(this, false, true);
    }

    boolean isClaimed() {
        return claimed;
    }

    /** Takes the body out of the queue, if it has not begun, because its future is being completed from outside. */
    void withdraw() {
        withdrawn = true;
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
            queue.interrupt(this);
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
        CompletionStage<?> pending = stage;
        if (pending == null) {
            return;
        }
        try {
            pending.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "A stage cannot be cancelled, so its turn lasts until it is done.", e);
        }
    }

    // --- The turn ---

    /** Runs a body that has the turn, and those after it that fall to this thread. */
    static void runAll(@Nullable QueuedBody<?> first) {
        if (first == null) {
            return;
        }
        // A body never meets an interrupt that was meant for something else, and leaves none to the thread.
        boolean interrupted = Thread.interrupted();
        QueuedBody<?> next = first;
        while (next != null && next.claim()) {
            next = next.takeTurn();
            Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable QueuedBody<?> takeTurn() {
        runner = Thread.currentThread();
        if (withdrawn) {
            return queue.end(this, true);
        }
        queue.begin(Thread.currentThread(), label);
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
                if (leaveBehind(returned)) {
                    return null;
                }
                value = stageValue;
                failure = stageFailure;
            } else {
                try {
                    value = valueOf((Future<?>) value);
                } catch (Throwable thrown) { // as above
                    failure = thrown;
                }
            }
        }
        QueuedBody<?> next = queue.end(this, future == null || future.isDone());
        Thread.interrupted();
        settle(value, failure);
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

    /** Leaves the turn to the stage; false if that is done already, so that this thread ends the turn. */
    private boolean leaveBehind(CompletionStage<?> returned) {
        queue.suspend(this);
        Thread.interrupted();
        stage = returned;
        try {
            returned.whenComplete(this::stageDone);
        } catch (Throwable thrown) { // a stage of somebody else's making: its failure is the body's
            if (STAGE_PHASE.compareAndSet(this, NO_STAGE, STAGE_DONE)) {
                stageFailure = thrown;
            }
            return false;
        }
        if (!STAGE_PHASE.compareAndSet(this, NO_STAGE, LEFT_BEHIND)) {
            return false;
        }
        if (cancelled) {
            // The cancelling thread may have come before the stage was known.
            cancelStage();
        }
        return true;
    }

    private void stageDone(@Nullable Object value, @Nullable Throwable failure) {
        stageValue = value;
        stageFailure = unwrapped(failure);
        if (!STAGE_PHASE.compareAndSet(this, NO_STAGE, STAGE_DONE)
                && STAGE_PHASE.compareAndSet(this, LEFT_BEHIND, STAGE_DONE)) {
            endDetached();
        }
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }

    /** Ends the turn on the thread that completed the stage, and has the future completed on the executor. */
    private void endDetached() {
        QueuedBody<?> next = queue.end(this, false);
        Runnable settlement = () -> settle(stageValue, stageFailure);
        try {
            queue.executor().execute(settlement);
        } catch (RuntimeException | Error refusal) {
            settlement.run();
        }
        runAll(next);
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
        if (future == null) {
            settle(null, failure);
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

package io.sharer.turn;

import io.sharer.QueueStats;
import io.sharer.waits.Awaited;
import io.sharer.waits.Blockers;
import io.sharer.waits.Stalled;
import io.sharer.waits.WaitGraph;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who has a turn, and who is next: the states and transitions that {@link io.sharer.turn the package} describes. What
 * happens while there is a free turn for everybody is here; the rest is in {@link Contention}.
 */
final class TurnQueue extends TurnState implements Awaited {
    private static final VarHandle CONTENTION;
    private static final VarHandle TURNS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CONTENTION = lookup.findVarHandle(TurnQueue.class, "contention", Contention.class);
            TURNS = lookup.findVarHandle(TurnQueue.class, "turns", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final QueueConfig config;
    private final boolean exclusive;
    private final Holders holders = new Holders();
    private final Dispatcher dispatcher = new Dispatcher(this);
    private volatile @Nullable Contention contention;
    private long turns;

    TurnQueue(QueueConfig config) {
        super(config.permits());
        this.config = config;
        this.exclusive = config.permits() == 1;
    }

    QueueConfig config() {
        return config;
    }

    String name() {
        return config.name();
    }

    Holders holders() {
        return holders;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Contention contention() {
        if (contention == null) {
            CONTENTION.compareAndSet(this, null, new Contention(this, holders));
        }
        return Objects.requireNonNull(contention);
    }

    /** Whether this thread runs a body of this queue now. */
    boolean isHeldByCurrentThread() {
        return holders.includes(Thread.currentThread()) && !Helping.hides(this);
    }

    /** Whether nobody runs beside a turn of this kind. */
    boolean isAlone(boolean read) {
        return exclusive && !read;
    }

    // --- A thread takes a turn and ends it ---

    /**
     * Waits for a turn. The caller must not have one.
     *
     * @return to be given to {@link #release}; {@code null} for a turn that is held alone
     */
    @Nullable WaitingThread acquire(Object label, CallSettings settings) throws InterruptedException {
        Thread thread = Thread.currentThread();
        boolean read = settings.read();
        WaitingThread me = null;
        if (!takeFree(read)) {
            me = new WaitingThread(thread, label, read);
            if (!contention().takeOrJoin(me, settings)) {
                awaitTurn(me, settings);
            }
        }
        if (isAlone(read)) {
            holders.begin(thread, label);
            begun(true);
            return null;
        }
        WaitingThread holder = me == null ? new WaitingThread(thread, label, read) : me;
        begin(holder);
        return holder;
    }

    /** Notes that a thread runs in the turn it has. */
    void begin(WaitingThread holder) {
        boolean alone = isAlone(holder.read);
        if (alone) {
            holders.begin(holder.thread, holder.label);
        } else {
            holders.beginBeside(holder);
        }
        begun(alone);
    }

    /** Notes that this thread runs a body that has a turn. */
    void begin(QueuedBody<?> body) {
        holders.begin(Thread.currentThread(), body);
        begun(body.alone);
    }

    private void begun(boolean alone) {
        if (alone) {
            TURNS.setOpaque(this, turns + 1);
        } else {
            TURNS.getAndAdd(this, 1L);
        }
        Helping.begun(this);
    }

    /** Ends a thread's turn, and runs what the executor leaves to this thread. */
    void release(@Nullable WaitingThread holder) {
        boolean read = holder != null && holder.read;
        if (holder == null || isAlone(read)) {
            holders.end();
        } else {
            holders.endBeside(holder);
        }
        if (!giveBack(read)) {
            dispatcher.runAll(contention().handOver(null, read));
        }
    }

    private void awaitTurn(WaitingThread me, CallSettings settings) throws InterruptedException {
        Helping helping = Helping.whileWaitingFor(this);
        boolean interrupted = false;
        try {
            beginWait(me);
            while (me.status != WaitingThread.Status.GRANTED) {
                if (me.status == WaitingThread.Status.REFUSED) {
                    throw TurnMessages.leftOver(name());
                }
                if (me.status == WaitingThread.Status.WOKEN) {
                    contention().tryAsFirst(me);
                } else if (Thread.interrupted()) {
                    if (contention().leave(me, false)) {
                        throw new InterruptedException();
                    }
                    // The turn came first: it is taken, and its body meets the interrupt.
                    interrupted = true;
                } else {
                    park(me, settings, helping);
                }
            }
        } finally {
            WaitGraph.end();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void beginWait(WaitingThread me) {
        Optional<String> deadlock = WaitGraph.begin(this, me::isOutOfLine);
        if (deadlock.isPresent() && contention().leave(me, false)) {
            throw TurnMessages.deadlock(deadlock.get());
        }
    }

    private void park(WaitingThread me, CallSettings settings, @Nullable Helping helping) {
        long left = settings.isTimed() ? settings.timeoutNanos() - (System.nanoTime() - me.since) : Long.MAX_VALUE;
        if (left <= 0) {
            RuntimeException timedOut = contention().timedOut(settings.timeoutNanos());
            if (contention().leave(me, true)) {
                throw timedOut;
            }
        } else if (helping == null) {
            LockSupport.parkNanos(this, left);
        } else {
            Stalled body = helping.park(this, left);
            if (body != null) {
                WaitGraph.end();
                Helping.help(body);
                beginWait(me);
            }
        }
    }

    // --- A body is queued, and ends its turn ---

    /** Queues a body, or dispatches it at once if there is a free turn. */
    void enqueue(QueuedBody<?> body) throws InterruptedException {
        if (takeIdle(body.read) || contention().takeOrJoin(body, body.settings)) {
            holders.given(body);
            body.dispatched = true;
            dispatchAgain(body);
        } else if (body.settings.isTimed()) {
            body.startTimeOut(config.timer());
        }
    }

    /** Gives a body that has a turn to what runs bodies now, whoever was given it before. */
    void dispatchAgain(@Nullable QueuedBody<?> body) {
        BodyThread.runAll(dispatcher.dispatch(body));
    }

    /**
     * What runs bodies now: the dedicated thread if there is one, else the queue's executor or, while the queue is
     * drained, threads of our own.
     */
    Executor executor() {
        DedicatedThread dedicated = config.dedicatedThread();
        return dedicated == null ? completions() : dedicated;
    }

    /** Where futures complete. */
    Executor completions() {
        Contention c = contention;
        OwnThreads own = c == null ? null : c.drainThreads();
        return own == null ? config.completions() : own;
    }

    /** The body has returned a stage, which has the turn from now on. */
    void suspend(QueuedBody<?> body) {
        contention().forgetRunner(body);
        holders.suspend(Thread.currentThread(), body);
    }

    /**
     * Ends the turn of a body that was claimed.
     *
     * @param continueHere whether this thread may run the next body, because it is the executor's and has nothing to do
     * @return a body that this thread has to run next
     */
    @Nullable QueuedBody<?> end(QueuedBody<?> body, boolean continueHere) {
        return dispatcher.dispatch(endUnrun(body), continueHere);
    }

    /** Ends the turn of a body that was claimed and has not run. */
    Handover endUnrun(QueuedBody<?> body) {
        holders.end(body);
        return contention().handOver(body, body.read);
    }

    /** Takes a body whose future is being completed from outside out of the queue, wherever it is by now. */
    void withdraw(QueuedBody<?> body) {
        if (contention().withdraw(body)) {
            BodyThread.runAll(end(body, false));
        }
    }

    /** Takes a body out of line that has waited for too long, and fails it. */
    void timeOut(QueuedBody<?> body) {
        RuntimeException timedOut = contention().timedOut(body.settings.timeoutNanos());
        if (contention().leave(body, true)) {
            body.fail(timedOut);
        }
    }

    // --- What is told ---

    long turns() {
        return (long) TURNS.getOpaque(this);
    }

    @Override
    public Blockers blockers() {
        return contention().blockers();
    }

    @Override
    public String description() {
        return "a turn in the queue '" + name() + "'";
    }

    QueueStats stats() {
        Contention c = contention;
        return c == null
                ? new QueueStats(name(), 0, TurnState.holders(get()), turns(), 0, 0, 0, Duration.ZERO)
                : c.stats();
    }
}

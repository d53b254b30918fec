package io.sharer.turn;

import io.sharer.QueueStats;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Who has the turn, and who is next: the states and transitions that {@link io.sharer.turn the package} describes. */
final class TurnQueue {
    private static final int HELD = 1;
    private static final int WAITERS = 2;
    private static final int STRICT = 4;
    private static final int WOKEN = 8;
    private static final int CLOSED = 16;

    private static final VarHandle STATE;
    private static final VarHandle LINE;
    private static final VarHandle TURNS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(TurnQueue.class, "state", int.class);
            LINE = lookup.findVarHandle(TurnQueue.class, "line", WaitingLine.class);
            TURNS = lookup.findVarHandle(TurnQueue.class, "turns", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final QueueConfig config;
    private volatile int state;
    private volatile @Nullable WaitingLine line;

    /** The queued body that has the turn, from its dispatch on. */
    private volatile @Nullable QueuedBody<?> current;

    private @Nullable Thread owner;
    private @Nullable Object label;
    private long turns;

    TurnQueue(QueueConfig config) {
        this.config = config;
    }

    QueueConfig config() {
        return config;
    }

    /** Whether this thread runs a body of this queue now. */
    boolean isHeldByCurrentThread() {
        return owner == Thread.currentThread();
    }

    // --- A thread takes a turn and ends it ---

    /** Waits for a turn. The caller must not have it. */
    void acquire(Object body) throws InterruptedException {
        int s = state;
        if ((s & (HELD | STRICT | CLOSED)) != 0 || !STATE.compareAndSet(this, s, s | HELD)) {
            WaitingThread me = new WaitingThread(Thread.currentThread(), body, false);
            if (!takeOrJoin(me)) {
                awaitTurn(me);
            }
        }
        begin(Thread.currentThread(), body);
    }

    /** Ends this thread's turn, and runs what the executor leaves to this thread. */
    void release() {
        retire();
        int s = state;
        while ((s & (WAITERS | CLOSED)) == 0 || (s & (WOKEN | STRICT | CLOSED)) == WOKEN) {
            if (STATE.compareAndSet(this, s, s & ~HELD)) {
                return;
            }
            s = state;
        }
        passOn();
    }

    /** Notes who runs in the turn, which the caller has. */
    void begin(Thread thread, Object body) {
        owner = thread;
        label = body;
        TURNS.setOpaque(this, turns + 1);
    }

    /** Notes that nobody runs in the turn any more, and keeps nothing of the body. */
    private void retire() {
        owner = null;
        label = null;
    }

    private void awaitTurn(WaitingThread me) throws InterruptedException {
        boolean interrupted = false;
        while (me.status != WaitingThread.Status.GRANTED) {
            switch (me.status) {
                case WOKEN -> tryAsFirst(me);
                case REFUSED -> throw TurnMessages.leftOver(config.name());
                default -> {
                    if (Thread.interrupted()) {
                        if (leave(me)) {
                            throw new InterruptedException();
                        }
                        // The turn came first: it is taken, and its body meets the interrupt.
                        interrupted = true;
                    } else {
                        LockSupport.park(this);
                    }
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // --- A body is queued ---

    /** Queues a body, or dispatches it at once if the turn is free. */
    void enqueue(QueuedBody<?> body) {
        if (takeFree() || takeOrJoin(body)) {
            dispatched(body);
            QueuedBody.runAll(dispatch(body));
        }
    }

    private boolean takeFree() {
        return STATE.compareAndSet(this, 0, HELD);
    }

    /** The body has returned a stage, which has the turn from now on. */
    void suspend(QueuedBody<?> body) {
        WaitingLine l = line();
        l.mutex.lock();
        try {
            body.forgetRunner();
        } finally {
            l.mutex.unlock();
        }
        owner = null;
    }

    /**
     * Ends the turn of a body that was claimed.
     *
     * @param continueHere whether this thread may run the next body, because it is the executor's and has nothing to do
     * @return a body that this thread has to run next
     */
    @Nullable QueuedBody<?> end(QueuedBody<?> body, boolean continueHere) {
        retire();
        current = null;
        QueuedBody<?> next = handOver(body);
        return continueHere ? next : dispatch(next);
    }

    /** Takes a body whose future is being completed from outside out of the queue, wherever it is by now. */
    void withdraw(QueuedBody<?> body) {
        WaitingLine l = line();
        boolean claimed = false;
        l.mutex.lock();
        try {
            if (body.inLine) {
                l.remove(body, System.nanoTime());
                l.cancelled++;
                refreshFlags(l);
            } else if (body == current && body.claim()) {
                // It has the turn, but no thread has begun it.
                l.cancelled++;
                claimed = true;
            }
        } finally {
            l.mutex.unlock();
        }
        if (claimed) {
            QueuedBody.runAll(end(body, false));
        }
    }

    /** Interrupts the thread that is inside the body, if one is. */
    void interrupt(QueuedBody<?> body) {
        WaitingLine l = line();
        l.mutex.lock();
        try {
            body.interruptRunner();
        } finally {
            l.mutex.unlock();
        }
    }

    // --- The line ---

    /** Takes the turn if it is free for this one, else joins the line. */
    boolean takeOrJoin(Waiting node) {
        boolean body = node instanceof QueuedBody;
        boolean last = node instanceof WaitingThread waiter && waiter.last;
        WaitingLine l = line();
        RejectedExecutionException refusal;
        l.mutex.lock();
        try {
            while (true) {
                int s = state;
                if ((s & CLOSED) != 0 && !last) {
                    l.rejected++;
                    refusal = TurnMessages.closed(config.name());
                    break;
                }
                boolean first = (s & WAITERS) == 0 || ((s & STRICT) == 0 && !body && !last);
                if ((s & HELD) == 0 && first) {
                    if (STATE.compareAndSet(this, s, s | HELD)) {
                        return true;
                    }
                } else if (config.capacity() != 0 && !last && l.length() >= config.capacity()) {
                    l.rejected++;
                    refusal = TurnMessages.full(config.name(), l.length(), holder(l));
                    break;
                } else if (STATE.compareAndSet(this, s, s | WAITERS | (body ? STRICT : 0))) {
                    long now = System.nanoTime();
                    l.append(node, now);
                    l.stampHolder((long) TURNS.getOpaque(this), now);
                    return false;
                }
            }
        } finally {
            l.mutex.unlock();
        }
        throw refusal;
    }

    /** The first in line, woken, tries to take the turn. */
    private void tryAsFirst(WaitingThread me) {
        WaitingLine l = line();
        l.mutex.lock();
        try {
            while (me.status == WaitingThread.Status.WOKEN) {
                int s = state;
                long now = System.nanoTime();
                if ((s & HELD) != 0) {
                    // Overtaken. The next release shall look after the line, and hand over if this goes on for too
                    // long.
                    int strict = l.firstIsStarving(now) ? STRICT : 0;
                    if (STATE.compareAndSet(this, s, (s & ~WOKEN) | strict)) {
                        me.status = WaitingThread.Status.WAITING;
                    }
                } else if (STATE.compareAndSet(this, s, s | HELD)) {
                    l.serve(me, now);
                    me.status = WaitingThread.Status.GRANTED;
                    state = HELD | (s & CLOSED) | flags(l);
                }
            }
        } finally {
            l.mutex.unlock();
        }
    }

    /** A thread leaves the line without its turn; false if the turn has come or been refused before that. */
    boolean leave(WaitingThread me) {
        WaitingLine l = line();
        boolean passOn = false;
        l.mutex.lock();
        try {
            if (!me.inLine) {
                return false;
            }
            l.remove(me, System.nanoTime());
            l.cancelled++;
            if (me.status == WaitingThread.Status.WOKEN) {
                // The wake-up was for whoever is first: pass it on, or leave it to the holder if there is one by now.
                passOn = takeTurnOrClearWoken();
            }
            if (!passOn) {
                refreshFlags(l);
            }
        } finally {
            l.mutex.unlock();
        }
        if (passOn) {
            passOn();
        }
        return true;
    }

    private boolean takeTurnOrClearWoken() {
        while (true) {
            int s = state;
            boolean free = (s & HELD) == 0;
            if (STATE.compareAndSet(this, s, free ? (s & ~WOKEN) | HELD : s & ~WOKEN)) {
                return free;
            }
        }
    }

    private static int flags(WaitingLine l) {
        return (l.isEmpty() ? 0 : WAITERS) | (l.isStrict() ? STRICT : 0);
    }

    /** After a removal by one who need not have the turn. */
    private void refreshFlags(WaitingLine l) {
        int s;
        int refreshed;
        do {
            s = state;
            refreshed = (s & (HELD | WOKEN | CLOSED)) | flags(l);
        } while (!STATE.compareAndSet(this, s, refreshed));
    }

    // --- The turn goes to the next ---

    private void passOn() {
        QueuedBody.runAll(dispatch(handOver(null)));
    }

    /**
     * Gives the turn, which the caller has, to the first in line. If that is a body, it has the turn when this returns,
     * and the caller must {@link #dispatch} it.
     */
    private @Nullable QueuedBody<?> handOver(@Nullable QueuedBody<?> ended) {
        WaitingLine l = line();
        Thread wake = null;
        QueuedBody<?> next = null;
        boolean over = false;
        l.mutex.lock();
        try {
            if (ended != null) {
                ended.forgetRunner();
            }
            int closed = state & CLOSED;
            Waiting first = l.first();
            if (first == null) {
                state = closed;
                over = closed != 0;
            } else {
                long now = System.nanoTime();
                if (first instanceof QueuedBody<?> body) {
                    l.serve(body, now);
                    next = body;
                    dispatched(body);
                    state = HELD | closed | flags(l);
                } else {
                    WaitingThread waiter = (WaitingThread) first;
                    if (closed != 0 || waiter.last || (state & STRICT) != 0 || l.firstIsStarving(now)) {
                        l.serve(waiter, now);
                        waiter.status = WaitingThread.Status.GRANTED;
                        state = HELD | closed | flags(l);
                    } else {
                        waiter.status = WaitingThread.Status.WOKEN;
                        state = WOKEN | flags(l);
                    }
                    wake = waiter.thread;
                }
            }
        } finally {
            l.mutex.unlock();
        }
        if (wake != null) {
            LockSupport.unpark(wake);
        }
        if (over) {
            l.ended.complete(null);
        }
        return next;
    }

    private void dispatched(QueuedBody<?> body) {
        current = body;
    }

    /**
     * Gives a body that has the turn to the executor. A body that the executor would run on this very thread is
     * returned instead, so that a chain of them makes no deep stack.
     */
    private @Nullable QueuedBody<?> dispatch(@Nullable QueuedBody<?> body) {
        QueuedBody<?> next = body;
        while (next != null) {
            Executor executor = executor();
            Throwable refusal = next.execute(executor);
            if (refusal == null) {
                return next.isLeftToDispatcher() ? next : null;
            }
            if (executor == executor()) {
                if (!next.claim()) {
                    return null;
                }
                QueuedBody<?> refused = next;
                current = null;
                next = handOver(refused);
                refused.fail(TurnMessages.executorRefused(config.name(), refusal));
            }
        }
        return null;
    }

    /** What runs bodies now: the queue's executor or, while the queue is drained, threads of our own. */
    Executor executor() {
        WaitingLine l = line;
        OwnThreads own = l == null ? null : l.drainThreads;
        return own == null ? config.executor() : own;
    }

    // --- The end ---

    /** Takes nothing new from now on. */
    void refuseNew() {
        WaitingLine l = line();
        boolean ended;
        l.mutex.lock();
        try {
            int s;
            do {
                s = state;
            } while (!STATE.compareAndSet(this, s, s | CLOSED));
            ended = (s & (HELD | WAITERS)) == 0;
        } finally {
            l.mutex.unlock();
        }
        if (ended) {
            l.ended.complete(null);
        }
    }

    boolean isClosed() {
        return (state & CLOSED) != 0;
    }

    /** Done when the queue is closed and its last turn is over. */
    CompletableFuture<@Nullable Void> ended() {
        return line().ended;
    }

    /** From now on bodies run on threads of our own, also the one that the executor was given and has not begun. */
    void beginDrain() {
        WaitingLine l = line();
        l.mutex.lock();
        try {
            if (l.drains++ == 0) {
                l.drainThreads = new OwnThreads("sharer-drain-" + config.name());
            }
        } finally {
            l.mutex.unlock();
        }
        QueuedBody<?> dispatched = current;
        if (dispatched != null && !dispatched.isClaimed()) {
            QueuedBody.runAll(dispatch(dispatched));
        }
    }

    void endDrain() {
        WaitingLine l = line();
        OwnThreads done = null;
        l.mutex.lock();
        try {
            if (--l.drains == 0) {
                done = l.drainThreads;
                l.drainThreads = null;
            }
        } finally {
            l.mutex.unlock();
        }
        if (done != null) {
            done.shutdown();
        }
    }

    /** Takes all but one out of line, to fail them; threads wake up refused, bodies are returned. */
    List<QueuedBody<?>> abandon(@Nullable WaitingThread allBut) {
        WaitingLine l = line();
        List<QueuedBody<?>> bodies = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        boolean passOn = false;
        l.mutex.lock();
        try {
            long now = System.nanoTime();
            for (Waiting node : l.allBut(allBut)) {
                l.remove(node, now);
                l.cancelled++;
                if (node instanceof QueuedBody<?> body) {
                    bodies.add(body);
                } else {
                    WaitingThread waiter = (WaitingThread) node;
                    passOn |= waiter.status == WaitingThread.Status.WOKEN && takeTurnOrClearWoken();
                    waiter.status = WaitingThread.Status.REFUSED;
                    threads.add(waiter.thread);
                }
            }
            if (!passOn) {
                refreshFlags(l);
            }
        } finally {
            l.mutex.unlock();
        }
        threads.forEach(LockSupport::unpark);
        if (passOn) {
            passOn();
        }
        return bodies;
    }

    /** Interrupts the running body, whoever runs it, or cancels the stage that it waits for. */
    void interruptHolder() {
        WaitingLine l = line();
        QueuedBody<?> body;
        l.mutex.lock();
        try {
            body = current;
            Thread thread = owner;
            // A release of a closed queue needs the mutex, so this cannot hit what the thread does after its turn.
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            l.mutex.unlock();
        }
        if (body != null) {
            body.cancelStage();
        }
    }

    /** The queued body that has the turn, if it is one. */
    @Nullable QueuedBody<?> current() {
        return current;
    }

    // --- What is told ---

    int length() {
        WaitingLine l = line;
        if (l == null) {
            return 0;
        }
        l.mutex.lock();
        try {
            return l.length();
        } finally {
            l.mutex.unlock();
        }
    }

    /** Who has the turn, in words. */
    String holder() {
        WaitingLine l = line();
        l.mutex.lock();
        try {
            return holder(l);
        } finally {
            l.mutex.unlock();
        }
    }

    private String holder(WaitingLine l) {
        long now = System.nanoTime();
        QueuedBody<?> body = current;
        return TurnMessages.holder(
                (state & HELD) != 0,
                body == null ? label : body.label,
                owner,
                now - l.heldSince((long) TURNS.getOpaque(this), now));
    }

    QueueStats stats() {
        int running = (state & HELD) == 0 ? 0 : 1;
        long taken = (long) TURNS.getOpaque(this);
        WaitingLine l = line;
        if (l == null) {
            return new QueueStats(config.name(), 0, running, taken, 0, 0, Duration.ZERO);
        }
        l.mutex.lock();
        try {
            return new QueueStats(
                    config.name(),
                    l.length(),
                    running,
                    taken,
                    l.rejected,
                    l.cancelled,
                    Duration.ofNanos(l.longestWait));
        } finally {
            l.mutex.unlock();
        }
    }

    private WaitingLine line() {
        WaitingLine l = line;
        if (l == null) {
            LINE.compareAndSet(this, null, new WaitingLine());
            l = line;
        }
        return Objects.requireNonNull(l);
    }
}

package io.sharer.turn;

import static io.sharer.turn.TurnState.CLOSED;
import static io.sharer.turn.TurnState.FLAGS;
import static io.sharer.turn.TurnState.STRICT;
import static io.sharer.turn.TurnState.WAITERS;
import static io.sharer.turn.TurnState.WOKEN;

import io.sharer.QueueStats;
import io.sharer.TurnTimeoutException;
import io.sharer.waits.Awaited;
import io.sharer.waits.Blockers;
import io.sharer.waits.Stalled;
import io.sharer.waits.WaitGraph;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Who has a turn, and who is next: the states and transitions that {@link io.sharer.turn the package} describes. */
final class TurnQueue implements Awaited {
    private static final VarHandle STATE;
    private static final VarHandle LINE;
    private static final VarHandle TURNS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(TurnQueue.class, "state", long.class);
            LINE = lookup.findVarHandle(TurnQueue.class, "line", WaitingLine.class);
            TURNS = lookup.findVarHandle(TurnQueue.class, "turns", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final QueueConfig config;
    private final Holders holders = new Holders();
    private final Dispatcher dispatcher;
    private volatile long state;
    private volatile @Nullable WaitingLine line;
    private long turns;

    TurnQueue(QueueConfig config) {
        this.config = config;
        this.dispatcher = new Dispatcher(this);
    }

    QueueConfig config() {
        return config;
    }

    Holders holders() {
        return holders;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Whether this thread runs a body of this queue now. */
    boolean isHeldByCurrentThread() {
        return holders.includes(Thread.currentThread()) && !Helping.hides(this);
    }

    /** Whether nobody runs beside a turn of this kind. */
    boolean isAlone(boolean read) {
        return !read && config.permits() == 1;
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
        long s = state;
        if ((s & (STRICT | CLOSED)) != 0 || !TurnState.admits(s, read, config.permits()) || !take(s, read)) {
            me = new WaitingThread(thread, label, read);
            if (!takeOrJoin(me, settings)) {
                awaitTurn(me, settings);
            }
        }
        if (isAlone(read)) {
            holders.begin(thread, label);
            Helping.begun(this);
            countTurn(true);
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
        Helping.begun(this);
        countTurn(alone);
    }

    /** Notes that this thread runs a body that has a turn. */
    void begin(QueuedBody<?> body) {
        holders.begin(Thread.currentThread(), body);
        Helping.begun(this);
        countTurn(body.alone);
    }

    /** Ends a thread's turn, and runs what the executor leaves to this thread. */
    void release(@Nullable WaitingThread holder) {
        boolean read = holder != null && holder.read;
        if (holder == null || isAlone(read)) {
            holders.end();
        } else {
            holders.endBeside(holder);
        }
        long s = state;
        while ((s & (WAITERS | CLOSED)) == 0 || (s & (WOKEN | STRICT | CLOSED)) == WOKEN) {
            if (STATE.compareAndSet(this, s, s - TurnState.unit(read))) {
                return;
            }
            s = state;
        }
        finish(handOver(null, read));
    }

    private boolean take(long s, boolean read) {
        return STATE.compareAndSet(this, s, s + TurnState.unit(read));
    }

    void countTurn(boolean alone) {
        if (alone) {
            TURNS.setOpaque(this, turns + 1);
        } else {
            TURNS.getAndAdd(this, 1L);
        }
    }

    private void awaitTurn(WaitingThread me, CallSettings settings) throws InterruptedException {
        Helping helping = Helping.whileWaitingFor(this);
        boolean interrupted = false;
        try {
            beginWait(me);
            while (me.status != WaitingThread.Status.GRANTED) {
                if (me.status == WaitingThread.Status.REFUSED) {
                    throw TurnMessages.leftOver(config.name());
                }
                if (me.status == WaitingThread.Status.WOKEN) {
                    tryAsFirst(me);
                } else if (Thread.interrupted()) {
                    if (leave(me, false)) {
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
        if (deadlock.isPresent() && leave(me, false)) {
            throw TurnMessages.deadlock(deadlock.get());
        }
    }

    private void park(WaitingThread me, CallSettings settings, @Nullable Helping helping) {
        long left = settings.isTimed() ? settings.timeoutNanos() - (System.nanoTime() - me.since) : Long.MAX_VALUE;
        if (left <= 0) {
            RuntimeException timedOut = timedOut(settings.timeoutNanos());
            if (leave(me, true)) {
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
        if (STATE.compareAndSet(this, 0L, TurnState.unit(body.read)) || takeOrJoin(body, body.settings)) {
            holders.given(body);
            body.dispatched = true;
            QueuedBody.runAll(dispatcher.dispatch(body));
        } else if (body.settings.isTimed()) {
            body.startTimeOut(config.timer());
        }
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
        holders.suspend(Thread.currentThread(), body);
    }

    /**
     * Ends the turn of a body that was claimed.
     *
     * @param continueHere whether this thread may run the next body, because it is the executor's and has nothing to do
     * @return a body that this thread has to run next
     */
    @Nullable QueuedBody<?> end(QueuedBody<?> body, boolean continueHere) {
        holders.end(body);
        return dispatcher.dispatch(handOver(body, body.read), continueHere);
    }

    /** Gives a body that has a turn to what runs bodies now, whoever was given it before. */
    void dispatchAgain(@Nullable QueuedBody<?> body) {
        QueuedBody.runAll(dispatcher.dispatch(body));
    }

    /** Ends the turn of a body that was claimed and has not run. */
    Handover endUnrun(QueuedBody<?> body) {
        holders.end(body);
        return handOver(body, body.read);
    }

    /** Takes a body whose future is being completed from outside out of the queue, wherever it is by now. */
    void withdraw(QueuedBody<?> body) {
        WaitingLine l = line();
        Handover handover = new Handover();
        boolean claimed = false;
        l.mutex.lock();
        try {
            if (body.inLine) {
                l.remove(body, System.nanoTime());
                l.cancelled++;
                serve(l, handover);
            } else if (body.dispatched && body.claim()) {
                // It has the turn, but no thread has begun it.
                l.cancelled++;
                claimed = true;
            }
        } finally {
            l.mutex.unlock();
        }
        finish(handover);
        if (claimed) {
            QueuedBody.runAll(end(body, false));
        }
    }

    /** Takes a body out of line that has waited for too long, and fails it. */
    void timeOut(QueuedBody<?> body) {
        RuntimeException timedOut = timedOut(body.settings.timeoutNanos());
        if (leave(body, true)) {
            body.fail(timedOut);
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

    /**
     * Takes a turn if there is a free one for this node, else joins the line.
     *
     * @return whether the turn was taken
     */
    boolean takeOrJoin(Waiting node, CallSettings settings) throws InterruptedException {
        WaitingLine l = line();
        Handover handover = new Handover();
        l.mutex.lock();
        try {
            boolean hasPlace = node.needsNoPlace(settings);
            while (true) {
                long s = state;
                if ((s & CLOSED) != 0 && !node.isLast()) {
                    l.rejected++;
                    throw TurnMessages.closed(config.name());
                }
                boolean mayPass = (s & WAITERS) == 0 || ((s & STRICT) == 0 && node.mayPass());
                if (mayPass && admits(node, s)) {
                    if (take(s, node.read)) {
                        return true;
                    }
                } else if (settings.timeoutNanos() <= 0) {
                    l.timedOut++;
                    throw timedOut(0);
                } else if (!hasPlace && l.isFull()) {
                    hasPlace = findPlace(l, settings, handover);
                } else if (STATE.compareAndSet(this, s, s | WAITERS | (node.mayPass() ? 0 : STRICT))) {
                    long now = System.nanoTime();
                    l.append(node, now);
                    l.stampHolder((long) TURNS.getOpaque(this), now);
                    return false;
                }
            }
        } finally {
            l.givePlaces();
            l.mutex.unlock();
            finish(handover);
            for (QueuedBody<?> dropped : handover.removed()) {
                dropped.fail(TurnMessages.dropped(config.name()));
            }
        }
    }

    /** Finds a place in a full line as the settings say; false if the caller has to look again. */
    private boolean findPlace(WaitingLine l, CallSettings settings, Handover handover) throws InterruptedException {
        switch (settings.overflow()) {
            case WAIT -> {
                if (holders.includes(Thread.currentThread())) {
                    throw TurnMessages.placeInsideTurn(config.name());
                }
                if (l.awaitPlace(settings.timeoutNanos())) {
                    return true;
                }
                if ((state & CLOSED) == 0) {
                    l.timedOut++;
                    throw timedOut(settings.timeoutNanos());
                }
                return false;
            }
            case DROP_OLDEST -> {
                QueuedBody<?> oldest = l.oldestBody();
                if (oldest != null) {
                    l.remove(oldest, System.nanoTime());
                    l.rejected++;
                    handover.removed(oldest);
                    serve(l, handover);
                    return false;
                }
            }
            case REJECT -> {}
        }
        l.rejected++;
        throw TurnMessages.full(config.name(), l.length(), holder());
    }

    private boolean admits(Waiting node, long s) {
        return node.isLast() ? !TurnState.isHeld(s) : TurnState.admits(s, node.read, config.permits());
    }

    /** The first in line, woken, tries to take a turn. */
    private void tryAsFirst(WaitingThread me) {
        WaitingLine l = line();
        Handover handover = new Handover();
        l.mutex.lock();
        try {
            while (me.status == WaitingThread.Status.WOKEN) {
                long s = state;
                if (!admits(me, s)) {
                    // Overtaken: the next release looks after the line.
                    serve(l, handover);
                } else if (take(s, me.read)) {
                    l.serve(me, System.nanoTime());
                    me.status = WaitingThread.Status.GRANTED;
                    serve(l, handover);
                }
            }
        } finally {
            l.mutex.unlock();
        }
        finish(handover);
    }

    /** Leaves the line without a turn; false if the turn has come or been refused before that. */
    boolean leave(Waiting node, boolean timedOut) {
        WaitingLine l = line();
        Handover handover = new Handover();
        l.mutex.lock();
        try {
            if (!node.inLine) {
                return false;
            }
            l.remove(node, System.nanoTime());
            if (timedOut) {
                l.timedOut++;
            } else {
                l.cancelled++;
            }
            serve(l, handover);
        } finally {
            l.mutex.unlock();
        }
        finish(handover);
        return true;
    }

    /** Ends a turn; whoever's turn has come is in the handover when this returns. */
    private Handover handOver(@Nullable QueuedBody<?> ended, boolean read) {
        WaitingLine l = line();
        Handover handover = new Handover();
        l.mutex.lock();
        try {
            if (ended != null) {
                ended.forgetRunner();
            }
            STATE.getAndAdd(this, -TurnState.unit(read));
            serve(l, handover);
        } finally {
            l.mutex.unlock();
        }
        return handover;
    }

    /**
     * Gives turns to those in front of the line for whom there are free ones, and sets the flags to what the line is
     * then. Under the mutex, after every change that may let somebody in.
     */
    private void serve(WaitingLine l, Handover handover) {
        while (true) {
            long s = state;
            Waiting first = l.first();
            if (first == null) {
                if (STATE.compareAndSet(this, s, s & ~(WAITERS | STRICT | WOKEN))) {
                    handover.ended = (s & CLOSED) != 0 && !TurnState.isHeld(s);
                    return;
                }
            } else {
                long now = System.nanoTime();
                boolean strict = (s & CLOSED) != 0 || l.isStrict(now);
                boolean free = admits(first, s);
                if (free && (strict || !first.mayPass())) {
                    if (take(s, first.read)) {
                        l.serve(first, now);
                        grant(first);
                        handover.served(first);
                    }
                } else if (STATE.compareAndSet(
                        this, s, (s & ~FLAGS) | (s & CLOSED) | WAITERS | (strict ? STRICT : 0) | (free ? WOKEN : 0))) {
                    if (first instanceof WaitingThread waiter) {
                        waiter.status = free ? WaitingThread.Status.WOKEN : WaitingThread.Status.WAITING;
                        handover.woken(free ? waiter.thread : null);
                    }
                    return;
                }
            }
        }
    }

    private void grant(Waiting node) {
        if (node instanceof QueuedBody<?> body) {
            holders.given(body);
            body.dispatched = true;
        } else {
            ((WaitingThread) node).status = WaitingThread.Status.GRANTED;
        }
    }

    private TurnTimeoutException timedOut(long timeoutNanos) {
        return TurnMessages.timedOut(config.name(), timeoutNanos, holder(), length());
    }

    private void finish(Handover handover) {
        QueuedBody.runAll(dispatcher.dispatch(handover, false));
    }

    // --- The end ---

    /** Takes nothing new from now on. */
    void refuseNew() {
        WaitingLine l = line();
        Handover handover = new Handover();
        l.mutex.lock();
        try {
            STATE.getAndBitwiseOr(this, CLOSED);
            l.refusePlaces();
            serve(l, handover);
        } finally {
            l.mutex.unlock();
        }
        finish(handover);
    }

    boolean isClosed() {
        return (state & CLOSED) != 0;
    }

    /** Done when the queue is closed and its last turn is over. */
    CompletableFuture<@Nullable Void> ended() {
        return line().ended;
    }

    /** Takes all but one out of line: threads wake up refused, bodies fail. Returns the bodies. */
    List<QueuedBody<?>> abandon(@Nullable WaitingThread allBut) {
        WaitingLine l = line();
        Handover handover = new Handover();
        l.mutex.lock();
        try {
            long now = System.nanoTime();
            for (Waiting node : l.allBut(allBut)) {
                l.remove(node, now);
                l.cancelled++;
                if (node instanceof QueuedBody<?> body) {
                    handover.removed(body);
                } else {
                    WaitingThread waiter = (WaitingThread) node;
                    waiter.status = WaitingThread.Status.REFUSED;
                    handover.served(waiter);
                }
            }
            serve(l, handover);
        } finally {
            l.mutex.unlock();
        }
        List<QueuedBody<?>> bodies = handover.removed();
        finish(handover);
        return bodies;
    }

    /** Interrupts the running bodies, whoever runs them, or cancels the stages that they wait for. */
    void interruptHolders() {
        WaitingLine l = line();
        List<Holders.Holder> all;
        l.mutex.lock();
        try {
            all = holders.all();
            for (Holders.Holder holder : all) {
                Thread thread = holder.thread();
                // A release of a closed queue needs the mutex, so this cannot hit what the thread does after its turn.
                if (thread != null) {
                    thread.interrupt();
                }
            }
        } finally {
            l.mutex.unlock();
        }
        for (Holders.Holder holder : all) {
            QueuedBody<?> body = holder.body();
            if (body != null) {
                body.cancelStage();
            }
        }
    }

    // --- What is told ---

    @Override
    public Blockers blockers() {
        List<Holders.Holder> all = holders.all();
        WaitingLine l = line();
        Waiting first;
        l.mutex.lock();
        try {
            first = l.first();
        } finally {
            l.mutex.unlock();
        }
        // A writer with permits is freed by any one writer that ends; who reads or is alone needs all others gone.
        boolean each = config.permits() == 1
                || first == null
                || first.read
                || first.isLast()
                || all.stream().anyMatch(Holders.Holder::read);
        return new Blockers(
                each,
                all.stream().map(holder -> holder.asBlocker(config.name())).toList());
    }

    @Override
    public String description() {
        return "a turn in the queue '" + config.name() + "'";
    }

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
        long now = System.nanoTime();
        long since;
        l.mutex.lock();
        try {
            since = l.heldSince((long) TURNS.getOpaque(this), now);
        } finally {
            l.mutex.unlock();
        }
        return TurnMessages.holders(TurnState.isHeld(state), holders.all(), now - since);
    }

    QueueStats stats() {
        int running = TurnState.holders(state);
        long taken = (long) TURNS.getOpaque(this);
        WaitingLine l = line;
        return l == null
                ? new QueueStats(config.name(), 0, running, taken, 0, 0, 0, Duration.ZERO)
                : l.stats(config.name(), running, taken);
    }

    /** What runs bodies now: the queue's executor or, while the queue is drained, threads of our own. */
    Executor executor() {
        WaitingLine l = line;
        OwnThreads own = l == null ? null : l.drainThreads;
        return own == null ? config.executor() : own;
    }

    WaitingLine line() {
        WaitingLine l = line;
        if (l == null) {
            LINE.compareAndSet(this, null, new WaitingLine(config.capacity()));
            l = line;
        }
        return Objects.requireNonNull(l);
    }
}

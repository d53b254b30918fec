package io.sharer.turn;

import io.sharer.QueueStats;
import io.sharer.jfr.HeldTurns;
import io.sharer.waits.Awaited;
import io.sharer.waits.Blockers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Who has a turn, and who is next: the states and transitions that {@link io.sharer.turn the package} describes. What
 * happens while there is a free turn for everybody is here; the rest is in {@link Contention}.
 */
class TurnQueue extends CountedTurns implements Awaited {
    private static final VarHandle CONTENTION;
    private static final VarHandle KEYS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CONTENTION = lookup.findVarHandle(TurnQueue.class, "contention", Contention.class);
            KEYS = lookup.findVarHandle(TurnQueue.class, "keys", KeyedQueues.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final QueueConfig config;
    private final Holders holders = new Holders();
    private volatile @Nullable Contention contention;

    /** The queues of the keys, from the first call with a key on. */
    private volatile @Nullable KeyedQueues keys;

    /** Whether a turn that nobody wants can be taken without looking further, unless it is to read. */
    private final boolean isPlain;

    TurnQueue(QueueConfig config) {
        super(config.permits());
        this.config = config;
        this.isPlain = isExclusive() && config.dedicatedThread() == null;
    }

    final QueueConfig config() {
        return config;
    }

    String name() {
        return config.name();
    }

    final Holders holders() {
        return holders;
    }

    final Dispatcher dispatcher() {
        return new Dispatcher(this);
    }

    final Contention contention() {
        if (contention == null) {
            CONTENTION.compareAndSet(this, null, new Contention(this, holders));
        }
        return Objects.requireNonNull(contention);
    }

    /** Whether this thread runs a body of this queue now. */
    final boolean isHeldByCurrentThread() {
        return holders.includes(Thread.currentThread()) && !Helping.hides(this);
    }

    /** Whether nobody runs beside a turn of this kind. */
    final boolean isAlone(boolean read) {
        return !read && isExclusive();
    }

    // --- A thread takes a turn that nobody wants, and ends it ---

    /**
     * Takes a turn to hold alone, if nobody has one and nobody waits; so the calling thread has none, and goes on with
     * none.
     *
     * @return whether it has been taken, and is to be ended by {@link #releaseAlone}
     */
    final boolean takeAlone(Object label, CallSettings settings) {
        if (!isPlain || settings.read() || !takeIdle(false)) {
            return false;
        }
        holders.begin(Thread.currentThread(), label);
        beginAlone();
        return true;
    }

    /** Ends a turn that is held alone. */
    final void releaseAlone() {
        endRun(config.times());
        holders.end();
        if (!giveBackLast() && !giveBack(false)) {
            dispatcher().runAll(contention().handOver(false));
        }
    }

    // --- A thread takes a turn and ends it ---

    /**
     * Waits for a turn. The caller must not have one.
     *
     * @param noted where to note the turn, if it is to be
     * @return to be given to {@link #release}; {@code null} for a turn that is held alone
     */
    final @Nullable WaitingThread acquire(Object label, CallSettings settings, @Nullable RunningTurn noted)
            throws InterruptedException {
        Thread thread = Thread.currentThread();
        boolean read = settings.read();
        WaitingThread me = null;
        if (!takeFree(read)) {
            ContinuingThread inline = goOn(thread, label, settings);
            if (inline != null) {
                if (noted != null) {
                    noted.begin(this, inline.body.turn, 0, RunningTurn.UNTIMED);
                }
                return inline;
            }
            me = new WaitingThread(thread, label, read);
            // Whoever sees it in line and moves the time on moves it for this wait.
            long given = config().timer().givenNow();
            if (!takeInsideKey(label, settings) && !contention().takeOrJoin(me, settings)) {
                new TurnWait(this, me, settings, given).await();
            }
        }
        WaitingThread holder = null;
        if (isAlone(read)) {
            holders.begin(thread, label);
            beginAlone();
        } else {
            holder = me == null ? new WaitingThread(thread, label, read) : me;
            begin(holder);
        }
        if (noted != null) {
            long now = me == null ? RunningTurn.now() : System.nanoTime();
            noted.begin(this, holder == null ? turns() : holder.turn, me == null ? 0 : now - me.since, now);
        }
        return holder;
    }

    /** Goes on with a turn that is left to a stage, if that is what this thread does. */
    final @Nullable ContinuingThread goOn(Thread thread, Object label, CallSettings settings)
            throws InterruptedException {
        Continuation continued = RunningTurn.continuedIn(this);
        QueuedBody<?> left = continued == null ? null : continued.enter(settings);
        if (left == null) {
            return null;
        }
        holders.begin(thread, left);
        ContinuingThread inline = new ContinuingThread(thread, label, left);
        if (left.read && !settings.read()) {
            release(inline);
            throw TurnMessages.upgrade(name());
        }
        return inline;
    }

    /** Leaves a turn to its stage again. */
    void leave(QueuedBody<?> left) {
        holders.suspend(Thread.currentThread(), left);
        left.leave();
        contention().interrupts.await();
    }

    /** Notes that a thread runs in the turn it has. */
    final void begin(WaitingThread holder) {
        if (isAlone(holder.read)) {
            holders.begin(holder.thread, holder.label);
            beginAlone();
        } else {
            holders.beginBeside(holder);
            beginBeside(holder);
            if (TurnTimes.isSampled(holder.turn)) {
                holder.ranSince = System.nanoTime();
            }
            record(holder, holder.label, 0);
        }
    }

    private void beginAlone() {
        beginRun();
        Helping.begun(this);
    }

    @Override
    final void recordAlone() {
        HeldTurns.begin(this, name(), holders::labelAlone, 0);
    }

    private void record(Waiting holder, Object label, long waitedNanos) {
        if (HeldTurns.areRecorded()) {
            HeldTurns.begin(holder, name(), () -> TurnMessages.describe(label), waitedNanos);
        }
    }

    private static void endRecord(Waiting holder) {
        if (HeldTurns.areAny()) {
            HeldTurns.end(holder);
        }
    }

    private void beginBeside(Waiting holder) {
        long before = countBeside();
        Contention c = contention;
        holder.turn = before + 1 + (c == null ? 0 : c.turns());
        Helping.begun(this);
    }

    /** Notes that this thread runs a body that has a turn. */
    final void begin(QueuedBody<?> body, RunningTurn noted) {
        holders.begin(Thread.currentThread(), body);
        Contention c = contention;
        if (body.alone) {
            if (c == null || !c.countTurn()) {
                countAlone();
            }
            body.turn = turns();
            Helping.begun(this);
        } else {
            beginBeside(body);
        }
        long now;
        if (c != null && c.isQuick() && !TurnTimes.isSampled(body.turn)) {
            now = c.filledAt();
        } else {
            now = System.nanoTime();
            body.ranSince = now;
        }
        long waited = body.since == 0 ? 0 : Math.max(0, now - body.since);
        noted.begin(this, body, waited, now);
        record(body, body.label, waited);
    }

    /** Notes that this thread has run the body. */
    final void ran(QueuedBody<?> body, RunningTurn noted) {
        noted.end();
        if (body.ranSince != 0) {
            Contention c = contention;
            boolean sampled = c != null && c.isQuick();
            config.times().ran(System.nanoTime() - body.ranSince, sampled ? TurnTimes.weightOf(body.turn) : 1);
        }
    }

    /** Ends a thread's turn, and runs what the executor leaves to this thread. */
    final void release(@Nullable WaitingThread holder) {
        if (holder instanceof ContinuingThread inline) {
            inline.body.leaveAgain();
            return;
        }
        boolean read = holder != null && holder.read;
        endRun(holder);
        if (!giveBack(read)) {
            dispatcher().runAll(contention().handOver(read));
        }
    }

    /** Notes that this thread does not run in the turn any more. */
    final void endRun(@Nullable WaitingThread holder) {
        if (holder == null || isAlone(holder.read)) {
            endRun(config.times());
            holders.end();
        } else {
            if (holder.ranSince != 0) {
                config.times().ran(System.nanoTime() - holder.ranSince, TurnTimes.weightOf(holder.turn));
            }
            holders.endBeside(holder);
            endRecord(holder);
        }
    }

    // --- A body is queued, and ends its turn ---

    /** Queues a body, or dispatches it at once if there is a free turn. */
    final void enqueue(QueuedBody<?> body) throws InterruptedException {
        long given = config.timer().givenNow();
        if (takeIdle(body.read) || (!contention().arrive(body) && contention().takeOrJoin(body, body.settings))) {
            body.give();
            holders.given(body);
            dispatchAgain(body);
        } else if (body.settings.isTimed()) {
            startTimeOut(body, given);
        }
    }

    private void startTimeOut(QueuedBody<?> body, long given) {
        try {
            body.startTimeOut(config.timer(), given);
        } catch (RuntimeException | Error noThread) {
            // What cannot be ended in time does not begin to wait.
            if (contention().leave(body, false)) {
                throw noThread;
            }
        }
    }

    /** Gives a body that has a turn to what runs bodies now, whoever was given it before. */
    void dispatchAgain(@Nullable QueuedBody<?> body) {
        BodyThread.runAll(dispatcher().dispatch(body));
    }

    /**
     * What runs bodies now: the dedicated thread if there is one, else the queue's executor or, while the queue is
     * drained, threads of our own.
     */
    Executor executor() {
        DedicatedThread dedicated = config.dedicatedThread();
        return dedicated == null ? completions() : dedicated;
    }

    /** What completes futures where code of others may run. */
    final Settlements settlements() {
        return config.timer().settlements();
    }

    /** Where futures complete. */
    Executor completions() {
        Contention c = contention;
        OwnThreads own = c == null ? null : c.drainThreads.current();
        return own == null ? config.completions() : own;
    }

    /** The body has returned a stage, which has the turn from now on. */
    void suspend(QueuedBody<?> body) {
        holders.suspend(Thread.currentThread(), body);
        body.leave();
        contention().interrupts.await();
        Thread.interrupted();
    }

    /**
     * Ends the turn of a body that has run.
     *
     * @param continueHere whether this thread may run the next body, because it is the executor's and has nothing to do
     * @return a body that this thread has to run next
     */
    final @Nullable QueuedBody<?> end(QueuedBody<?> body, boolean continueHere) {
        body.end();
        endRecord(body);
        QueuedBody<?> next = null;
        if (continueHere && body.alone) {
            Contention c = contention();
            // One whose future has to be completed first leaves the next to whoever else may run it meanwhile.
            next = c.nextOnDeck(!body.isToBeTold());
            c.interrupts.await();
        }
        Handover handover = next == null ? endUnrun(body) : null;
        Thread.interrupted();
        return handover == null ? next : dispatcher().dispatch(handover, continueHere);
    }

    /** Ends the turn of a body that is over. */
    final Handover endUnrun(QueuedBody<?> body) {
        holders.end(body);
        return contention().handOver(body.read);
    }

    /** Takes a body whose future is being completed from outside out of the queue, wherever it is by now. */
    void withdraw(QueuedBody<?> body) {
        if (contention().withdraw(body)) {
            dispatcher().serveOthers(endUnrun(body));
        }
    }

    /** Takes a body out of line that has waited for too long, and fails it. */
    void timeOut(QueuedBody<?> body) {
        RuntimeException timedOut = contention().report.timedOut(body.settings.timeoutNanos());
        if (contention().leave(body, true)) {
            body.fail(timedOut);
        }
    }

    /** Takes a body out of line, and fails it. False if its turn has come, or it is over. */
    boolean cancel(QueuedBody<?> body, CancellationException why) {
        boolean left = contention().leave(body, false);
        if (left) {
            body.failCancelled(why);
        }
        return left;
    }

    // --- Keys ---

    /** The queues of the keys; {@code null} before the first call with a key. */
    final @Nullable KeyedQueues keys() {
        return keys;
    }

    final KeyedQueues makeKeys() {
        if (keys == null) {
            KeyedQueues made = new KeyedQueues(this);
            if (KEYS.compareAndSet(this, null, made)) {
                made.keepUnkeyedOut();
            }
        }
        return Objects.requireNonNull(keys);
    }

    /** This queue and, before it, those of its keys. */
    final List<TurnQueue> withKeys() {
        KeyedQueues known = keys;
        if (known == null) {
            return List.of(this);
        }
        List<TurnQueue> all = new ArrayList<>(known.live());
        all.add(this);
        return all;
    }

    /**
     * Takes a turn to read beside the one that a key has whose turn the caller is in; it may wait for nobody.
     *
     * @throws io.sharer.TurnException if it would write
     */
    private boolean takeInsideKey(Object label, CallSettings settings) throws InterruptedException {
        KeyedQueues known = keys;
        return known != null && known.takeInside(label, settings);
    }

    /** Calls without a key may come from now on, and look after those with one. */
    final void admitUnkeyed() {
        KeyedQueues known = keys;
        if (known != null) {
            known.admitUnkeyed();
        }
    }

    /** Whether this thread runs a body of this queue or of one of its keys now. */
    final boolean isInsideByCurrentThread() {
        KeyedQueues known = keys;
        return isHeldByCurrentThread()
                || (known != null && !known.heldByCurrentThread().isEmpty());
    }

    /** How many calls without a key have ever had to wait, those of this thread included. */
    final long joined() {
        Contention c = contention;
        return c == null ? 0 : c.joined();
    }

    /** Gives back a turn to read that no thread and no body has. */
    final void giveBackPass() {
        if (!giveBack(true)) {
            dispatcher().runAll(contention().handOver(true));
        }
    }

    /** Serves those who could not be while keys had no passes. */
    final void serveAgain() {
        Contention c = contention;
        if (c != null) {
            c.serveAgain();
        }
    }

    /** Nobody will wait here any more. */
    final void unwatch() {
        Contention c = contention;
        if (c != null) {
            config.timer().watchDog().forget(c);
        }
    }

    // --- What a key's queue does in its own way ---

    /** The queue that this is, or is a part of. */
    TurnQueue whole() {
        return this;
    }

    /** How many turns have been taken. */
    long turnsTaken() {
        return turns();
    }

    /** The refusal of what comes when the queue is closed. */
    RuntimeException closed() {
        return TurnMessages.closed(name());
    }

    /** Whether another takes its place when it is closed, so that what comes then is not rejected. */
    boolean isReplacedWhenClosed() {
        return false;
    }

    /** Perhaps nobody uses it any more. */
    void perhapsUnused() {}

    /** A transaction keeps a turn here from now on. */
    void keptBy(Object transaction) {}

    /** A transaction keeps no turn here any more. */
    void noLongerKeptBy(Object transaction) {}

    /** Whether it is somebody in another queue who keeps all turns from being taken. */
    boolean isShut() {
        return false;
    }

    /** Who has the turns, or keeps all turns from being taken. */
    List<Holders.Holder> inTheWay() {
        List<Holders.Holder> all = holders.all();
        KeyedQueues known = keys;
        if (known != null && isRead(get())) {
            known.addHolders(all);
        }
        return all;
    }

    // --- What is told ---

    /** The number of the last turn that was taken. */
    final long turns() {
        Contention c = contention;
        return turnsBefore() + (c == null ? 0 : c.turns());
    }

    @Override
    public Blockers blockers() {
        return contention().report.blockers();
    }

    @Override
    public String description() {
        return "a turn in the queue '" + name() + "'";
    }

    /** The figures of this queue and of its keys. */
    final QueueStats stats() {
        return allCounts().asStats(name(), config.times());
    }

    /** What this queue and its keys have counted. */
    final TurnCounts allCounts() {
        TurnCounts counts = counts();
        KeyedQueues known = keys;
        return known == null ? counts : known.addedTo(counts);
    }

    /** What is told of those who wait; {@code null} before anybody has had to. */
    final @Nullable QueueReport reportOfContention() {
        Contention c = contention;
        return c == null ? null : c.report;
    }

    /** The figures of this queue alone. */
    final TurnCounts counts() {
        Contention c = contention;
        return c == null ? TurnCounts.ofUncontended(TurnState.holders(get()), turnsTaken()) : c.report.counts();
    }
}

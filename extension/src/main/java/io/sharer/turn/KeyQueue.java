package io.sharer.turn;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one key, as long as calls with that key come before it is idle. Then it is retired, once and for good,
 * and the next call makes another.
 *
 * <p>Beside calls without a key it has a pass: a turn to read of the bean's own queue, asked for before anybody can
 * find this queue and given back when it is retired. A call without a key that has to wait closes the door behind the
 * queues that are there: later calls go to a successor, whose pass is asked for behind that call. The successor opens
 * when it has its pass and the one ahead of it is retired, for the pass alone may come early, when the call without a
 * key gives up. So of the queues of one key only one is ever open.
 *
 * <p>Until it is open all its turns are taken, so calls wait in its line as in any other.
 */
final class KeyQueue extends TurnQueue {
    private static final VarHandle PASS;

    /** What is ahead: this queue is open. */
    private static final Object OPEN = new Object();

    /** The stamp of a queue that nobody may join but threads that have a turn here. */
    private static final long NEVER = -1;

    /** What has become of the pass. */
    private enum Pass {
        /** There are no calls without a key. */
        NOT_NEEDED,
        ASKED_FOR,
        GIVEN,
        GIVEN_BACK
    }

    static {
        try {
            PASS = MethodHandles.lookup().findVarHandle(KeyQueue.class, "pass", Pass.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final KeyedQueues keys;
    private final TurnQueue gate;
    private final TurnKey key;
    private volatile @Nullable String name;

    private final ReentrantLock doors;

    /**
     * Shut: the queue ahead, or {@code null} if there is none. Else {@link #OPEN}, for good. Written under the lock of
     * doors once others can see this.
     */
    private volatile @Nullable Object door;

    /** Who waits for this to be retired. Written under the lock of doors. */
    private volatile @Nullable KeyQueue behind;

    private volatile Pass pass;

    /** Whether it is in the map. Before, it may not open, nor tell the one ahead that it waits: another may get in. */
    private volatile boolean listed;

    /** Where the pass stands in line, if it had to join that. */
    private @Nullable KeyPass inLine;

    /** The highest number of a turn that the key had before. Written before anybody can have a turn here. */
    private long before;

    /** How many calls without a key had had to wait when the pass was asked for. */
    private long stamp;

    private KeyQueue(KeyedQueues keys, TurnQueue gate, TurnKey key, long lastTurn, Pass pass, @Nullable Object door) {
        super(gate.config());
        this.keys = keys;
        this.gate = gate;
        this.key = key;
        this.doors = keys.doors;
        this.pass = pass;
        this.door = door;
        countAfter(lastTurn);
    }

    /** The numbers of this queue's turns are higher than those of the queues that the key had before. */
    private void countAfter(long last) {
        before = last;
        numberAfter(last);
    }

    // --- Made ---

    /** Where there are no calls without a key. */
    static KeyQueue withoutPass(KeyedQueues keys, TurnQueue gate, TurnKey key, long lastTurn) {
        return new KeyQueue(keys, gate, key, lastTurn, Pass.NOT_NEEDED, OPEN);
    }

    /**
     * Where there are, with its pass asked for.
     *
     * @param ahead the last queue of this key, if one is not retired
     * @throws io.sharer.QueueClosedException if nothing new is taken
     */
    static KeyQueue withPass(KeyedQueues keys, TurnQueue gate, TurnKey key, long lastTurn, @Nullable KeyQueue ahead) {
        long stamp = gate.joined();
        boolean free = gate.takePass();
        KeyQueue queue = new KeyQueue(
                keys, gate, key, lastTurn, free ? Pass.GIVEN : Pass.ASKED_FOR, free && ahead == null ? OPEN : ahead);
        queue.stamp = stamp;
        if (!queue.isOpen()) {
            queue.shut();
        }
        if (!free) {
            queue.askForPass();
        }
        return queue;
    }

    /** For a thread that reads here or has another key's turn, and so holds all calls without a key off that write. */
    static KeyQueue besideAnother(KeyedQueues keys, TurnQueue gate, TurnKey key, long lastTurn) {
        KeyQueue queue = new KeyQueue(keys, gate, key, lastTurn, Pass.GIVEN, OPEN);
        queue.stamp = NEVER;
        gate.takeBeside(true);
        return queue;
    }

    private void askForPass() {
        KeyPass place = new KeyPass(this);
        inLine = place;
        try {
            if (gate.contention().takeOrJoin(place, CallSettings.DEFAULT)) {
                pass = Pass.GIVEN;
                if (door == null) {
                    door = OPEN;
                    openButForOne();
                    giveBack(false);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError("a pass waits for no place", e);
        }
    }

    // --- Found ---

    boolean isOf(KeyedQueues all) {
        return keys == all;
    }

    TurnKey key() {
        return key;
    }

    boolean isOpen() {
        return door == OPEN;
    }

    /** Whether it has no pass and was made where none was needed. */
    boolean hasNoPass() {
        return pass == Pass.NOT_NEEDED;
    }

    boolean hasPass() {
        return pass == Pass.GIVEN;
    }

    /** Whether no call without a key has had to wait since its pass was asked for. */
    boolean isAheadOfAllCalls() {
        return stamp == gate.joined();
    }

    // --- Opened ---

    /**
     * Gives a pass to a queue that was made where none was needed, in a gate that only reading has gone through yet.
     *
     * @return whether it is not needed here either, so that the caller has to give it back
     */
    boolean givePass() {
        long joined = gate.joined();
        // Whoever is in line already was never waited for.
        stamp = gate.isAnybodyInLine() ? NEVER : joined;
        gate.takeBeside(true);
        return !PASS.compareAndSet(this, Pass.NOT_NEEDED, Pass.GIVEN);
    }

    /** The pass has come. */
    void passGiven() {
        if (PASS.compareAndSet(this, Pass.ASKED_FOR, Pass.GIVEN)) {
            openWhenFirst();
        } else {
            gate.giveBackPass();
        }
    }

    /** The queue is in the map from now on. */
    void listed() {
        if (!isOpen()) {
            listed = true;
            openWhenFirst();
        }
    }

    /**
     * Opens the door if the pass has come and nobody is ahead any more. If somebody is, that one calls this again when
     * it is retired, as does the one who gives the pass.
     */
    private void openWhenFirst() {
        boolean opened;
        doors.lock();
        try {
            opened = openIfFirst();
        } finally {
            doors.unlock();
        }
        if (opened) {
            openButForOne();
            if (!giveBack(false)) {
                dispatcher().runAll(contention().handOver(false));
            }
            retireIfUnused();
        }
    }

    private boolean openIfFirst() {
        if (!listed || isOpen() || isOver()) {
            return false;
        }
        KeyQueue first = firstAlive(door);
        while (first != null) {
            // What was retired in between is not kept.
            door = first;
            first.behind = this;
            if (!first.isOver()) {
                return false;
            }
            first = firstAlive(first);
        }
        if (pass != Pass.GIVEN) {
            return false;
        }
        countAfter(highestTurn());
        door = OPEN;
        return true;
    }

    /** The highest number of a turn that a queue of this key has had, when those ahead are retired. */
    private long highestTurn() {
        long highest = keys.highestTurn();
        for (Object ahead = door; ahead instanceof KeyQueue queue; ahead = queue.door) {
            highest = Math.max(highest, queue.turns());
        }
        return highest;
    }

    /** The one that has to be retired before this may open. One that was retired shut passes on whom it waited for. */
    private static @Nullable KeyQueue firstAlive(@Nullable Object ahead) {
        Object queue = ahead;
        while (queue instanceof KeyQueue one) {
            if (!one.isOver()) {
                return one;
            }
            queue = one.door;
        }
        return null;
    }

    /** Lets another open queue of the same key go ahead of this one, unless this is open or has somebody ahead. */
    boolean letAhead(KeyQueue other) {
        doors.lock();
        try {
            if (isOpen() || isOver() || firstAlive(door) != null) {
                return false;
            }
            other.behind = this;
            door = other;
            return true;
        } finally {
            doors.unlock();
        }
    }

    // --- Retired ---

    /** Retires the queue if no call uses it; whether it is retired now. */
    boolean retireIfUnused() {
        if (!isOver() && !closeIfUnused()) {
            return false;
        }
        retired();
        return true;
    }

    private boolean closeIfUnused() {
        if (isOpen()) {
            return closeUnused(false);
        }
        doors.lock();
        try {
            return closeUnused(!isOpen());
        } finally {
            doors.unlock();
        }
    }

    private void retired() {
        Pass last = (Pass) PASS.getAndSet(this, Pass.GIVEN_BACK);
        if (last != Pass.GIVEN_BACK) {
            keys.forget(this);
            unwatch();
        }
        if (last == Pass.GIVEN) {
            gate.giveBackPass();
        } else if (last == Pass.ASKED_FOR) {
            // If it is out of line already, whoever was to tell of it gives it back.
            gate.contention().leave(Objects.requireNonNull(inLine), false);
        }
        KeyQueue next = behind;
        if (next != null) {
            next.openWhenFirst();
        }
    }

    // --- A queue in its own way ---

    @Override
    String name() {
        String known = name;
        if (known == null) {
            known = gate.name() + "[" + key + "]";
            name = known;
        }
        return known;
    }

    @Override
    TurnQueue whole() {
        return gate;
    }

    @Override
    long turnsTaken() {
        return turns() - before;
    }

    /** While the bean's own queue is drained, its threads run the bodies of the keys too. */
    @Override
    Executor executor() {
        return gate.executor();
    }

    @Override
    Executor completions() {
        return gate.completions();
    }

    @Override
    RuntimeException closed() {
        return new KeyRetired();
    }

    @Override
    boolean isReplacedWhenClosed() {
        return true;
    }

    @Override
    void perhapsUnused() {
        retireIfUnused();
    }

    @Override
    void keptBy(Object transaction) {
        keys.keptBy(transaction, this);
    }

    @Override
    void noLongerKeptBy(Object transaction) {
        keys.noLongerKeptBy(transaction, this);
    }

    @Override
    boolean isShut() {
        return !isOpen();
    }

    @Override
    List<Holders.Holder> inTheWay() {
        Object ahead = door;
        if (ahead == OPEN) {
            return holders().all();
        }
        KeyQueue first = firstAlive(ahead);
        return first == null ? gate.inTheWay() : first.inTheWay();
    }
}

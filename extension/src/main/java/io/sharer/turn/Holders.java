package io.sharer.turn;

import io.sharer.TurnHolder;
import io.sharer.waits.Blocker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the turns of a queue: a writer that is alone, in plain fields that cost nothing, or those that run beside
 * each other, in a map.
 *
 * <p>Written by those who hold a turn. Others read it racily; a thread can trust the answer about itself.
 */
final class Holders {
    private static final VarHandle BESIDE;
    private static final VarHandle DECK;
    private static final VarHandle KEPT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            BESIDE = lookup.findVarHandle(Holders.class, "beside", ConcurrentMap.class);
            DECK = lookup.findVarHandle(Holders.class, "deck", Deck.class);
            KEPT = lookup.findVarHandle(Holders.class, "kept", KeptTurns.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private @Nullable Thread owner;
    private @Nullable Object label;

    /** The queued body that is alone, from its dispatch on, unless it is the current one of the deck. */
    private @Nullable QueuedBody<?> body;

    /** From the first contention on. */
    private volatile @Nullable Deck deck;

    /** Those beside each other, by the thread that each runs on; bodies, and who has not begun yet, by themselves. */
    private volatile @Nullable ConcurrentMap<Object, Waiting> beside;

    /** The turns that transactions keep, from the first call on that asked for one. */
    private volatile @Nullable KeptTurns kept;

    /**
     * The one deck of the queue, however many try at once to make it: its bodies hold turns without being given them.
     */
    Deck deck() {
        if (deck == null) {
            DECK.compareAndSet(this, null, new Deck());
        }
        return Objects.requireNonNull(deck);
    }

    private @Nullable QueuedBody<?> alone() {
        Deck d = deck;
        QueuedBody<?> onDeck = d == null ? null : d.current();
        return onDeck == null ? body : onDeck;
    }

    /** What the thread that is alone is called. */
    String labelAlone() {
        Object what = label;
        return what == null ? "a body" : TurnMessages.describe(what);
    }

    // --- A thread takes a turn ---

    void begin(Thread thread, Object what) {
        owner = thread;
        label = what;
    }

    void end() {
        owner = null;
        label = null;
    }

    /** A waiting thread has been handed a turn, which it begins when it finds out. */
    void granted(WaitingThread holder, boolean alone) {
        if (alone) {
            begin(holder.thread, holder.label);
        } else {
            map().put(holder, holder);
            holder.noted = true;
        }
    }

    void beginBeside(WaitingThread holder) {
        holder.beneath = map().put(holder.thread, holder);
        if (holder.noted) {
            map().remove(holder);
        }
    }

    void endBeside(WaitingThread holder) {
        endBeside(holder.thread, holder);
    }

    private void endBeside(Thread thread, Waiting holder) {
        Waiting beneath = holder.beneath;
        if (beneath == null) {
            map().remove(thread, holder);
        } else {
            map().replace(thread, holder, beneath);
        }
    }

    // --- A queued body is given a turn, is run by a thread, leaves it to a stage, and ends ---

    void given(QueuedBody<?> dispatched) {
        if (dispatched.alone) {
            body = dispatched;
        } else {
            map().put(dispatched, dispatched);
        }
    }

    void begin(Thread thread, QueuedBody<?> running) {
        // One that is alone knows its thread.
        if (!running.alone) {
            running.beneath = map().put(thread, running);
        }
    }

    void suspend(Thread thread, QueuedBody<?> running) {
        if (!running.alone) {
            endBeside(thread, running);
        }
    }

    void end(QueuedBody<?> ended) {
        if (ended.alone) {
            body = null;
        } else {
            map().remove(ended);
        }
    }

    // --- A transaction keeps a turn ---

    @Nullable KeptTurns kept() {
        return kept;
    }

    KeptTurns keptIn(TurnQueue queue) {
        if (kept == null) {
            KEPT.compareAndSet(this, null, new KeptTurns(queue));
        }
        return Objects.requireNonNull(kept);
    }

    /** Whether a transaction of the thread keeps a turn. */
    boolean keptOn(Thread thread) {
        KeptTurns ofTransactions = kept;
        return ofTransactions != null && ofTransactions.all().stream().anyMatch(turn -> turn.thread() == thread);
    }

    // --- Who it is ---

    /** Whether the thread holds a turn. */
    boolean includes(Thread thread) {
        if (owner == thread) {
            return true;
        }
        QueuedBody<?> alone = alone();
        if (alone != null && alone.runner() == thread) {
            return true;
        }
        ConcurrentMap<Object, Waiting> others = beside;
        return others != null && others.containsKey(thread);
    }

    /** Whether all that the thread holds is a turn to read. */
    boolean readsOnly(Thread thread) {
        ConcurrentMap<Object, Waiting> others = beside;
        Waiting holder = others == null || owner == thread ? null : others.get(thread);
        return holder != null && holder.read;
    }

    /** All who hold a turn, as far as can be seen from outside. */
    List<Holder> all() {
        List<Holder> holders = new ArrayList<>();
        QueuedBody<?> alone = alone();
        Thread thread = alone == null ? owner : alone.runner();
        Object what = alone == null ? label : alone.label;
        if (thread != null || alone != null) {
            holders.add(new Holder(thread, what, alone, false, null, null));
        }
        ConcurrentMap<Object, Waiting> others = beside;
        if (others != null) {
            others.forEach((key, holder) -> {
                if (key instanceof Thread) {
                    for (Waiting each = holder; each != null; each = each.beneath) {
                        if (each instanceof WaitingThread running) {
                            holders.add(new Holder(running.thread, running.label, null, running.read, null, null));
                        } // else it is there by itself, too
                    }
                } else if (holder instanceof QueuedBody<?> queued) {
                    holders.add(new Holder(queued.runner(), queued.label, queued, queued.read, null, null));
                } else {
                    WaitingThread granted = (WaitingThread) holder;
                    holders.add(new Holder(granted.thread, granted.label, null, granted.read, null, null));
                }
            });
        }
        KeptTurns ofTransactions = kept;
        if (ofTransactions != null) {
            for (KeptTurn turn : ofTransactions.all()) {
                holders.add(new Holder(null, turn.description(), null, turn.read, turn, null));
            }
        }
        return holders;
    }

    /**
     * One who holds a turn.
     *
     * @param thread that it runs on, if it runs on one
     * @param label what it is called
     * @param body the queued body, if it is one
     * @param read whether it may run beside other readers
     * @param kept the turn, if it is a transaction that has it
     * @param key the queue of a key, if it is one of those for whom that has a turn to read here
     */
    record Holder(
            @Nullable Thread thread,
            @Nullable Object label,
            @Nullable QueuedBody<?> body,
            boolean read,
            @Nullable KeptTurn kept,
            @Nullable TurnQueue key) {
        /** The same, as one of those for whom a key has a turn to read. */
        Holder ofKey(TurnQueue queue) {
            return new Holder(thread, label, body, true, kept, queue);
        }

        /** As it is told to users. */
        TurnHolder asTold(long heldNanos) {
            return new TurnHolder(
                    label == null ? "a body" : TurnMessages.describe(label),
                    thread == null ? null : thread.getName(),
                    Duration.ofNanos(heldNanos));
        }

        /** The thread on which the turn's end has to come, if there is one. */
        @Nullable Thread endsOn() {
            return kept == null ? thread : kept.thread();
        }

        Blocker asBlocker(TurnQueue queue) {
            TurnQueue its = key == null ? queue : key;
            if (kept != null) {
                return kept.asBlocker(its);
            }
            Supplier<String> what = () -> (label == null ? "a body" : TurnMessages.describe(label))
                    + ", which has the turn of the queue '" + its.name() + "'";
            if (thread != null) {
                return Blocker.running(what, thread);
            }
            return body != null && !body.isClaimed()
                    ? body.asUnbegun(what)
                    : Blocker.suspended(what, body == null ? null : body.stageWait());
        }
    }

    @SuppressWarnings("unchecked")
    private ConcurrentMap<Object, Waiting> map() {
        if (beside == null) {
            BESIDE.compareAndSet(this, null, new ConcurrentHashMap<Object, Waiting>(4));
        }
        return Objects.requireNonNull(beside);
    }
}

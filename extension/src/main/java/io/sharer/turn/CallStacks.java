package io.sharer.turn;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * For each thread a stack of frames, there for as long as the thread's outermost call lasts. A {@link ThreadLocal} that
 * leaves nothing on the thread, and that is cheap to leave: removing a thread-local clears a reference, which is a
 * native call and costs more than an uncontended turn.
 *
 * <p>A thread claims one of the few slots that its id leads to. If others have them all, its stack is in a map.
 *
 * <p>Invariants: a thread's stack is in one place from its first frame to its last; only that thread writes there in
 * between. So a thread can trust what it finds of its own.
 */
final class CallStacks<F extends CallStacks.Frame> {
    /** How many slots a thread looks at: each one more costs every call. */
    private static final int SLOTS = 2;

    /** From one thread's slots to the next one's there is a line of the cache, so that they do not slow each other. */
    private static final int STRIDE = 16;

    private static final int IN_MAP = -1;

    private final AtomicReferenceArray<@Nullable F> slots;
    private final int lastPlace;
    private final ConcurrentMap<Thread, F> others = new ConcurrentHashMap<>(0);

    /** Whether any thread has ever found no slot; until then nobody need look into the map. */
    private volatile boolean crowded;

    /**
     * For any number of threads.
     *
     * @param places how many threads with consecutive ids keep out of each other's way; a power of two
     */
    CallStacks(int places) {
        this.slots = new AtomicReferenceArray<>(places * STRIDE);
        this.lastPlace = places - 1;
    }

    /** A call on the thread that makes this, which is the only one to touch it. */
    abstract static class Frame {
        final Thread thread = Thread.currentThread();
        int slot = IN_MAP;

        @Nullable Frame outer;
    }

    /** The frame of this thread's innermost call; {@code null} outside any. */
    @Nullable F top() {
        Thread thread = Thread.currentThread();
        int first = firstSlot(thread);
        for (int slot = first; slot < first + SLOTS; slot++) {
            F frame = slots.getPlain(slot);
            if (frame != null && frame.thread == thread) {
                return frame;
            }
        }
        return crowded ? others.get(thread) : null;
    }

    /** The frame of the call around it; {@code null} if it is the outermost. */
    @SuppressWarnings("unchecked") // push() put an F there
    @Nullable F outer(F frame) {
        return (F) frame.outer;
    }

    /** This thread makes a call. The frame must be its own, and new. */
    void push(F frame) {
        F outer = top();
        frame.outer = outer;
        frame.slot = outer == null ? claim(frame) : outer.slot;
        if (outer != null || frame.slot == IN_MAP) {
            put(frame);
        }
    }

    /** This thread's innermost call, with that frame, is over. */
    void pop(F frame) {
        F outer = outer(frame);
        if (outer != null) {
            put(outer);
        } else if (frame.slot == IN_MAP) {
            others.remove(frame.thread);
        } else {
            slots.setRelease(frame.slot, null);
        }
    }

    private int claim(F frame) {
        int first = firstSlot(frame.thread);
        for (int slot = first; slot < first + SLOTS; slot++) {
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, frame)) {
                return slot;
            }
        }
        crowded = true;
        return IN_MAP;
    }

    private void put(F frame) {
        if (frame.slot == IN_MAP) {
            others.put(frame.thread, frame);
        } else {
            slots.setRelease(frame.slot, frame);
        }
    }

    /** Consecutive ids, as a pool's threads have, lead to different slots. */
    private int firstSlot(Thread thread) {
        return ((int) thread.getId() & lastPlace) * STRIDE;
    }
}

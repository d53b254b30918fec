package io.sharer.pool;

import org.jspecify.annotations.Nullable;

/**
 * Which slots were given back last, as a stack of hints: who finds a slot here still has to take it.
 *
 * <p>Written and read racily, on purpose: where nobody interferes it is exact, and otherwise an answer that is out of
 * date costs a look at another slot. What is pushed out at the bottom is found by going through all slots.
 */
final class Recency<T> extends Padding {
    /** More than there are in use where it matters which of them it is; a power of two. */
    static final int SIZE = 64;

    /** Unused hints on either side. */
    private static final int APART = 32;

    private final @Nullable Slot<T>[] hints = newArray();
    private int top;
    private int changes;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static <T> @Nullable Slot<T>[] newArray() {
        return (Slot<T>[]) new Slot[SIZE + 2 * APART];
    }

    /** What stands on top. */
    @Nullable Slot<T> peek() {
        return hints[APART + (top & (SIZE - 1))];
    }

    /** Takes it off; returns where the top is then. */
    int pop() {
        changes++;
        return --top;
    }

    void push(Slot<T> slot) {
        int next = top + 1;
        hints[APART + (next & (SIZE - 1))] = slot;
        changes++;
        top = next;
    }

    int top() {
        return top;
    }

    /** Another number if anybody has pushed or popped. */
    int changes() {
        return changes;
    }
}

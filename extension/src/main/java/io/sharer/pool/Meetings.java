package io.sharer.pool;

import org.jspecify.annotations.Nullable;

/**
 * Keeps threads apart that have met over a hint or a slot: for a while each begins with the slot that it had last, and
 * leaves alone the hints that all have in common. It goes back to those when nobody else has used them for that while:
 * then what was given back last is lent first again.
 *
 * <p>So of several threads all but one keep apart, for as long as they go on. Nothing is there before two have met, and
 * nothing is kept on threads: which note is a thread's is told by its id. Those who have the same one disturb each
 * other, which costs time and harms nothing. Written and read racily, as all hints are.
 */
final class Meetings<T> extends Padding {
    /** For how many loans a thread keeps to itself. */
    static final int LOANS = 256;

    /** More than can run at once, by and large; a power of two. */
    private static final int NOTES =
            Math.max(8, 4 * Integer.highestOneBit(Runtime.getRuntime().availableProcessors()));

    private volatile Note<T> @Nullable [] notes;

    /** What is known of the threads that have it by their ids. */
    static final class Note<T> extends Padding {
        private @Nullable Slot<T> last;

        /** For how many loans they keep to that; not positive if they have not met others. */
        private int left;

        /** How often the common hints had changed when these loans began. */
        private int changes;

        /** A loan begins; returns which slot was given back last here. */
        @Nullable Slot<T> begin(Recency<T> common) {
            if (--left == 0 && changes != common.changes()) {
                keepApart(common);
            }
            return last;
        }

        void noteReturn(Slot<T> slot) {
            if (last != slot) {
                last = slot;
            }
        }

        private void keepApart(Recency<T> common) {
            left = LOANS;
            changes = common.changes();
        }
    }

    /** The note of a thread, if it has met another lately. */
    @Nullable Note<T> noteOf(Thread thread) {
        Note<T>[] all = notes;
        if (all == null) {
            return null;
        }
        Note<T> note = all[indexOf(thread)];
        return note.left > 0 ? note : null;
    }

    /** A thread has met another. */
    void met(Thread thread, Recency<T> common) {
        Note<T>[] all = notes;
        if (all == null) {
            all = newNotes();
            notes = all;
        }
        all[indexOf(thread)].keepApart(common);
    }

    private static int indexOf(Thread thread) {
        return (int) thread.getId() & (NOTES - 1);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static <T> Note<T>[] newNotes() {
        Note<T>[] all = new Note[NOTES];
        for (int i = 0; i < NOTES; i++) {
            all[i] = new Note<>();
        }
        return all;
    }
}

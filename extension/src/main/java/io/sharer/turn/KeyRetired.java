package io.sharer.turn;

/** Tells a call that the queue of its key was retired before it came there, so that it looks for the key again. */
final class KeyRetired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyRetired() {
        super(null, null, false, false);
    }
}

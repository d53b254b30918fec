package io.sharer.loop;

import org.jspecify.annotations.Nullable;

/** One who waits for a place in a channel: a thread, or a future of the loop. Told apart by identity. */
final class ChannelSender<T> extends ChannelWaiter {
    private final T element;
    private final @Nullable LoopLife life;
    private final @Nullable LoopFuture<Void> future;
    private volatile boolean refused;

    private ChannelSender(T element, @Nullable LoopLife life, @Nullable LoopFuture<Void> future) {
        this.element = element;
        this.life = life;
        this.future = future;
    }

    static <T> ChannelSender<T> thread(T element) {
        return new ChannelSender<>(element, null, null);
    }

    static <T> ChannelSender<T> future(T element, LoopLife life, LoopFuture<Void> future) {
        return new ChannelSender<>(element, life, future);
    }

    T element() {
        return element;
    }

    /** Its element is in the channel. Not under the lock. */
    void accepted() {
        tell(null);
    }

    /** It will not be. Not under the lock. */
    void refuse(RuntimeException refusal) {
        refused = true;
        tell(refusal);
    }

    private void tell(@Nullable RuntimeException refusal) {
        LoopFuture<Void> told = future;
        if (told == null || life == null) {
            release();
        } else {
            life.onLoop(() -> told.settle(null, refusal));
        }
    }

    boolean wasRefused() {
        return refused;
    }
}

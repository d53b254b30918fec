package io.sharer.loop;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One who waits for an element of a channel: a thread, or a future of the loop. Told apart by identity. */
final class ChannelReceiver<T> extends ChannelWaiter {
    private final @Nullable LoopLife life;
    private final @Nullable LoopFuture<T> future;
    private volatile @Nullable T element;

    private ChannelReceiver(@Nullable LoopLife life, @Nullable LoopFuture<T> future) {
        this.life = life;
        this.future = future;
    }

    static <T> ChannelReceiver<T> thread() {
        return new ChannelReceiver<>(null, null);
    }

    static <T> ChannelReceiver<T> future(LoopLife life, LoopFuture<T> future) {
        return new ChannelReceiver<>(life, future);
    }

    boolean isFuture() {
        return future != null;
    }

    /** Gives a thread its element. */
    void give(T given) {
        element = given;
        release();
    }

    /** What a thread was given; {@code null} if the channel has been closed. */
    @Nullable T element() {
        return element;
    }

    void onLoop(Runnable action) {
        Objects.requireNonNull(life).onLoop(action);
    }

    /** Completes the future, on the loop; false if it was cancelled before. */
    boolean tell(T given) {
        return Objects.requireNonNull(future).settle(given, null);
    }

    /** Nothing comes any more. Not under the lock. */
    void refuse(RuntimeException refusal) {
        LoopFuture<T> told = future;
        if (told == null) {
            release();
        } else {
            onLoop(() -> told.settle(null, refusal));
        }
    }
}

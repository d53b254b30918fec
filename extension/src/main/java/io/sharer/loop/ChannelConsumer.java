package io.sharer.loop;

import io.sharer.ChannelClosedException;
import io.sharer.waits.Blockers;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Consumes a channel on the loop, element by element. */
final class ChannelConsumer<T> implements Pending {
    private final LoopChannel<T> channel;
    private final LoopLife life;
    private final LoopFuture<Void> result;
    private final Consumer<? super T> consumer;
    private volatile boolean over;
    private volatile @Nullable CompletableFuture<T> receiving;

    ChannelConsumer(LoopChannel<T> channel, LoopLife life, LoopFuture<Void> result, Consumer<? super T> consumer) {
        this.channel = channel;
        this.life = life;
        this.result = result;
        this.consumer = consumer;
        result.belongsTo(this);
    }

    /** Waits for the next element. */
    @SuppressWarnings("FutureReturnValueIgnored") // what it leads to is the result
    void next() {
        CompletableFuture<T> coming = channel.receive();
        receiving = coming;
        coming.whenComplete(this::came);
        if (over) {
            coming.cancel(false);
        }
    }

    private void came(@Nullable T element, @Nullable Throwable failure) {
        if (element == null) {
            boolean regular = failure instanceof ChannelClosedException;
            life.onLoop(() -> result.settle(null, regular ? null : failure));
            return;
        }
        if (over) {
            // It was on its way when the consuming was cancelled.
            channel.putBack(element);
            return;
        }
        try {
            consumer.accept(element);
        } catch (Throwable thrown) { // whatever it is, the future must tell it
            over = true;
            result.settle(null, thrown);
            return;
        }
        if (!over) {
            next();
        }
    }

    @Override
    public boolean withdraw(boolean byCancelling) {
        over = true;
        CompletableFuture<T> coming = receiving;
        if (coming != null) {
            coming.cancel(false);
        }
        return true;
    }

    @Override
    public void cancelBegun(boolean interrupt) {
        // It runs on the loop, or waits, and has been left.
    }

    @Override
    public boolean isRunning() {
        return false;
    }

    @Override
    public boolean endsAtStop() {
        return false;
    }

    @Override
    public Blockers blockers() {
        return LoopBlockers.ofLoop(life, description());
    }

    @Override
    public String description() {
        return "the consuming of a channel";
    }
}

package io.sharer.turn;

import io.sharer.Access;
import org.jspecify.annotations.Nullable;

/**
 * A turn that the calling thread is inside for a moment, though it is not the thread's own: it is left to a stage that
 * the thread goes on with, or kept by its transaction. Until it is closed the turn does not end.
 */
final class EnteredTurn implements AutoCloseable {
    private final TurnQueue queue;
    private final KeptTurns.@Nullable Visit visit;
    private final @Nullable ContinuingThread continuing;

    private EnteredTurn(TurnQueue queue, KeptTurns.@Nullable Visit visit, @Nullable ContinuingThread continuing) {
        this.queue = queue;
        this.visit = visit;
        this.continuing = continuing;
    }

    /** Enters such a turn of the queue; {@code null} if there is none any more. */
    static @Nullable EnteredTurn of(TurnQueue queue, Object label, CallSettings asked) throws InterruptedException {
        CallSettings reading = new CallSettings(Access.READ, asked.overflow(), asked.timeoutNanos());
        KeptTurns kept = queue.holders().kept();
        KeptTurns.Visit visit = kept == null ? null : kept.enter(label, reading);
        if (visit != null) {
            return new EnteredTurn(queue, visit, null);
        }
        ContinuingThread continuing = queue.goOn(Thread.currentThread(), label, reading);
        return continuing == null ? null : new EnteredTurn(queue, null, continuing);
    }

    /** Whether the turn may run beside other readers. */
    boolean isRead() {
        return visit == null ? continuing != null && continuing.read : visit.isRead();
    }

    @Override
    public void close() {
        if (visit != null) {
            visit.close();
        } else {
            queue.release(continuing);
        }
    }
}

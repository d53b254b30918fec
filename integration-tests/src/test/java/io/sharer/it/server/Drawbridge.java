package io.sharer.it.server;

import io.sharer.SerialExecutor;
import io.sharer.Turn;
import io.sharer.TurnTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * In the library of an EAR: a queue that no container makes, which all WARs have in common, however many containers
 * there are. It is no bean.
 */
public final class Drawbridge {
    private static final SerialExecutor QUEUE =
            SerialExecutor.builder("drawbridge").timeout(Duration.ZERO).build();

    private static volatile CompletableFuture<Void> lowered = CompletableFuture.completedFuture(null);

    private Drawbridge() {}

    /** Has the turn until {@link #lower()}. */
    @SuppressWarnings("FutureReturnValueIgnored") // who is kept out finds out
    public static void raise() {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        lowered = stage;
        QUEUE.submitStage(() -> stage);
    }

    /** Ends the turn of {@link #raise()}. */
    public static void lower() {
        lowered.complete(null);
    }

    /** Crosses now or never, and tells in whose turn. */
    public static String cross() throws Exception {
        try {
            return QUEUE.call(() -> Turn.current().map(Turn::queue).orElse("no turn"));
        } catch (TurnTimeoutException e) {
            return "raised";
        }
    }

    /** The EAR ends, and the queue's threads with it. */
    public static void close() {
        QUEUE.close();
    }
}

package io.sharer.loop;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Tells failures that no future tells: to the log and, on the loop, to the handler. */
final class Failures {
    private final String loop;
    private final Consumer<? super Throwable> handler;
    private final LongAdder count;

    Failures(String loop, Consumer<? super Throwable> handler, LongAdder count) {
        this.loop = loop;
        this.handler = handler;
        this.count = count;
    }

    /**
     * Tells one.
     *
     * @param onLoop runs the handler
     */
    void tell(String text, Throwable failure, Executor onLoop) {
        count.increment();
        LoopLog.error(text, failure);
        onLoop.execute(() -> handle(failure));
    }

    private void handle(Throwable failure) {
        try {
            handler.accept(failure);
        } catch (Throwable thrown) { // the loop goes on
            LoopLog.error(LoopMessages.handlerFailed(loop), thrown);
        }
    }
}

package io.sharer.turn;

import io.sharer.Access;
import io.sharer.Overflow;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Calls of a queue with keys, as the tests make them. */
record Keyed(SerialQueue queue, CallSettings settings) {
    static final CallSettings READ = CallSettings.of(Access.READ, Overflow.REJECT, null);

    static Keyed of(SerialQueue queue) {
        return new Keyed(queue, CallSettings.DEFAULT);
    }

    Keyed with(CallSettings other) {
        return new Keyed(queue, other);
    }

    <T extends @Nullable Object> T call(Object key, Callable<T> body) throws Exception {
        return callWith(new Object[] {key}, body);
    }

    @SuppressWarnings("NullAway") // it does not see that the compiled method takes parts that are null
    <T extends @Nullable Object> T callWith(@Nullable Object[] key, Callable<T> body) throws Exception {
        return queue.callKeyed(key, body, "work(" + body.getClass().getSimpleName() + ")", settings, true);
    }

    CompletableFuture<Object> submit(Object key, Callable<?> body) {
        return stage(key, () -> CompletableFuture.completedStage(body.call()));
    }

    CompletableFuture<Object> stage(Object key, Callable<? extends CompletionStage<?>> body) {
        return queue.submitAsyncKeyed(new Object[] {key}, body, "later", settings);
    }

    /** How many keys have a queue now. */
    int keys() {
        return queue.liveKeys();
    }
}

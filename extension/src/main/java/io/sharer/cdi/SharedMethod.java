package io.sharer.cdi;

import io.sharer.Until;
import io.sharer.turn.CallSettings;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How calls of one method of a bean are queued.
 *
 * @param label what messages call the method
 * @param queue the queue's name; empty for the instance's own
 * @param asynchronous whether the method returns at once
 * @param declaresInterruptedException whether its callers are ready for an {@link InterruptedException}
 * @param key the positions of the parameters that are its key, in their order; empty if it has none
 * @param settings what the call asks of the queue
 * @param until when the turn ends
 * @param mayEndEarly whether a transaction that is under way as the turn is taken may outlast it, and nobody was told
 */
record SharedMethod(
        String label,
        String queue,
        boolean asynchronous,
        boolean declaresInterruptedException,
        List<Integer> key,
        CallSettings settings,
        Until until,
        AtomicBoolean mayEndEarly) {
    static SharedMethod of(
            Method method, List<Integer> key, String queue, CallSettings settings, Until until, boolean mayEndEarly) {
        return new SharedMethod(
                labelOf(method),
                queue,
                isAsynchronous(method.getReturnType()),
                declaresInterruptedException(method),
                key,
                settings,
                until,
                new AtomicBoolean(mayEndEarly));
    }

    /** The same, with calls that ask something else. */
    SharedMethod asking(CallSettings other) {
        return new SharedMethod(
                label, queue, asynchronous, declaresInterruptedException, key, other, until, mayEndEarly);
    }

    boolean isKeyed() {
        return !key.isEmpty();
    }

    /** The key of a call, of the arguments that are one. */
    @Nullable Object[] keyOf(@Nullable Object[] arguments) {
        @Nullable Object[] parts = new Object[key.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = arguments[key.get(i)];
        }
        return parts;
    }

    static boolean isAsynchronous(Class<?> type) {
        return type == CompletionStage.class || type == CompletableFuture.class || type == Future.class;
    }

    static String labelOf(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static boolean declaresInterruptedException(Method method) {
        return Arrays.stream(method.getExceptionTypes())
                .anyMatch(type -> type.isAssignableFrom(InterruptedException.class));
    }
}

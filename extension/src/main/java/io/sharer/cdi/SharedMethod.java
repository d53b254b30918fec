package io.sharer.cdi;

import io.sharer.turn.CallSettings;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * How calls of one method of a bean are queued.
 *
 * @param label what messages call the method
 * @param queue the queue's name; empty for the instance's own
 * @param asynchronous whether the method returns at once
 * @param declaresInterruptedException whether its callers are ready for an {@link InterruptedException}
 * @param mayJoinTransaction whether what the body does may be part of a transaction that its caller has begun
 * @param settings what the call asks of the queue
 */
record SharedMethod(
        String label,
        String queue,
        boolean asynchronous,
        boolean declaresInterruptedException,
        boolean mayJoinTransaction,
        CallSettings settings) {
    static SharedMethod of(Method method, String queue, boolean mayJoinTransaction, CallSettings settings) {
        return new SharedMethod(
                labelOf(method),
                queue,
                isAsynchronous(method.getReturnType()),
                declaresInterruptedException(method),
                mayJoinTransaction,
                settings);
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

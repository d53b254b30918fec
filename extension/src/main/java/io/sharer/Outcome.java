package io.sharer;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What has become of one input of a {@link WorkQueue}: a value, which may be {@code null}, or a failure.
 *
 * @param input what was worked on
 * @param value what the work returned; {@code null} if it failed
 * @param failure what it threw; {@code null} if it succeeded
 * @param <T> the type of the inputs
 * @param <R> the type of the values
 */
public record Outcome<T extends @Nullable Object, R extends @Nullable Object>(
        T input, @Nullable R value, @Nullable Throwable failure) {
    /** {@return whether there is a value} */
    public boolean isSuccess() {
        return failure == null;
    }

    /**
     * The value.
     *
     * @return what the work returned
     * @throws CompletionException with the failure as its cause, if there is one
     */
    @SuppressWarnings("NullAway") // null only if R includes it
    public R get() {
        if (failure != null) {
            throw new CompletionException(failure);
        }
        return value;
    }
}

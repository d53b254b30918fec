package io.sharer.platform;

import io.sharer.spi.ContextCarrier;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives functions the context of the thread that asks for it, wherever and whenever each is called, once. */
final class CapturedContext {
    private final ContextCarrier carrier;

    CapturedContext(ContextCarrier carrier) {
        this.carrier = carrier;
    }

    /** A carrier takes bodies without arguments, so these come to the body on the way. */
    private final class Captured<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> {
        private final Callable<R> body;
        private @Nullable A first;
        private @Nullable B second;

        @SuppressWarnings("NullAway") // set before the body is called, to what the types allow
        Captured(BiFunction<? super A, ? super B, ? extends R> function) {
            body = carrier.carry(() -> function.apply(first, second));
        }

        R apply(A a, B b) {
            first = a;
            second = b;
            try {
                return body.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) { // a carrier's own: the function throws none
                throw new CompletionException(e);
            }
        }
    }

    <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> BiFunction<A, B, R> function(
            BiFunction<? super A, ? super B, ? extends R> function) {
        Objects.requireNonNull(function, "function");
        return new Captured<A, B, R>(function)::apply;
    }

    <A extends @Nullable Object, R extends @Nullable Object> Function<A, R> function(
            Function<? super A, ? extends R> function) {
        Objects.requireNonNull(function, "function");
        Captured<A, @Nullable Void, R> captured = new Captured<>((a, nothing) -> function.apply(a));
        return a -> captured.apply(a, null);
    }

    <A extends @Nullable Object, B extends @Nullable Object> BiConsumer<A, B> consumer(
            BiConsumer<? super A, ? super B> action) {
        Objects.requireNonNull(action, "action");
        Captured<A, B, @Nullable Void> captured = new Captured<>((a, b) -> {
            action.accept(a, b);
            return null;
        });
        return captured::apply;
    }

    <A extends @Nullable Object> Consumer<A> consumer(Consumer<? super A> action) {
        Objects.requireNonNull(action, "action");
        Captured<A, @Nullable Void, @Nullable Void> captured = new Captured<>((a, nothing) -> {
            action.accept(a);
            return null;
        });
        return a -> captured.apply(a, null);
    }

    <R extends @Nullable Object> Supplier<R> supplier(Supplier<? extends R> supplier) {
        Objects.requireNonNull(supplier, "supplier");
        Captured<@Nullable Void, @Nullable Void, R> captured = new Captured<>((nothing, none) -> supplier.get());
        return () -> captured.apply(null, null);
    }

    Runnable runnable(Runnable action) {
        Objects.requireNonNull(action, "action");
        Captured<@Nullable Void, @Nullable Void, @Nullable Void> captured = new Captured<>((nothing, none) -> {
            action.run();
            return null;
        });
        return () -> captured.apply(null, null);
    }
}

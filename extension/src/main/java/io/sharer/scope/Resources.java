package io.sharer.scope;

import io.sharer.OutsideUse;
import io.sharer.ResourceManager;
import io.sharer.ResourceTemplate;
import io.sharer.spi.EventObserver;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens this package to plain Java, and to asynchronous calls. */
public final class Resources {
    /** The application of those who have no context class loader. */
    private static final Object NO_LOADER = new Object();

    private Resources() {}

    /** What {@link ResourceManager#create()} returns. */
    public static ResourceManager manager() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return new ScopeManager(loader == null ? NO_LOADER : loader);
    }

    /** What {@link ResourceTemplate#of(Callable)} returns. */
    public static <R extends @Nullable Object> ResourceTemplate<R> template(Callable<? extends R> acquire) {
        return made(Objects.requireNonNull(acquire, "acquire"), acquire, Resources::closeIfCloseable);
    }

    /** What {@link ResourceTemplate#of(Callable, Consumer)} returns. */
    public static <R extends @Nullable Object> ResourceTemplate<R> template(
            Callable<? extends R> acquire, Consumer<? super R> release) {
        Objects.requireNonNull(release, "release");
        return made(Objects.requireNonNull(acquire, "acquire"), acquire, release::accept);
    }

    /** What {@link ResourceTemplate#ofAsync} returns. */
    public static <R extends @Nullable Object> ResourceTemplate<R> asyncTemplate(
            Callable<? extends CompletionStage<? extends R>> acquire,
            Function<? super R, ? extends CompletionStage<?>> release) {
        AsyncPair<R> pair = new AsyncPair<>(
                Objects.requireNonNull(acquire, "acquire"),
                Objects.requireNonNull(release, "release"),
                ScopeManager.PATIENCE);
        return made(acquire, pair::acquire, pair::release);
    }

    private static <R extends @Nullable Object> ResourceTemplate<R> made(
            Object given, Callable<? extends R> acquire, Pair.Release<R> release) {
        Pair<R> pair = new Pair<>(given, acquire, release);
        return Templates.add(new Template<>(pair, null));
    }

    private static void closeIfCloseable(@Nullable Object resource) throws Exception {
        if (resource instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /**
     * What becomes of resources that are acquired outside any scope, of an application's templates that do not say.
     *
     * @param application what is the same for the whole application, and for no other; keeps no class loader
     * @param loaders of the application's classes, and the context class loaders of its threads
     * @param observer is told of deadlocks there; kept as long as the application keeps it
     */
    public static void outsideUse(
            Object application, Collection<ClassLoader> loaders, OutsideUse use, EventObserver observer) {
        OutsidePolicies.set(application, loaders, use, observer);
    }

    /** The application has ended: what it has said of outside use does not hold any more. */
    public static void forgetOutsideUse(Object application) {
        OutsidePolicies.forget(application);
    }

    /** What {@link ResourceTemplate#all()} returns. */
    public static List<ResourceTemplate<?>> templates() {
        return Templates.of(Thread.currentThread().getContextClassLoader());
    }

    /**
     * The scope that is open in the calling thread's context, if there is one, ends after this outcome of code that it
     * goes along to.
     *
     * @param isBehindThisThread whether the calling thread, by waiting for the outcome, would keep it from coming;
     *     asked by the thread that ends the scope
     * @return the outcome
     */
    public static <T extends @Nullable Object> CompletableFuture<T> await(
            CompletableFuture<T> outcome, BooleanSupplier isBehindThisThread) {
        OpenScope scope = Contexts.current();
        if (scope != null) {
            scope.await(outcome, isBehindThisThread);
        }
        return outcome;
    }

    /** Does it in no scope: what it takes along to elsewhere is in none. */
    public static <T extends @Nullable Object> T outside(Supplier<T> action) {
        if (Contexts.here() == null) {
            return action.get();
        }
        Binding nothing = Contexts.enter(null);
        try {
            return action.get();
        } finally {
            Contexts.exit(nothing);
        }
    }

    /**
     * What is held of this in the scope that is open in the calling thread's context, or is acquired for it now.
     *
     * @throws IllegalStateException if none is open, or it has ended
     */
    public static <R extends @Nullable Object> R acquire(Acquisition<R> what) {
        OpenScope scope = Contexts.current();
        if (scope == null) {
            throw ScopeMessages.outside(what.description());
        }
        return scope.holdings().acquire(what);
    }

    /** What is held under this key in the scope that is open in the calling thread's context, if anything is. */
    public static <R> @Nullable R find(Object key, Class<R> type) {
        OpenScope scope = Contexts.current();
        return scope == null ? null : scope.holdings().find(key, type);
    }

    /** Releases it in the scope that is open in the calling thread's context, if it is held there. */
    public static void release(Acquisition<?> what) {
        OpenScope scope = Contexts.current();
        if (scope != null) {
            scope.holdings().release(what);
        }
    }

    /** Whether a scope is open in the calling thread's context. */
    public static boolean isActive() {
        OpenScope scope = Contexts.current();
        return scope != null && !scope.isOver();
    }

    /**
     * Releases all that was acquired outside any scope of templates that belong to this application. Each thread's is
     * logged.
     *
     * @param application the context class loaders of its threads
     */
    public static void releaseOutside(Collection<? extends @Nullable ClassLoader> application) {
        OutsideHoldings.releaseIf(key -> key instanceof Pair<?> pair && pair.isOfOneOf(application), false);
    }
}

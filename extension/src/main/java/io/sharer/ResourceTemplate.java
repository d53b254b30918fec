package io.sharer;

import io.sharer.scope.Resources;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a resource is acquired and released. Each resource scope has one resource of a template at most, acquired by the
 * first who asks for it there.
 *
 * <p>Which scope that is does not depend on the manager: it is the one that is open in the caller's context, see
 * {@link ResourceManager}. <b>Outside any scope</b> a resource is bound to the thread, as {@link #outside} says. There
 * it is released by {@link #release()}, or when the thread is dead: by {@link #purge()}, or when somebody next acquires
 * something outside any scope.
 *
 * <p>What is acquired may be {@code null}, and is released as anything else then. Thread-safe. The functions run on the
 * caller's thread, under no lock.
 *
 * @param <R> the resource
 */
public interface ResourceTemplate<R extends @Nullable Object> {
    /**
     * A resource that is released by {@link AutoCloseable#close()}, if it has that, and else left alone.
     *
     * @param <R> the type of the resource
     * @param acquire makes it
     * @return the template
     */
    static <R extends @Nullable Object> ResourceTemplate<R> of(Callable<? extends R> acquire) {
        return Resources.template(acquire);
    }

    /**
     * A resource and what releases it.
     *
     * @param <R> the type of the resource
     * @param acquire makes it
     * @param release is given it at the end
     * @return the template
     */
    static <R extends @Nullable Object> ResourceTemplate<R> of(
            Callable<? extends R> acquire, Consumer<? super R> release) {
        return Resources.template(acquire, release);
    }

    /**
     * A resource that comes, and goes, some time later. Both are waited for: its coming by who acquires it, however
     * long that takes, and its going at the end of the scope, for 30 seconds at most. If the thread is interrupted
     * while it waits for the resource, that is released as soon as it comes.
     *
     * @param <R> the type of the resource
     * @param acquire makes it, later
     * @param release is given it at the end
     * @return the template
     */
    static <R extends @Nullable Object> ResourceTemplate<R> ofAsync(
            Callable<? extends CompletionStage<? extends R>> acquire,
            Function<? super R, ? extends CompletionStage<?>> release) {
        return Resources.asyncTemplate(acquire, release);
    }

    /** {@return all templates of this application that are in use, as the context class loader tells it} */
    static List<ResourceTemplate<?>> all() {
        return Resources.templates();
    }

    /**
     * {@return this template, where use outside any scope is treated as given}
     *
     * @param use what becomes of it
     */
    ResourceTemplate<R> outside(OutsideUse use);

    /**
     * {@return the resource of the scope that is open in this context} Who asks while another thread of the same scope
     * acquires it waits for that.
     *
     * @throws AcquireException if it cannot be acquired, or the thread is interrupted while it waits: its interrupt
     *     flag is set then. Nothing is left of it, and the next who asks tries again
     * @throws IllegalStateException if no scope is open and there has to be one, or if the scope has ended
     * @throws TurnDeadlockException if acquiring it needs the very same resource, or if waiting for another thread that
     *     acquires it closes a circle, of turns, pools and the like
     */
    R acquire();

    /**
     * Releases the resource of this context before its scope ends, if it has one. The next {@link #acquire()} acquires
     * another one.
     *
     * @throws RuntimeException what releasing it throws; of checked exceptions a {@link ReleaseException}
     */
    void release();

    /**
     * Releases the resources of this template that threads have left which are dead by now. Each is logged.
     *
     * @return how many there were
     */
    int purge();
}

package io.sharer.cdi.pool;

import io.sharer.ThreadScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The context of threads. What a thread has in a request is kept by a request-scoped bean and ends with that; what it
 * has outside any is kept here, by thread, and not in a thread-local: nobody tells when a thread ends, so somebody else
 * has to look.
 *
 * <p>A timer looks as long as there is any, and whoever has something for the first time looks, too, since he may be
 * waiting for what a dead thread has.
 */
public final class ThreadContext implements AlterableContext {
    /** New threads look no more often than this, however many there are. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** One for each application that runs. What a thread has belongs to it, in whatever application. */
    private static final Set<ThreadContext> LIVE = ConcurrentHashMap.newKeySet();

    private final BeanManager beanManager;
    private final Supplier<RequestThreads> requests;
    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final long periodNanos;
    private final Map<Thread, ThreadStore> threads = new ConcurrentHashMap<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime() - LEAST_NANOS);

    /**
     * @param requests the bean of the active request that keeps what threads have in it
     * @param timer runs nothing but looks
     * @param executor destroys what dead threads had
     * @param period how often dead threads are looked for
     */
    ThreadContext(
            BeanManager beanManager,
            Supplier<RequestThreads> requests,
            ScheduledExecutorService timer,
            Executor executor,
            Duration period) {
        this.beanManager = beanManager;
        this.requests = requests;
        this.timer = timer;
        this.executor = executor;
        this.periodNanos = period.toNanos();
    }

    /** The application runs. */
    void begin() {
        LIVE.add(this);
    }

    /** Ends what the calling thread has, in all applications. */
    public static void releaseCurrentThread() {
        LIVE.forEach(ThreadContext::release);
    }

    private void release() {
        if (isRequestActive()) {
            requests.get().release();
        }
        end(Thread.currentThread(), threads.get(Thread.currentThread()));
    }

    /** Ends what all threads have. */
    void endAll() {
        threads.forEach(this::end);
    }

    /** The application has ended. */
    void stop() {
        LIVE.remove(this);
        endAll();
    }

    private void end(Thread thread, @Nullable ThreadStore store) {
        if (store != null && threads.remove(thread, store)) {
            store.end();
        }
    }

    // --- Having ---

    @Override
    public Class<? extends Annotation> getScope() {
        return ThreadScoped.class;
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean) {
        return get(bean, null);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean, @Nullable CreationalContext<T> context) {
        ThreadStore store = isRequestActive() ? requests.get().ofThread() : ofThread(context != null);
        return store == null ? null : store.get(bean, context);
    }

    @Override
    public void destroy(Contextual<?> bean) {
        ThreadStore store = isRequestActive() ? requests.get().ofThread() : ofThread(false);
        if (store != null) {
            store.destroy(bean);
        }
    }

    /** The only way to ask in every version of CDI. */
    private boolean isRequestActive() {
        try {
            return beanManager.getContext(RequestScoped.class).isActive();
        } catch (ContextNotActiveException none) {
            return false;
        }
    }

    private @Nullable ThreadStore ofThread(boolean create) {
        Thread thread = Thread.currentThread();
        ThreadStore store = threads.get(thread);
        if (store == null && create) {
            lookNow();
            store = new ThreadStore();
            threads.put(thread, store);
            lookLater();
        }
        return store;
    }

    // --- Looking for dead threads ---

    private void lookNow() {
        long now = System.nanoTime();
        long before = lookedAt.get();
        if (now - before >= LEAST_NANOS && lookedAt.compareAndSet(before, now)) {
            endDead(Runnable::run);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what it does is done by others
    private void lookLater() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                timer.schedule(this::look, periodNanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException stopped) {
                // The application has ended, and all that threads have with it.
                scheduled.set(false);
            }
        }
    }

    private void look() {
        scheduled.set(false);
        endDead(executor);
        if (!threads.isEmpty()) {
            lookLater();
        }
    }

    private void endDead(Executor by) {
        threads.forEach((thread, store) -> {
            if (!thread.isAlive() && threads.remove(thread, store)) {
                endBy(by, store);
            }
        });
    }

    private static void endBy(Executor by, ThreadStore store) {
        try {
            by.execute(store::end);
        } catch (RejectedExecutionException stopped) {
            store.end();
        }
    }
}

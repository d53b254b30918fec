package io.sharer.cdi.pool;

import io.sharer.cdi.RequestScopeCarrier;
import io.sharer.platform.Execution;
import io.sharer.platform.Platform;
import io.sharer.spi.ContextCarrier;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs what pools do away from their borrowers, on the platform's executor, within the context that the application was
 * started in: whoever happens to cause it, a housekeeper or a user's request, has nothing to do with it. Each task has
 * a request scope of its own.
 */
public final class StartedExecutor implements Executor {
    private static final int ALL = Integer.MAX_VALUE;

    private final Execution execution;
    private final ContextCarrier requests;

    /** Each task that is given to the executor and not done has one. */
    private final Semaphore underWay = new Semaphore(ALL);

    @SuppressWarnings("ThreadLocalUsage") // one per application; set and removed within one call
    private final ThreadLocal<@Nullable Runnable> current = new ThreadLocal<>();

    private final AtomicBoolean started = new AtomicBoolean();

    /** Runs what is current on its thread within the context of the start; {@code null} before that. */
    private volatile @Nullable Callable<?> withinContext;

    /**
     * Not started.
     *
     * @param own runs tasks where there is no Jakarta Concurrency
     */
    public StartedExecutor(BeanManager beanManager, Execution own) {
        this.execution = Platform.execution(own);
        this.requests = new RequestScopeCarrier(beanManager, plain());
    }

    private static ContextCarrier plain() {
        return new ContextCarrier() {
            @Override
            public <T extends @Nullable Object> Callable<T> carry(Callable<T> body) {
                return body;
            }
        };
    }

    /** The application starts, on a thread that has its context. Only the first call counts. */
    public void start() {
        if (!started.compareAndSet(false, true)) {
            return;
        }
        withinContext = execution.carrier().carry(() -> {
            Runnable task = current.get();
            if (task != null) {
                task.run();
            }
            return true;
        });
    }

    @Override
    public void execute(Runnable task) {
        underWay.acquireUninterruptibly();
        boolean given = false;
        try {
            execution.executor().execute(() -> {
                try {
                    run(task);
                } finally {
                    underWay.release();
                }
            });
            given = true;
        } finally {
            if (!given) {
                underWay.release();
            }
        }
    }

    /**
     * Waits for tasks that are under way, for a while: what a task has done for others is known to them before its
     * request scope has ended, and the container must not be gone by then.
     */
    public void awaitTasks(long nanos) {
        try {
            if (underWay.tryAcquire(ALL, nanos, TimeUnit.NANOSECONDS)) {
                underWay.release(ALL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Runnable task) {
        Callable<?> within = withinContext;
        try {
            if (within == null) {
                inRequest(task);
                return;
            }
            current.set(() -> inRequest(task));
            try {
                within.call();
            } finally {
                current.remove();
            }
        } catch (Exception e) {
            // The context could not be had; tasks throw nothing.
            throw new IllegalStateException("a task of a pool", e);
        }
    }

    private void inRequest(Runnable task) {
        try {
            requests.carry(() -> {
                        task.run();
                        return true;
                    })
                    .call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("a task throws no checked exception", e);
        }
    }
}

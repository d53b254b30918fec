package io.sharer.cdi;

import io.sharer.QueueStats;
import io.sharer.SerialExecutor;
import io.sharer.scope.Resources;
import io.sharer.turn.SerialQueue;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A queue as beans get it injected: whoever has it may use it, but its life is the container's business. */
final class InjectedQueue implements SerialExecutor, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient SerialQueue queue;

    /** The bean whose queue it is; {@code null} for a named one. */
    private final transient @Nullable BeanQueue bean;

    private InjectedQueue(SerialQueue queue, @Nullable BeanQueue bean) {
        this.queue = queue;
        this.bean = bean;
    }

    /** The queue of the bean that it is injected into. */
    static InjectedQueue homeOf(BeanQueue bean) {
        return new InjectedQueue(bean.home(), bean);
    }

    static InjectedQueue named(QueueRegistry registry, String name) {
        return new InjectedQueue(registry.named(name), null);
    }

    @Override
    public String name() {
        return queue.name();
    }

    @Override
    public <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
        return queue.call(body);
    }

    @Override
    public void run(Runnable body) {
        queue.run(body);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> body) {
        return Resources.await(queue.submit(body), queue::isInTurn);
    }

    @Override
    public CompletableFuture<?> submit(Runnable body) {
        return Resources.await(queue.submit(body), queue::isInTurn);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Runnable body, T result) {
        return Resources.await(queue.submit(body, result), queue::isInTurn);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submitStage(Callable<? extends CompletionStage<T>> body) {
        return Resources.await(queue.submitStage(body), queue::isInTurn);
    }

    @Override
    public void execute(Runnable body) {
        if (Resources.isActive()) {
            CompletableFuture<?> ignored = Resources.await(queue.begin(body), queue::isInTurn);
        } else {
            queue.execute(body);
        }
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> bodies) throws InterruptedException {
        return queue.invokeAll(bodies);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException {
        return queue.invokeAll(bodies, timeout, unit);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies) throws InterruptedException, ExecutionException {
        return queue.invokeAny(bodies);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return queue.invokeAny(bodies, timeout, unit);
    }

    @Override
    public QueueStats stats() {
        return queue.stats();
    }

    @Override
    public void close() {
        throw refused("close");
    }

    @Override
    public void shutdown() {
        throw refused("shutdown");
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw refused("shutdownNow");
    }

    @Override
    public boolean isShutdown() {
        throw refused("isShutdown");
    }

    @Override
    public boolean isTerminated() {
        throw refused("isTerminated");
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        throw refused("awaitTermination");
    }

    private IllegalStateException refused(String method) {
        return new IllegalStateException(CdiMessages.lifeCycle(name(), method));
    }

    @Override
    public String toString() {
        return queue.toString();
    }

    private Object writeReplace() {
        return new Passivated(bean, bean == null ? name() : "");
    }

    @SuppressWarnings("UnusedVariable") // the signature is that of the serialisation
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("an InjectedQueue is written as what it belongs to");
    }

    /**
     * What a passivated bean takes along.
     *
     * @param bean whose queue it is, or {@code null}
     * @param name of the queue, where it is no bean's
     */
    private record Passivated(@Nullable BeanQueue bean, String name) implements Serializable {
        private Object readResolve() throws InvalidObjectException {
            return bean == null ? named(PassivatedQueues.registryHere(), name) : homeOf(bean);
        }
    }
}

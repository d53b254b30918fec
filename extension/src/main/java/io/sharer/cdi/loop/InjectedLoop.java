package io.sharer.cdi.loop;

import io.sharer.Channel;
import io.sharer.EventLoop;
import io.sharer.LoopBody;
import io.sharer.LoopState;
import io.sharer.LoopStats;
import io.sharer.LoopTaskHandle;
import io.sharer.QueueStats;
import io.sharer.loop.Loop;
import io.sharer.scope.Resources;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A loop as beans get it injected: whoever has it may use it, but its life is the container's business. A resource
 * scope goes along to what is asked of it there, and waits for that; but not to what runs at a later time, or for as
 * long as the loop does.
 */
final class InjectedLoop implements EventLoop {
    private final Loop loop;

    InjectedLoop(Loop loop) {
        this.loop = loop;
    }

    @Override
    public String name() {
        return loop.name();
    }

    @Override
    public <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
        return loop.call(body);
    }

    @Override
    public void run(Runnable body) {
        loop.run(body);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> body) {
        return Resources.await(loop.submit(body), loop::inLoop);
    }

    @Override
    public CompletableFuture<?> submit(Runnable body) {
        return Resources.await(loop.submit(body), loop::inLoop);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Runnable body, T result) {
        return Resources.await(loop.submit(body, result), loop::inLoop);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submitStage(Callable<? extends CompletionStage<T>> body) {
        return Resources.await(loop.submitStage(body), loop::inLoop);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> blocking(Callable<T> work) {
        return Resources.await(loop.blocking(work), loop::isInTheWayOfBlocking);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> firstOf(
            Collection<? extends Callable<? extends CompletionStage<T>>> bodies) {
        return Resources.await(loop.firstOf(bodies), loop::inLoop);
    }

    @Override
    public void execute(Runnable body) {
        CompletableFuture<?> ignored = Resources.await(loop.begin(body), loop::inLoop);
    }

    @Override
    public LoopTaskHandle task(String name, LoopBody body) {
        return Resources.outside(() -> loop.task(name, body));
    }

    @Override
    public <T> Channel<T> channel(int capacity) {
        return loop.channel(capacity);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable body, long delay, TimeUnit unit) {
        return Resources.outside(() -> loop.schedule(body, delay, unit));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> body, long delay, TimeUnit unit) {
        return Resources.outside(() -> loop.schedule(body, delay, unit));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable body, long initialDelay, long period, TimeUnit unit) {
        return Resources.outside(() -> loop.scheduleAtFixedRate(body, initialDelay, period, unit));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable body, long initialDelay, long delay, TimeUnit unit) {
        return Resources.outside(() -> loop.scheduleWithFixedDelay(body, initialDelay, delay, unit));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> bodies) throws InterruptedException {
        return loop.invokeAll(bodies);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException {
        return loop.invokeAll(bodies, timeout, unit);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies) throws InterruptedException, ExecutionException {
        return loop.invokeAny(bodies);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return loop.invokeAny(bodies, timeout, unit);
    }

    @Override
    public boolean inLoop() {
        return loop.inLoop();
    }

    @Override
    public LoopState state() {
        return loop.state();
    }

    @Override
    public QueueStats stats() {
        return loop.stats();
    }

    @Override
    public LoopStats loopStats() {
        return loop.loopStats();
    }

    @Override
    public void start() {
        throw refused("start");
    }

    @Override
    public void stop() {
        throw refused("stop");
    }

    @Override
    public void stop(Duration deadline) {
        throw refused("stop");
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
        return new IllegalStateException(LoopCdiMessages.lifeCycle(name(), method));
    }

    @Override
    public String toString() {
        return loop.toString();
    }
}

package io.sharer.loop;

import io.sharer.EventLoop;
import io.sharer.TimeSource;
import io.sharer.turn.TurnTimer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** Builds loops that need no container. */
public final class EventLoops {
    private EventLoops() {}

    /** What {@link EventLoop#named(String)} returns. */
    public static EventLoop.Builder builder(String name) {
        return new Builder(LoopConfig.of(name));
    }

    private static final class Builder implements EventLoop.Builder {
        private LoopConfig config;
        private boolean hasExecutor;

        Builder(LoopConfig config) {
            this.config = config;
        }

        @Override
        public EventLoop.Builder workers(int blockingWorkers) {
            config = config.withWorkers(blockingWorkers);
            return this;
        }

        @Override
        public EventLoop.Builder onFailure(Consumer<? super Throwable> handler) {
            config = config.withFailures(handler);
            return this;
        }

        @Override
        public EventLoop.Builder capacity(int capacity) {
            config = config.withCapacity(capacity);
            return this;
        }

        @Override
        public EventLoop.Builder watchdog(Duration limit) {
            config = config.withWatchdog(Objects.requireNonNull(limit, "limit"));
            return this;
        }

        @Override
        public EventLoop.Builder threadFactory(ThreadFactory factory) {
            config = config.withThreads(factory);
            if (!hasExecutor) {
                config = config.withExecutor(new ThreadPerWorker(factory));
            }
            return this;
        }

        @Override
        public EventLoop.Builder executor(Executor workers) {
            config = config.withExecutor(Objects.requireNonNull(workers, "workers"));
            hasExecutor = true;
            return this;
        }

        @Override
        public EventLoop.Builder stopAtExit(Duration deadline) {
            config = config.withExitDeadline(Objects.requireNonNull(deadline, "deadline"));
            return this;
        }

        @Override
        public EventLoop.Builder time(TimeSource time) {
            config = config.withTimer(TurnTimer.by(Objects.requireNonNull(time, "time")));
            return this;
        }

        @Override
        public EventLoop build() {
            return new Loop(config);
        }

        @Override
        public EventLoop start() {
            EventLoop loop = build();
            loop.start();
            return loop;
        }
    }
}

package io.sharer.loop;

import io.sharer.WorkQueue;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Builds work queues. */
public final class WorkQueues {
    private WorkQueues() {}

    /** What {@link WorkQueue#builder(String)} returns. */
    public static WorkQueue.Builder builder(String name) {
        if (name.isBlank()) {
            throw WorkMessages.blankName();
        }
        return new Builder(name);
    }

    private static final class Builder implements WorkQueue.Builder {
        private final String name;
        private int workers = Runtime.getRuntime().availableProcessors();
        private int capacity;
        private @Nullable Executor executor;

        Builder(String name) {
            this.name = name;
        }

        @Override
        public WorkQueue.Builder workers(int newWorkers) {
            if (newWorkers < 1) {
                throw WorkMessages.tooFew(name, "number of workers", newWorkers);
            }
            workers = newWorkers;
            return this;
        }

        @Override
        public WorkQueue.Builder capacity(int newCapacity) {
            if (newCapacity < 1) {
                throw WorkMessages.tooFew(name, "capacity", newCapacity);
            }
            capacity = newCapacity;
            return this;
        }

        @Override
        public WorkQueue.Builder executor(Executor newExecutor) {
            executor = Objects.requireNonNull(newExecutor, "executor");
            return this;
        }

        @Override
        public WorkQueue.Builder threadFactory(ThreadFactory factory) {
            executor = new ThreadPerWorker(factory);
            return this;
        }

        @Override
        public WorkQueue build() {
            return new BoundedQueue(name, workers, capacity == 0 ? workers : capacity, executor);
        }
    }
}

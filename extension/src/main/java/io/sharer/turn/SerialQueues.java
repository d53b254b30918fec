package io.sharer.turn;

import io.sharer.Overflow;
import io.sharer.RunOn;
import io.sharer.SerialExecutor;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Builds queues that need no container. */
public final class SerialQueues {
    private SerialQueues() {}

    /** What {@link SerialExecutor#builder(String)} returns. */
    public static SerialExecutor.Builder builder(String name) {
        return new Builder(Objects.requireNonNull(name, "name"));
    }

    private static final class Builder implements SerialExecutor.Builder {
        private final String name;
        private @Nullable Executor executor;
        private int capacity;

        Builder(String name) {
            this.name = name;
        }

        @Override
        public SerialExecutor.Builder executor(Executor newExecutor) {
            executor = Objects.requireNonNull(newExecutor, "executor");
            return this;
        }

        @Override
        public SerialExecutor.Builder runOn(RunOn runOn) {
            return only(Objects.requireNonNull(runOn, "runOn") == RunOn.CALLER, "runOn = " + runOn);
        }

        @Override
        public SerialExecutor.Builder permits(int permits) {
            return only(permits == 1, "permits = " + permits);
        }

        @Override
        public SerialExecutor.Builder capacity(int newCapacity) {
            if (newCapacity < 0) {
                throw TurnMessages.negativeCapacity(name, newCapacity);
            }
            capacity = newCapacity;
            return this;
        }

        @Override
        public SerialExecutor.Builder overflow(Overflow overflow) {
            return only(Objects.requireNonNull(overflow, "overflow") == Overflow.REJECT, "overflow = " + overflow);
        }

        @Override
        public SerialExecutor.Builder timeout(Duration timeout) {
            return only(false, "timeout = " + Objects.requireNonNull(timeout, "timeout"));
        }

        private SerialExecutor.Builder only(boolean available, String setting) {
            if (!available) {
                throw TurnMessages.notAvailable(name, setting);
            }
            return this;
        }

        @Override
        public SerialExecutor build() {
            Executor given = executor;
            if (given != null) {
                return new SerialQueue(
                        QueueConfig.of(name, given, new ClassLoaderCarrier()).withCapacity(capacity));
            }
            OwnThreads own = new OwnThreads("sharer-" + name);
            SerialQueue queue = new SerialQueue(
                    QueueConfig.of(name, own, new ClassLoaderCarrier()).withCapacity(capacity));
            queue.whenEnded(own::shutdown);
            return queue;
        }
    }
}

package io.sharer.turn;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.RunOn;
import io.sharer.SerialExecutor;
import io.sharer.TimeSource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Builds queues that need no container. */
public final class SerialQueues {
    private SerialQueues() {}

    /** What {@link SerialExecutor#builder(String)} returns. */
    public static SerialExecutor.Builder builder(String name) {
        if (name.isBlank()) {
            throw TurnMessages.blankName();
        }
        return new Builder(name);
    }

    private static final class Builder implements SerialExecutor.Builder {
        private final String name;
        private @Nullable Executor executor;
        private RunOn runOn = RunOn.CALLER;
        private int permits = 1;
        private int capacity;
        private Overflow overflow = Overflow.REJECT;
        private @Nullable Duration timeout;
        private @Nullable TimeSource time;

        Builder(String name) {
            this.name = name;
        }

        @Override
        public SerialExecutor.Builder executor(Executor newExecutor) {
            executor = Objects.requireNonNull(newExecutor, "executor");
            return this;
        }

        @Override
        public SerialExecutor.Builder runOn(RunOn newRunOn) {
            runOn = Objects.requireNonNull(newRunOn, "runOn");
            return this;
        }

        @Override
        public SerialExecutor.Builder permits(int newPermits) {
            if (newPermits < 1) {
                throw TurnMessages.invalidPermits(name, newPermits);
            }
            permits = newPermits;
            return this;
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
        public SerialExecutor.Builder overflow(Overflow newOverflow) {
            overflow = Objects.requireNonNull(newOverflow, "overflow");
            return this;
        }

        @Override
        public SerialExecutor.Builder timeout(Duration newTimeout) {
            Objects.requireNonNull(newTimeout, "timeout");
            if (newTimeout.isNegative()) {
                throw TurnMessages.negativeTimeout(name, newTimeout);
            }
            timeout = newTimeout;
            return this;
        }

        @Override
        public SerialExecutor.Builder time(TimeSource newTime) {
            time = Objects.requireNonNull(newTime, "time");
            return this;
        }

        @Override
        public SerialExecutor build() {
            OwnThreads own = executor == null ? new OwnThreads("sharer-" + name) : null;
            TurnTimer timer = time == null ? new TurnTimer("sharer-timer-" + name) : TurnTimer.by(time);
            Executor bodies = own == null ? Objects.requireNonNull(executor) : own;
            if (runOn == RunOn.DEDICATED_THREAD) {
                bodies = new DedicatedThread("sharer-" + name, DedicatedThread.plainThreads(false), bodies);
            }
            QueueConfig config = QueueConfig.of(name, bodies, new ClassLoaderCarrier(), timer)
                    .withPermits(permits)
                    .withCapacity(capacity);
            SerialQueue queue = new SerialQueue(config, CallSettings.of(Access.WRITE, overflow, timeout));
            queue.leaveUnnoted();
            queue.whenEnded(() -> {
                timer.stop();
                if (own != null) {
                    own.shutdown();
                }
            });
            return queue;
        }
    }
}

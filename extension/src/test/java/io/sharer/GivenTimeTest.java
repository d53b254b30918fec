package io.sharer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is seen in line has begun to wait: time that moves on then moves on for it. */
@Timeout(60)
class GivenTimeTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** An hour passes as soon as it is seen that somebody waits. */
    private static final class Impatient implements TimeSource {
        private final List<Long> dates = new CopyOnWriteArrayList<>();
        private volatile BooleanSupplier somebodyWaits = () -> false;

        @Override
        public long nanoTime() {
            return somebodyWaits.getAsBoolean() ? Duration.ofHours(1).toNanos() : 0;
        }

        @Override
        public Future<?> scheduleAt(Runnable action, long at) {
            dates.add(at);
            return new CompletableFuture<>();
        }
    }

    private final Impatient time = new Impatient();

    @Test
    void ofACallForATurn() throws Exception {
        try (SerialExecutor till =
                SerialExecutor.builder("till").timeout(HALF_AN_HOUR).time(time).build()) {
            time.somebodyWaits = () -> till.stats().length() > 0;
            till.run(() -> {
                Future<?> waits = threads.submit(() -> till.run(() -> {}));

                assertThatThrownBy(() -> waits.get(20, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(TurnTimeoutException.class);
            });
        }
    }

    @Test
    void ofABodyThatIsQueued() throws Exception {
        try (SerialExecutor till =
                SerialExecutor.builder("till").timeout(HALF_AN_HOUR).time(time).build()) {
            time.somebodyWaits = () -> till.stats().length() > 0;
            CompletableFuture<String> queued = till.call(() -> till.submit(() -> "queued"));

            assertThat(time.dates).contains(HALF_AN_HOUR.toNanos());
            assertThat(queued.get(20, TimeUnit.SECONDS)).isEqualTo("queued");
        }
    }

    @Test
    void ofABorrower() throws Exception {
        try (Pool<Object> tools = Pool.builder(Object::new)
                .maxSize(1)
                .timeout(HALF_AN_HOUR)
                .time(time)
                .build()) {
            time.somebodyWaits = () -> tools.stats().waiting() > 0;
            try (Lease<Object> only = tools.borrow(Duration.ZERO)) {
                Future<?> waits = threads.submit(() -> tools.borrow());

                assertThatThrownBy(() -> waits.get(20, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(PoolTimeoutException.class);
                assertThat(only.isValid()).isTrue();
            }
        }
    }
}

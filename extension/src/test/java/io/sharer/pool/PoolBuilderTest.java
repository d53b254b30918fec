package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Pool;
import io.sharer.PoolStats;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a builder takes, and refuses. */
class PoolBuilderTest {
    private final Pool.Builder<Thing> builder = new Things().pool(0);

    private static BiFunction<Pool.Builder<Thing>, Duration, Pool.Builder<Thing>> setter(String option) {
        return switch (option) {
            case "timeout" -> Pool.Builder::timeout;
            case "drainTimeout" -> Pool.Builder::drainTimeout;
            case "maxIdle" -> Pool.Builder::maxIdle;
            case "maxAge" -> Pool.Builder::maxAge;
            case "maxLease" -> Pool.Builder::maxLease;
            case "killLease" -> Pool.Builder::killLease;
            default -> Pool.Builder::healthEvery;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "drainTimeout", "maxIdle", "maxAge", "maxLease", "killLease", "healthEvery"})
    void negativeDurationsAreRefused(String option) {
        assertThatThrownBy(() -> setter(option).apply(builder, Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("SHARER-22[34]: the " + option + " of the pool 'things' is PT-.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxIdle", "maxAge", "maxLease", "killLease", "healthEvery"})
    void zeroIsNoLimit(String option) {
        assertThatThrownBy(() -> setter(option).apply(builder, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave it out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "drainTimeout", "maxIdle", "maxAge", "maxLease", "killLease", "healthEvery"})
    void whatIsLongerThanAnybodyWaitsIsNoLimit(String option) {
        try (Pool<Thing> pool = setter(option)
                .apply(builder, Duration.ofSeconds(Long.MAX_VALUE))
                .build()) {
            pool.borrow().close();
            pool.borrowAsync().join().close();

            assertThat(pool.stats().created()).isEqualTo(1);
        }
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThatThrownBy(() -> builder.minSize(-1)).hasMessageStartingWith("SHARER-221: ");
        assertThatThrownBy(() -> builder.maxSize(-1)).hasMessageStartingWith("SHARER-221: ");
        assertThatThrownBy(() -> builder.maxUses(-1)).hasMessageStartingWith("SHARER-222: ");
        assertThatThrownBy(() -> builder.name(" ")).hasMessageStartingWith("SHARER-220: ");
        assertThatThrownBy(() -> builder.minSize(3).maxSize(2).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHARER-221: the pool 'things' has minSize 3 and maxSize 2.");
    }

    @Test
    void aNegativeWaitIsRefused() {
        try (Pool<Thing> pool = builder.build()) {
            assertThatThrownBy(() -> pool.borrow(Duration.ofNanos(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("SHARER-223: ");
        }
    }

    @Test
    void whatCanBeClosedIsClosedIfNothingElseIsSaid() {
        AtomicInteger closed = new AtomicInteger();
        Pool<AutoCloseable> pool =
                Pool.<AutoCloseable>builder(() -> closed::incrementAndGet).build();
        pool.borrow().close();
        pool.close();

        assertThat(closed).hasValue(1);
    }

    @Test
    void whatCannotBeClosedIsForgotten() {
        Pool<Object> pool = Pool.<Object>builder(Object::new).build();
        pool.borrow().close();
        pool.close();

        assertThat(pool.stats().closed()).isEqualTo(1);
    }

    @Test
    void statisticsTellWhatWasSet() {
        try (Pool<Thing> pool = builder.name("named").maxSize(7).build()) {
            PoolStats stats = pool.stats();

            assertThat(stats.name()).isEqualTo("named");
            assertThat(stats.maxSize()).isEqualTo(7);
            assertThat(stats.minSize()).isZero();
        }
    }
}

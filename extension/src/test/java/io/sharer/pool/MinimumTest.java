package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.Pool;
import io.sharer.TimeSource;
import io.sharer.turn.LogRecorder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The minimum is made ahead and kept up. */
class MinimumTest {
    @AutoClose
    private final LogRecorder log = new LogRecorder();

    private final Things things = new Things();

    private Pool<Thing> pool(int minSize, int maxSize) {
        return things.pool(maxSize)
                .minSize(minSize)
                .drainTimeout(Duration.ofSeconds(20))
                .build();
    }

    @Test
    void itIsMadeAheadAndNoMore() {
        try (Pool<Thing> pool = pool(3, 5)) {
            await().until(() -> pool.stats().idle() == 3);

            pool.borrow().close();
            assertThat(pool.stats().created()).isEqualTo(3);
            assertThat(things.most()).isEqualTo(3);
        }
    }

    @Test
    void whatIsDiscardedIsMadeAnew() {
        try (Pool<Thing> pool = pool(2, 2)) {
            await().until(() -> pool.stats().idle() == 2);
            pool.borrow().discard();

            await().until(() -> pool.stats().idle() == 2);
            assertThat(pool.stats().created()).isEqualTo(3);
            assertThat(things.most()).isEqualTo(2);
        }
    }

    @Test
    void whatIsEvictedIsMadeAnew() {
        try (Pool<Thing> pool = pool(3, 3)) {
            await().until(() -> pool.stats().idle() == 3);
            pool.evictIdle();

            await().until(() -> pool.stats().idle() == 3);
            assertThat(pool.stats().closed()).isEqualTo(3);
            assertThat(things.most()).isEqualTo(3);
        }
    }

    @Test
    void afterFailuresItIsTriedAgainUntilTheFactoryWorks() {
        things.failure = new IOException("broken");
        try (Pool<Thing> pool = pool(2, 2)) {
            await().until(() -> pool.stats().failures() >= 3);
            assertThat(log.messages()).singleElement().asString().startsWith("SHARER-234: ");
            things.failure = null;

            await().until(() -> pool.stats().idle() == 2);
        }
    }

    /** Has nothing looked at by itself. */
    private static final class StandingTime implements TimeSource {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Future<?> scheduleAt(Runnable action, long at) {
            return new CompletableFuture<>();
        }
    }

    @Test
    void aBorrowerTriesDuringThePauseAndEndsIt() {
        things.failure = new IOException("broken");
        try (ObjectPool<Thing> pool = Pools.builder(things)
                .minSize(2)
                .maxSize(3)
                .close(things::close)
                .executor(Runnable::run)
                .time(new StandingTime())
                .build()) {
            // Each of these comes after the pause, which ends up as long as it gets.
            for (int i = 0; i < 10; i++) {
                pool.upkeep().look(Duration.ofMinutes(1).toNanos());
            }
            assertThat(pool.stats().failures()).isEqualTo(11);
            pool.upkeep().look(0);
            assertThat(pool.stats().failures()).isEqualTo(11);
            things.failure = null;
            pool.borrow().close();

            assertThat(pool.stats().idle()).isEqualTo(2);
        }
    }

    @Test
    void aPoolThatIsClosedMakesNoMore() {
        Pool<Thing> pool = pool(2, 2);
        await().until(() -> pool.stats().idle() == 2);
        pool.close();

        assertThat(pool.stats().created()).isEqualTo(2);
        assertThat(things.live()).isZero();
    }
}

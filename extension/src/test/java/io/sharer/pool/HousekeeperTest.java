package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** When the housekeeper looks, by a time that may jump at any moment. */
class HousekeeperTest {
    private long now;
    private final List<Long> dates = new ArrayList<>();
    private final List<Runnable> alarms = new ArrayList<>();

    private final Housekeeper housekeeper = new Housekeeper(new TimeSource() {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public Future<?> scheduleAt(Runnable action, long at) {
            dates.add(at);
            alarms.add(action);
            return new CompletableFuture<>();
        }
    });

    /** Takes its time to look. */
    private final class Slow implements Housekeeper.Kept {
        @Override
        public long look(long at) {
            now += 40;
            return 100;
        }

        @Override
        public String failure() {
            return "it has failed";
        }
    }

    @Test
    void theNextLookCountsFromTheTimeThatTheLastOneWasToldOf() {
        housekeeper.lookAt(new Slow(), 10);
        now = 10;
        alarms.get(0).run();
        assertThat(dates).containsExactly(10L, 110L);
    }

    @Test
    void whatIsForgottenWhileItIsLookedAtIsNotLookedAtAgain() {
        Housekeeper.Kept ends = new Housekeeper.Kept() {
            @Override
            public long look(long at) {
                housekeeper.forget(this);
                return 100;
            }

            @Override
            public String failure() {
                return "it has failed";
            }
        };
        housekeeper.lookAt(ends, 10);
        now = 10;
        alarms.get(0).run();
        assertThat(dates).containsExactly(10L);
    }

    @Test
    void anEarlierLookComesFirst() {
        Slow kept = new Slow();
        housekeeper.lookAt(kept, Long.MAX_VALUE);
        now = 5;
        // Beyond the last number: later than that.
        housekeeper.lookAt(new Slow(), Long.MIN_VALUE);
        housekeeper.lookAt(kept, 7);
        assertThat(dates).containsExactly(Long.MAX_VALUE, 7L);
    }
}

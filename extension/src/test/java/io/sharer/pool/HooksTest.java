package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolCreationException;
import io.sharer.PoolException;
import io.sharer.PoolHooks;
import io.sharer.turn.LogRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What hooks are told, in which order, and what becomes of what they throw. */
class HooksTest {
    @AutoClose
    private final LogRecorder log = new LogRecorder();

    private final Things things = new Things();
    private final List<String> told = new CopyOnWriteArrayList<>();

    /** The hooks that throw. */
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    @AutoClose
    private final Pool<Thing> pool = things.pool(1)
            .maxUses(2)
            .drainTimeout(Duration.ZERO)
            .hooks(new Recording())
            .build();

    private void tell(String hook, Thing object) {
        told.add(hook + " " + object.number);
        if (broken.contains(hook)) {
            throw new IllegalStateException(hook + " is broken");
        }
    }

    private final class Recording implements PoolHooks<Thing> {
        @Override
        public void opened(Thing object) {
            tell("opened", object);
        }

        @Override
        public void borrowed(Thing object) {
            tell("borrowed", object);
        }

        @Override
        public void returned(Thing object) {
            tell("returned", object);
        }

        @Override
        public void closed(Thing object) {
            assertThat(object.closings()).isEqualTo(1);
            tell("closed", object);
        }
    }

    @Test
    void eachIsCalledOnceAndInOrder() {
        pool.borrow().close();
        pool.borrow().close();
        pool.borrow().discard();

        assertThat(told)
                .containsExactly(
                        "opened 1",
                        "borrowed 1",
                        "returned 1",
                        "borrowed 1",
                        "returned 1",
                        "closed 1",
                        "opened 2",
                        "borrowed 2",
                        "closed 2");
    }

    @Test
    void openedThatThrowsFailsTheMaking() {
        broken.add("opened");

        assertThatThrownBy(pool::borrow)
                .isInstanceOf(PoolCreationException.class)
                .hasRootCauseMessage("opened is broken");
        assertThat(told).containsExactly("opened 1", "closed 1");
        assertThat(things.live()).isZero();
        broken.clear();
        assertThat(pool.borrow().get().number).isEqualTo(2);
    }

    @Test
    void borrowedThatThrowsFailsTheBorrowerAndClosesTheObject() {
        broken.add("borrowed");

        assertThatThrownBy(pool::borrow)
                .isExactlyInstanceOf(PoolException.class)
                .hasMessageStartingWith("SHARER-208: ")
                .hasRootCauseMessage("borrowed is broken");
        assertThat(told).containsExactly("opened 1", "borrowed 1", "closed 1");
        assertThatThrownBy(() -> pool.borrowAsync().join()).hasCauseExactlyInstanceOf(PoolException.class);
        assertThat(pool.stats().borrows()).isZero();
        assertThat(pool.stats().live()).isZero();
        broken.clear();
        assertThat(pool.borrow().isValid()).isTrue();
    }

    @Test
    void returnedThatThrowsIsLoggedOnceAndThePoolGoesOn() {
        broken.add("returned");
        pool.borrow().close();
        pool.borrow().close();
        pool.borrow().close();

        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("SHARER-231: 'returned' ")
                .contains("'things'");
        assertThat(log.records().get(0).getThrown()).hasMessage("returned is broken");
        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    void closedAndCloseThatThrowAreLoggedOnceAndFreeThePlace() {
        broken.add("closed");
        things.beforeClose = () -> {
            throw new IllegalStateException("close is broken");
        };
        for (int i = 0; i < 3; i++) {
            pool.borrow().discard();
        }

        assertThat(log.messages())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("SHARER-231: 'close' "))
                .anySatisfy(line -> assertThat(line).startsWith("SHARER-231: 'closed' "));
        assertThat(pool.stats().closed()).isEqualTo(3);
        assertThat(pool.borrow().isValid()).isTrue();
    }

    @Test
    void errorsOfTheJvmAreLoggedEachTime() {
        things.beforeClose = () -> {
            throw new OutOfMemoryError("for a test");
        };
        pool.borrow().discard();
        pool.borrow().discard();

        assertThat(log.messages()).hasSize(2).allMatch(line -> line.startsWith("SHARER-231: 'close' "));
        assertThat(pool.stats().closed()).isEqualTo(2);
        things.beforeClose = () -> "nothing";
    }

    @Test
    void statisticsRunNoHooks() {
        broken.addAll(Set.of("opened", "borrowed", "returned", "closed"));

        assertThat(pool.stats().live()).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void aLogThatThrowsHarmsNobody() {
        broken.add("returned");
        log.meanwhile(() -> {
            throw new IllegalStateException("the handler is broken");
        });
        pool.borrow().close();

        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    void aHookMayUseThePoolItself() {
        try (Pool<Thing> nested = things.pool(2).build()) {
            Lease<Thing> lease = nested.borrow();
            things.beforeClose =
                    () -> nested.stats().live() + nested.<Integer, RuntimeException>with(other -> other.number);
            lease.discard();
            things.beforeClose = () -> "nothing";

            assertThat(nested.stats().idle()).isEqualTo(1);
        }
    }
}

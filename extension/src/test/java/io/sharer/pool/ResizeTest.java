package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolClosedException;
import io.sharer.PoolTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A pool is resized, and cleared, while it runs. */
class ResizeTest {
    private final Things things = new Things();

    @AutoClose
    private final Pool<Thing> pool = things.pool(3).drainTimeout(Duration.ZERO).build();

    private final Borrowers borrowers = new Borrowers();

    @Test
    void whatIsIdleAndTooMuchIsClosedAtOnce() {
        List.of(pool.borrow(), pool.borrow(), pool.borrow()).forEach(Lease::close);
        pool.resize(0, 1);

        assertThat(pool.stats().live()).isEqualTo(1);
        assertThat(pool.stats().maxSize()).isEqualTo(1);
    }

    @Test
    void whatIsLentAndTooMuchIsClosedWhenItComesBack() {
        List<Lease<Thing>> leases = List.of(pool.borrow(), pool.borrow(), pool.borrow());
        pool.resize(0, 1);
        assertThat(leases).allMatch(Lease::isValid);
        leases.get(0).close();
        assertThat(pool.stats().live()).isEqualTo(2);
        leases.get(1).close();
        assertThat(pool.stats().live()).isEqualTo(1);
        leases.get(2).close();

        assertThat(pool.stats().live()).isEqualTo(1);
        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    void nothingIsMadeUntilEnoughIsGone() throws Exception {
        List<Lease<Thing>> leases = List.of(pool.borrow(), pool.borrow(), pool.borrow());
        pool.resize(0, 1);
        leases.get(0).discard();
        assertThatThrownBy(() -> pool.borrow(Duration.ZERO)).isInstanceOf(PoolTimeoutException.class);
        Borrowers.Call<Integer> waits = borrowers.startInLine(pool, 1, () -> pool.with(thing -> thing.number));
        leases.get(1).close();
        assertThat(waits.result()).isNotDone();
        leases.get(2).close();

        assertThat(waits.get()).isEqualTo(3);
        assertThat(pool.stats().created()).isEqualTo(3);
    }

    @Test
    void moreRoomServesWhoeverWaits() throws Exception {
        List<Lease<Thing>> leases = List.of(pool.borrow(), pool.borrow(), pool.borrow());
        Borrowers.Call<Integer> first =
                borrowers.startInLine(pool, 1, () -> pool.borrow().get().number);
        Borrowers.Call<Integer> second = borrowers.startInLine(
                pool, 2, () -> pool.borrow(Duration.ofSeconds(30)).get().number);
        pool.resize(0, 5);

        assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(4, 5);
        assertThat(leases).allMatch(Lease::isValid);
    }

    @Test
    void manyMorePlacesThanThereWereCanBeUsed() {
        pool.resize(0, 100);
        for (int i = 0; i < 100; i++) {
            assertThat(pool.borrow(Duration.ZERO).isValid()).isTrue();
        }

        assertThatThrownBy(() -> pool.borrow(Duration.ZERO)).isInstanceOf(PoolTimeoutException.class);
    }

    @Test
    void aLargerMinimumIsMade() {
        pool.resize(2, 3);

        await().until(() -> pool.stats().idle() == 2);
        assertThat(pool.stats().minSize()).isEqualTo(2);
    }

    @Test
    void impossibleSizesAreRefused() {
        assertThatThrownBy(() -> pool.resize(3, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHARER-221: the pool 'things' has minSize 3 and maxSize 2.");
        assertThatThrownBy(() -> pool.resize(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pool.resize(0, -2)).isInstanceOf(IllegalArgumentException.class);
        assertThat(pool.stats().maxSize()).isEqualTo(3);
    }

    @Test
    void aClosedPoolIsNotResized() {
        pool.close();

        assertThatThrownBy(() -> pool.resize(0, 1)).isInstanceOf(PoolClosedException.class);
    }

    @Test
    void clearingClosesWhatIsIdleOnly() {
        Lease<Thing> lent = pool.borrow();
        pool.borrow().close();
        pool.evictIdle();

        assertThat(pool.stats().live()).isEqualTo(1);
        assertThat(lent.isValid()).isTrue();
        lent.close();
        assertThat(pool.borrow().get().number).isEqualTo(1);
    }

    @Test
    void aResizeWhileAnotherClosesWhatIsTooMuchIsTheOneThatHolds() throws Exception {
        Gate closing = new Gate();
        List.of(pool.borrow(), pool.borrow()).forEach(Lease::close);
        things.beforeClose = closing;
        Borrowers.Call<String> smaller = borrowers.start(() -> {
            pool.resize(0, 1);
            return "done";
        });
        closing.awaitReached();
        pool.resize(3, 3);
        closing.open();
        smaller.get();
        pool.evictIdle();

        await().until(() -> pool.stats().live() == 3);
        assertThat(pool.stats().minSize()).isEqualTo(3);
        assertThat(pool.stats().maxSize()).isEqualTo(3);
    }

    @Test
    void whatIsToGoGoesAlthoughOthersUseItAtThatMoment() throws Exception {
        int rounds = 3_000;
        CyclicBarrier step = new CyclicBarrier(2);
        Pool<Thing> pair = things.pool(2).build();
        Borrowers.Call<Integer> other = new Borrowers().start(() -> {
            for (int round = 0; round < rounds; round++) {
                step.await(20, TimeUnit.SECONDS);
                for (int i = 0; i < 10; i++) {
                    try {
                        pair.borrow(Duration.ZERO).close();
                    } catch (PoolTimeoutException gone) {
                        assertThat(gone).hasMessageContaining("SHARER-202");
                    }
                }
                step.await(20, TimeUnit.SECONDS);
            }
            return rounds;
        });
        for (int round = 0; round < rounds; round++) {
            pair.resize(0, 2);
            Lease<Thing> one = pair.borrow();
            pair.borrow().close();

            step.await(20, TimeUnit.SECONDS);
            pair.resize(0, 1);
            step.await(20, TimeUnit.SECONDS);
            one.close();

            assertThat(pair.stats().live()).isEqualTo(1);
        }
        assertThat(other.get()).isEqualTo(rounds);
        pair.close();
    }
}

package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolClosedException;
import io.sharer.PoolCreationException;
import io.sharer.PoolHooks;
import io.sharer.PoolTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A future stands in the same line, and keeps no thread. */
class AsyncBorrowTest {
    private final Things things = new Things();

    @AutoClose
    private final Pool<Thing> pool = things.pool(1).drainTimeout(Duration.ZERO).build();

    private final Borrowers borrowers = new Borrowers();

    private static <T> Lease<T> leaseOf(CompletableFuture<Lease<T>> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    void whatIsIdleComesAtOnce() {
        pool.borrow().close();

        assertThat(pool.borrowAsync()).isDone();
    }

    @Test
    void whatHasToBeMadeIsMadeByTheExecutor() throws Exception {
        Gate gate = new Gate();
        things.before = gate;
        CompletableFuture<Lease<Thing>> future = pool.borrowAsync();
        gate.awaitReached();

        assertThat(future).isNotDone();
        gate.open();
        assertThat(leaseOf(future).get().number).isEqualTo(1);
    }

    @Test
    void futuresAndThreadsStandInOneLine() throws Exception {
        Lease<Thing> lease = pool.borrow();
        CompletableFuture<Lease<Thing>> first = pool.borrowAsync();
        Borrowers.Call<Lease<Thing>> second = borrowers.startInLine(pool, 2, pool::borrow);
        CompletableFuture<Lease<Thing>> third = pool.borrowAsync();
        lease.close();
        Lease<Thing> one = leaseOf(first);

        assertThat(pool.stats().waiting()).isEqualTo(2);
        one.close();
        Lease<Thing> two = second.get();
        assertThat(third).isNotDone();
        two.close();
        assertThat(leaseOf(third).isValid()).isTrue();
    }

    @Test
    void cancellingLeavesTheLine() {
        Lease<Thing> lease = pool.borrow();
        CompletableFuture<Lease<Thing>> future = pool.borrowAsync();
        future.cancel(false);

        assertThat(pool.stats().waiting()).isZero();
        lease.close();
        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    void completingInAnyOtherWayLeavesTheLine() {
        pool.borrow();
        CompletableFuture<Lease<Thing>> future = pool.borrowAsync();
        future.completeExceptionally(new IOException("given up"));

        assertThat(pool.stats().waiting()).isZero();
    }

    @Test
    void whatComesWhileItIsCancelledGoesBack() throws Exception {
        for (int round = 0; round < 500; round++) {
            Lease<Thing> lease = pool.borrow();
            CompletableFuture<Lease<Thing>> future = pool.borrowAsync();
            Borrowers.Call<Boolean> cancels = borrowers.start(() -> future.cancel(true));
            lease.close();
            cancels.get();
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(future::isDone);
            if (!future.isCancelled()) {
                future.join().close();
            }
            await().pollInterval(Duration.ofMillis(1)).until(() -> pool.stats().idle() == 1);
        }
        assertThat(things.made()).hasSize(1);
    }

    @Test
    void theTimeOutOfThePoolHolds() {
        try (Pool<Thing> timed = things.pool(1)
                .timeout(Duration.ofMillis(20))
                .drainTimeout(Duration.ZERO)
                .build()) {
            timed.borrow(Duration.ZERO);
            CompletableFuture<Lease<Thing>> future = timed.borrowAsync();

            assertThatThrownBy(() -> future.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(PoolTimeoutException.class);
            assertThat(timed.stats().timeouts()).isEqualTo(1);
            assertThat(timed.stats().waiting()).isZero();
        }
    }

    @Test
    void aTimeOutOfZeroFailsAtOnceWhereNothingIsFree() {
        try (Pool<Thing> timed = things.pool(1)
                .timeout(Duration.ZERO)
                .drainTimeout(Duration.ZERO)
                .build()) {
            Lease<Thing> made = timed.borrowAsync().join();

            assertThatThrownBy(() -> timed.borrowAsync().get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PoolTimeoutException.class);
            assertThat(made.isValid()).isTrue();
        }
    }

    @Test
    void theFailureOfTheFactoryFailsTheFuture() {
        things.failure = new IOException("broken");

        assertThatThrownBy(() -> pool.borrowAsync().get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(PoolCreationException.class)
                .hasCause(things.failure);
    }

    @Test
    void aClosedPoolFailsTheFuture() {
        pool.close();

        assertThatThrownBy(() -> pool.borrowAsync().get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(PoolClosedException.class);
    }

    @Test
    void whatDependsOnItRunsOnTheExecutor() throws Exception {
        Lease<Thing> lease = pool.borrow();
        CompletableFuture<String> thread = pool.borrowAsync().thenApply(given -> {
            given.close();
            return Thread.currentThread().getName();
        });
        CompletableFuture<String> later = pool.borrowAsync()
                .thenApply(given -> given)
                .thenApplyAsync(given -> Thread.currentThread().getName());
        lease.close();

        assertThat(thread.get(20, TimeUnit.SECONDS)).startsWith("sharer-things-");
        assertThat(later.get(20, TimeUnit.SECONDS)).startsWith("sharer-things-");
    }

    @Test
    void aCheckOfTheObjectIsNotMadeByWhoMustNotWait() throws Exception {
        Gate gate = new Gate();
        try (Pool<Thing> checked = things.pool(1)
                .drainTimeout(Duration.ZERO)
                .hooks(new PoolHooks<>() {
                    @Override
                    public void borrowed(Thing object) {
                        try {
                            gate.call();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }
                })
                .build()) {
            Borrowers.Call<Lease<Thing>> first = borrowers.start(checked::borrow);
            gate.awaitReached();
            gate.open();
            first.get().close();
            CompletableFuture<Lease<Thing>> future = checked.borrowAsync();

            assertThat(leaseOf(future).isValid()).isTrue();
            assertThat(checked.stats().borrows()).isEqualTo(2);
        }
    }
}

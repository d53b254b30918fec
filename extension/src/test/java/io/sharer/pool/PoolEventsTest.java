package io.sharer.pool;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.sharer.PoolCreationException;
import io.sharer.SharerEvent;
import io.sharer.SharerEvent.DrainTimedOut;
import io.sharer.SharerEvent.LeaseLeaked;
import io.sharer.SharerEvent.PoolUnhealthy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Whoever observes a pool is told of what is rare there. */
class PoolEventsTest {
    private final List<SharerEvent> told = new CopyOnWriteArrayList<>();

    private static <T> PoolBuilder<T> builder(java.util.concurrent.Callable<T> factory) {
        return new PoolBuilder<T>(factory).name("things");
    }

    @Test
    void aLongLoanIsToldOnceWithWhereItWasBorrowed() {
        Duration limit = Duration.ofDays(1);
        try (ObjectPool<Object> pool = builder(Object::new)
                .maxLease(limit)
                .executor(Runnable::run)
                .observer(told::add)
                .build()) {
            var lease = pool.borrow();
            long late = System.nanoTime() + limit.toNanos();
            pool.upkeep().look(late);
            pool.upkeep().look(late);
            lease.close();
            pool.borrow().close();
        }
        assertThat(told).hasSize(1);
        LeaseLeaked leak = (LeaseLeaked) told.get(0);
        assertThat(leak.name()).isEqualTo("things");
        assertThat(leak.killed()).isFalse();
        assertThat(leak.lent()).isGreaterThanOrEqualTo(limit);
        assertThat(leak.borrowedAt().getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(PoolEventsTest.class.getName()));
    }

    @Test
    void aKilledLoanIsTold() {
        try (ObjectPool<Object> pool = builder(Object::new)
                .killLease(Duration.ofMillis(5))
                .observer(told::add)
                .build()) {
            pool.borrow();
            await().until(() -> !told.isEmpty());
        }
        assertThat(((LeaseLeaked) told.get(0)).killed()).isTrue();
    }

    @Test
    void aFailureOfTheFactoryIsToldOnceUntilItWorksAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (ObjectPool<Object> pool = builder(() -> {
                    if (broken.get()) {
                        throw new IllegalStateException("no device");
                    }
                    return new Object();
                })
                .observer(told::add)
                .build()) {
            assertThatThrownBy(pool::borrow).isInstanceOf(PoolCreationException.class);
            assertThatThrownBy(pool::borrow).isInstanceOf(PoolCreationException.class);
            assertThat(told).hasSize(1);
            assertThat(((PoolUnhealthy) told.get(0)).cause()).hasMessage("no device");
            assertThat(pool.info().failure()).contains("no device");
            broken.set(false);
            pool.borrow().discard();
            assertThat(pool.info().canMakeObjects()).isTrue();
            broken.set(true);
            assertThatThrownBy(pool::borrow).isInstanceOf(PoolCreationException.class);
            assertThat(told).hasSize(2);
        }
    }

    @Test
    void anEndThatIsWaitedForInVainIsToldAndAnObserverThatThrowsHarmsNobody() {
        ObjectPool<Object> pool = builder(Object::new)
                .drainTimeout(Duration.ofMillis(5))
                .observer(event -> {
                    told.add(event);
                    throw new IllegalStateException("observer");
                })
                .build();
        var lease = pool.borrow();
        Thread other = new Thread(pool::close);
        other.start();
        await().until(() -> !told.isEmpty());
        lease.close();
        await().until(() -> pool.stats().live() == 0);
        assertThat(((DrainTimedOut) told.get(0)).left()).isEqualTo(1);
    }

    /** Fails with what waits, as it is put into words for the first time, for another that fails. */
    private static final class Together extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient CyclicBarrier both;
        private final transient AtomicBoolean asked = new AtomicBoolean();

        Together(CyclicBarrier both) {
            super("no device");
            this.both = both;
        }

        @Override
        public String getMessage() {
            if (asked.compareAndSet(false, true)) {
                try {
                    both.await(20, SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new AssertionError(e);
                }
            }
            return "no device";
        }
    }

    @Test
    void ofTwoFailuresAtOnceOneIsTold() {
        CyclicBarrier both = new CyclicBarrier(2);
        try (ObjectPool<Object> pool = builder(() -> {
                    throw new Together(both);
                })
                .observer(told::add)
                .build()) {
            CompletableFuture<?> other = CompletableFuture.runAsync(pool::borrow, task -> new Thread(task).start());
            assertThatThrownBy(pool::borrow).isInstanceOf(PoolCreationException.class);
            assertThatThrownBy(other::join).hasCauseInstanceOf(PoolCreationException.class);
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void aTryOfTheFactoryIsNoBorrowerAndLeavesTheObjectToWhoComesNext() {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (ObjectPool<Object> pool = builder(() -> {
                    if (broken.get()) {
                        throw new IllegalStateException("no device");
                    }
                    return new Object();
                })
                .maxSize(1)
                .build()) {
            assertThatThrownBy(pool::borrow).isInstanceOf(PoolCreationException.class);
            broken.set(false);
            pool.tryAgain();
            await().until(() -> pool.info().canMakeObjects());
            await().until(() -> pool.stats().idle() == 1);
            assertThat(pool.stats().borrows()).isZero();
            assertThat(pool.stats().created()).isEqualTo(1);
            pool.borrow().close();
            assertThat(pool.stats().created()).isEqualTo(1);
        }
    }

    @Test
    void aTryWhereAllObjectsAreLentCountsAsNoTimeOut() {
        AtomicBoolean broken = new AtomicBoolean();
        List<Runnable> executed = new CopyOnWriteArrayList<>();
        try (ObjectPool<Object> pool = builder(() -> {
                    if (broken.get()) {
                        throw new IllegalStateException("no device");
                    }
                    return new Object();
                })
                .maxSize(2)
                .executor(executed::add)
                .build()) {
            var first = pool.borrow();
            broken.set(true);
            assertThatThrownBy(pool::borrow).isInstanceOf(PoolCreationException.class);
            pool.resize(0, 1);
            pool.tryAgain();
            assertThat(executed).hasSize(1);
            executed.remove(0).run();
            assertThat(pool.stats().timeouts()).isZero();
            first.close();
        }
    }

    /** Says nothing of itself but by throwing. */
    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new UnsupportedOperationException("no cause");
        }
    }

    @Test
    void aFailureThatCannotBePutIntoWordsIsToldByItsClass() {
        Speechless thrown = new Speechless();
        try (ObjectPool<Object> pool = builder(() -> {
                    throw thrown;
                })
                .observer(told::add)
                .build()) {
            assertThat(catchThrowable(pool::borrow))
                    .isInstanceOf(PoolCreationException.class)
                    .satisfies(failure -> assertThat(failure.getMessage()).contains(Speechless.class.getName()));
            assertThat(pool.info().failure()).isEqualTo(Speechless.class.getName());
            assertThat(pool.stats().live()).isZero();
        }
        assertThat(((PoolUnhealthy) told.get(0)).cause()).isSameAs(thrown);
    }
}

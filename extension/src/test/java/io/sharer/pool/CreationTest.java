package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolClosedException;
import io.sharer.PoolCreationException;
import io.sharer.PoolTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How objects are made. */
class CreationTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Things things = new Things();

    @AutoClose
    private final Pool<Thing> pool = things.pool(2).drainTimeout(Duration.ZERO).build();

    private final Borrowers borrowers = new Borrowers();
    private final Gate gate = new Gate();

    @Test
    void nobodyIsHeldUpMeanwhile() throws Exception {
        Lease<Thing> first = pool.borrow();
        things.before = gate;
        Borrowers.Call<Lease<Thing>> makes = borrowers.start(pool::borrow);
        gate.awaitReached();
        first.close();

        assertThat(pool.borrow().get().number).isEqualTo(1);
        assertThat(makes.result()).isNotDone();
        gate.open();
        assertThat(makes.get().get().number).isEqualTo(2);
    }

    @Test
    void thePlaceIsReservedFirst() throws Exception {
        pool.borrow();
        things.before = gate;
        borrowers.start(pool::borrow);
        gate.awaitReached();

        assertThatThrownBy(() -> pool.borrow(Duration.ZERO)).isInstanceOf(PoolTimeoutException.class);
        gate.open();
        assertThat(things.most()).isLessThanOrEqualTo(2);
    }

    @Test
    void withoutADeadlineTheFactoryRunsOnTheBorrowersThread() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        things.before = () -> thread.getAndSet(Thread.currentThread());
        pool.borrow();

        assertThat(thread).hasValue(Thread.currentThread());
    }

    @Test
    void theDeadlineCoversTheMaking() throws Exception {
        things.before = gate;

        assertThatThrownBy(() -> pool.borrow(Duration.ofMillis(20))).isInstanceOf(PoolTimeoutException.class);
        gate.awaitReached();
        gate.open();
        await().until(() -> pool.stats().idle() == 1);
    }

    @Test
    void whatComesTooLateGoesToWhoeverWaits() throws Exception {
        things.before = gate;
        assertThatThrownBy(() -> pool.borrow(Duration.ofMillis(20))).isInstanceOf(PoolTimeoutException.class);
        assertThatThrownBy(() -> pool.borrow(Duration.ofMillis(20))).isInstanceOf(PoolTimeoutException.class);
        Borrowers.Call<Lease<Thing>> waits = borrowers.startInLine(pool, 1, pool::borrow);
        gate.open();

        assertThat(waits.get().isValid()).isTrue();
        await().until(() -> pool.stats().live() == 2);
        assertThat(things.most()).isEqualTo(2);
    }

    @Test
    void whatIsGivenBackServesWhoeverHasOneMade() throws Exception {
        Lease<Thing> lease = pool.borrow();
        things.before = gate;
        Borrowers.Call<Integer> waits =
                borrowers.startInLine(pool, 1, () -> pool.borrow(LONG).get().number);
        gate.awaitReached();
        lease.close();

        assertThat(waits.get()).isEqualTo(1);
        gate.open();
        await().until(() -> pool.stats().idle() == 1);
    }

    @Test
    void aTimeOutOfZeroMakesOneWhereThereIsRoom() {
        assertThat(pool.borrow(Duration.ZERO).get().number).isEqualTo(1);
    }

    @Test
    void aFailingFactoryFailsItsBorrowerAndGivesThePlaceBack() {
        IOException failure = new IOException("broken");
        things.failure = failure;
        assertThatThrownBy(pool::borrow)
                .isInstanceOf(PoolCreationException.class)
                .hasMessageStartingWith("SHARER-205: ")
                .hasMessageContaining("'things'")
                .hasCause(failure);
        assertThatThrownBy(() -> pool.borrow(LONG))
                .isInstanceOf(PoolCreationException.class)
                .hasCause(failure);
        things.failure = null;

        assertThat(pool.borrow().isValid()).isTrue();
        assertThat(pool.borrow(LONG).isValid()).isTrue();
        assertThat(pool.stats().failures()).isEqualTo(2);
        assertThat(pool.stats().live()).isEqualTo(2);
    }

    @Test
    void anErrorOfTheFactoryGivesThePlaceBackToo() {
        things.before = () -> {
            throw new StackOverflowError("deep");
        };
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(pool::borrow).hasCauseInstanceOf(StackOverflowError.class);
        }
        things.before = () -> "works";

        assertThat(pool.borrow().isValid()).isTrue();
    }

    @Test
    void afterAFailureTheNextInLineTries() throws Exception {
        pool.borrow();
        things.before = gate;
        things.failure = new IOException("broken");
        Borrowers.Call<Lease<Thing>> fails = borrowers.start(pool::borrow);
        gate.awaitReached();
        Borrowers.Call<Lease<Thing>> failsToo = borrowers.startInLine(pool, 1, () -> pool.borrow(LONG));
        Borrowers.Call<Lease<Thing>> another = borrowers.startInLine(pool, 2, pool::borrow);
        gate.open();

        assertThatThrownBy(fails::get).isInstanceOf(PoolCreationException.class);
        assertThatThrownBy(failsToo::get).isInstanceOf(PoolCreationException.class);
        assertThatThrownBy(another::get).isInstanceOf(PoolCreationException.class);
        assertThat(pool.stats().waiting()).isZero();
        things.failure = null;
        assertThat(pool.borrow().isValid()).isTrue();
    }

    @Test
    void nullIsAFailure() {
        try (Pool<Thing> empty = Pool.<Thing>builder(CreationTest::nothing).build()) {
            assertThatThrownBy(empty::borrow)
                    .isInstanceOf(PoolCreationException.class)
                    .hasMessageContaining("SHARER-206");
            assertThat(empty.stats().created()).isZero();
        }
    }

    @SuppressWarnings("NullAway") // what users may do
    private static Thing nothing() {
        return null;
    }

    @Test
    void anInterruptOfTheFactoryStaysSet() {
        things.before = () -> {
            throw new InterruptedException("in the factory");
        };

        assertThatThrownBy(pool::borrow).isInstanceOf(PoolCreationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anExecutorThatRefusesFailsTheBorrower() {
        try (Pool<Thing> refused = things.pool(1)
                .executor(task -> {
                    throw new RejectedExecutionException("stopped");
                })
                .build()) {
            assertThatThrownBy(() -> refused.borrow(LONG))
                    .isInstanceOf(PoolCreationException.class)
                    .hasMessageStartingWith("SHARER-207: ");
            assertThatThrownBy(() -> refused.borrowAsync().join()).hasCauseInstanceOf(PoolCreationException.class);
            assertThat(refused.borrow().isValid()).isTrue();
        }
    }

    @Test
    void anExecutorThatHasNoThreadFailsTheBorrowerAndKeepsNoPlace() {
        try (Pool<Thing> refused = things.pool(1)
                .executor(task -> {
                    throw new OutOfMemoryError("no thread");
                })
                .build()) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> refused.borrow(LONG)).hasCauseInstanceOf(OutOfMemoryError.class);
            }
            assertThat(refused.borrow().isValid()).isTrue();
        }
    }

    @Test
    void anExecutorOfOneThreadIsEnough() {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try (Pool<Thing> served = things.pool(3).minSize(1).executor(one).build()) {
            for (int i = 0; i < 20; i++) {
                try (Lease<Thing> lease = served.borrow(LONG);
                        Lease<Thing> other = served.borrowAsync().join()) {
                    assertThat(lease.get()).isNotSameAs(other.get());
                }
            }
        } finally {
            one.shutdown();
        }
    }

    @Test
    void whatIsMadeWhileThePoolClosesIsClosed() throws Exception {
        things.before = gate;
        Borrowers.Call<Lease<Thing>> makes = borrowers.start(pool::borrow);
        gate.awaitReached();
        pool.close();
        gate.open();

        assertThatThrownBy(makes::get).isInstanceOf(PoolClosedException.class);
        assertThat(things.live()).isZero();
        assertThat(pool.stats().live()).isZero();
    }
}

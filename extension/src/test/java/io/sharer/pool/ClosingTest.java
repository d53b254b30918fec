package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolClosedException;
import io.sharer.turn.LogRecorder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The end of a pool. */
class ClosingTest {
    @AutoClose
    private final LogRecorder log = new LogRecorder();

    private final Things things = new Things();
    private final Pool<Thing> pool = things.pool(2).build();
    private final Borrowers borrowers = new Borrowers();

    @Test
    void whatIsIdleIsClosed() {
        List.of(pool.borrow(), pool.borrow()).forEach(Lease::close);
        pool.close();

        assertThat(things.live()).isZero();
        assertThat(pool.stats().live()).isZero();
    }

    @Test
    void nothingIsLentAfterwards() {
        pool.close();

        assertThatThrownBy(pool::borrow)
                .isInstanceOf(PoolClosedException.class)
                .hasMessageStartingWith("SHARER-203: the pool 'things' is closing");
        assertThatThrownBy(() -> pool.borrow(Duration.ZERO)).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(() -> pool.with(thing -> "never")).isInstanceOf(PoolClosedException.class);
        assertThat(things.made()).isEmpty();
    }

    @Test
    void whatIsLentIsWaitedForNoLongerThanTheCallerSays() throws Exception {
        Borrowers.Call<Lease<Thing>> other = borrowers.start(pool::borrow);
        Lease<Thing> lent = other.get();
        ((ObjectPool<Thing>) pool).closeWithin(Duration.ofMillis(10));

        assertThat(log.messages())
                .anyMatch(message -> message.startsWith("SHARER-235") && message.contains("within PT0.01S"));
        lent.close();
        assertThat(things.live()).isZero();
    }

    @Test
    void whatIsIdleIsNotLentWhileThePoolCloses() throws Exception {
        Gate gate = new Gate();
        things.beforeClose = gate;
        List.of(pool.borrow(), pool.borrow()).forEach(Lease::close);
        Borrowers.Call<Object> closes = borrowers.start(() -> {
            pool.close();
            return "closed";
        });
        gate.awaitReached();

        assertThat(pool.stats().idle()).isEqualTo(1);
        assertThatThrownBy(pool::borrow).isInstanceOf(PoolClosedException.class);
        gate.open();
        assertThat(closes.get()).isEqualTo("closed");
        assertThat(things.live()).isZero();
    }

    @Test
    void whoeverWaitsIsWokenAndTold() throws Exception {
        Lease<Thing> one = pool.borrow();
        Lease<Thing> two = pool.borrow();
        Borrowers.Call<Lease<Thing>> thread = borrowers.startInLine(pool, 1, pool::borrow);
        CompletableFuture<Lease<Thing>> future = pool.borrowAsync();
        Borrowers.Call<Object> closes = borrowers.start(() -> {
            pool.close();
            return "closed";
        });

        assertThatThrownBy(thread::get).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(future::get).hasCauseInstanceOf(PoolClosedException.class);
        one.close();
        two.close();
        closes.get();
    }

    @Test
    void itWaitsForWhatIsLentToOthersAndClosesItThen() throws Exception {
        Gate gate = new Gate();
        Borrowers.Call<Integer> works = borrowers.start(() -> pool.with(thing -> {
            gate.call();
            return thing.closings();
        }));
        gate.awaitReached();
        Borrowers.Call<Object> closes = borrowers.start(() -> {
            pool.close();
            return "closed";
        });
        await().until(() -> closes.thread().getState() == Thread.State.TIMED_WAITING);
        assertThat(things.live()).isEqualTo(1);
        gate.open();

        assertThat(works.get()).isZero();
        closes.get();
        assertThat(things.live()).isZero();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void afterTheDeadlineItWaitsNoLongerAndClosesWhatComesBack() throws Exception {
        Pool<Thing> hurried = things.pool(1).drainTimeout(Duration.ofMillis(20)).build();
        Lease<Thing> lease = borrowers.start(hurried::borrow).get();
        hurried.close();

        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("SHARER-235: ")
                .contains("1 lent. Lent to the thread 'borrower-1'.");
        assertThat(lease.get().closings()).isZero();
        lease.close();
        assertThat(things.live()).isZero();
        assertThat(hurried.stats().live()).isZero();
    }

    @Test
    void itDoesNotWaitForWhatTheCallerHasItself() {
        Lease<Thing> own = pool.borrow();
        pool.close();

        assertThat(own.isValid()).isTrue();
        own.close();
        assertThat(things.live()).isZero();
    }

    @Test
    void closingTwiceDoesNoHarm() {
        pool.borrow().close();
        pool.close();
        pool.close();

        assertThat(pool.stats().closed()).isEqualTo(1);
    }

    @Test
    void ofManyThatCloseEachReturnsWhenAllIsClosed() throws Exception {
        Gate gate = new Gate();
        Borrowers.Call<String> works = borrowers.start(() -> pool.with(thing -> gate.call()));
        gate.awaitReached();
        List<Borrowers.Call<Integer>> closers = Stream.generate(() -> borrowers.start(() -> {
                    pool.close();
                    return things.live();
                }))
                .limit(4)
                .toList();
        await().until(() ->
                closers.stream().allMatch(closer -> closer.thread().getState() == Thread.State.TIMED_WAITING));
        gate.open();
        works.get();

        for (Borrowers.Call<Integer> closer : closers) {
            assertThat(closer.get()).isZero();
        }
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() throws Exception {
        Lease<Thing> lease = borrowers.start(pool::borrow).get();
        Borrowers.Call<Boolean> closes = borrowers.start(() -> {
            pool.close();
            return Thread.currentThread().isInterrupted();
        });
        await().until(() -> closes.thread().getState() == Thread.State.TIMED_WAITING);
        closes.thread().interrupt();

        assertThat(closes.get()).isTrue();
        lease.close();
        assertThat(things.live()).isZero();
    }

    @Test
    void noThreadIsLeft() throws Exception {
        Pool<Thing> threads = Pool.builder(things)
                .name("threads")
                .minSize(2)
                .maxIdle(Duration.ofHours(1))
                .close(things::close)
                .build();
        await().until(() -> threads.stats().idle() == 2);
        threads.borrowAsync().get().close();
        threads.close();

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("sharer-threads")
                        || thread.getName().equals("sharer-pools")));
        assertThat(things.live()).isZero();
    }
}

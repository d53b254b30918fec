package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Lease;
import io.sharer.PoolCreationException;
import io.sharer.PoolInterruptedException;
import io.sharer.PoolTimeoutException;
import io.sharer.SerialExecutor;
import io.sharer.TurnDeadlockException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One object is borrowed for several threads, none of which waits for longer, or less well, than for the pool. */
@Timeout(60)
class JointBorrowingTest {
    private final Things things = new Things();

    @AutoClose
    private final ObjectPool<Thing> pool =
            (ObjectPool<Thing>) things.pool(1).drainTimeout(Duration.ZERO).build();

    @AutoClose
    private final ObjectPool<Thing> impatient =
            (ObjectPool<Thing>) things.pool(1).timeout(Duration.ofMillis(50)).build();

    @AutoClose
    private final ObjectPool<Thing> neverWaiting =
            (ObjectPool<Thing>) things.pool(1).timeout(Duration.ZERO).build();

    @AutoClose
    private final SerialExecutor queue = SerialExecutor.builder("queue").build();

    private final JointBorrowing<Thing> joint = new JointBorrowing<>(() -> pool);
    private final Borrowers borrowers = new Borrowers();
    private final Gate gate = new Gate();

    /** Of the first two to ask, one makes the object, at the gate, and the other waits for that. */
    private Borrowers.Call<PooledLease<Thing>> startMaking(JointBorrowing<Thing> from) throws InterruptedException {
        things.before = gate;
        Borrowers.Call<PooledLease<Thing>> first = borrowers.start(from::get);
        gate.awaitReached();
        return first;
    }

    private <V> Borrowers.Call<V> startBehind(Callable<V> call) {
        Borrowers.Call<V> behind = borrowers.start(call);
        Borrowers.awaitParked(behind.thread());
        return behind;
    }

    @Test
    void allGetTheSame() throws Exception {
        Borrowers.Call<PooledLease<Thing>> first = startMaking(joint);
        Borrowers.Call<PooledLease<Thing>> second = startBehind(joint::get);
        gate.open();

        assertThat(first.get()).isSameAs(second.get()).isSameAs(joint.get()).isSameAs(joint.current());
        assertThat(pool.stats().borrows()).isEqualTo(1);
        first.get().close();
    }

    @Test
    void whatIsForgottenIsBorrowedAnew() {
        PooledLease<Thing> first = joint.get();
        first.discard();
        joint.forget(first);
        PooledLease<Thing> second = joint.get();
        joint.forget(first);

        assertThat(second).isNotSameAs(first).isSameAs(joint.get());
        second.close();
    }

    @Test
    void whoWaitsTriesItselfWhenTheFirstFails() throws Exception {
        Borrowers.Call<PooledLease<Thing>> first = startMaking(joint);
        Borrowers.Call<PooledLease<Thing>> second = startBehind(joint::get);
        things.before = () -> {
            things.failure = null;
            return "once more";
        };
        things.failure = new IOException("the first time");
        gate.open();

        assertThatThrownBy(first::get).isInstanceOf(PoolCreationException.class);
        assertThat(second.get().get()).isNotNull();
        second.get().close();
    }

    @Test
    void whoWaitsIsInterruptedAsInThePool() throws Exception {
        Borrowers.Call<PooledLease<Thing>> first = startMaking(joint);
        List<Boolean> flag = new ArrayList<>();
        Borrowers.Call<PooledLease<Thing>> second = startBehind(() -> {
            try {
                return joint.get();
            } finally {
                flag.add(Thread.currentThread().isInterrupted());
            }
        });
        second.thread().interrupt();

        assertThatThrownBy(second::get).isInstanceOf(PoolInterruptedException.class);
        assertThat(flag).containsExactly(true);
        gate.open();
        first.get().close();
    }

    @Test
    void whoWaitsDoesNotWaitForLongerThanThePoolSays() throws Exception {
        Lease<Thing> only = impatient.borrow(Duration.ZERO);
        JointBorrowing<Thing> from = new JointBorrowing<>(() -> impatient);
        Borrowers.Call<PooledLease<Thing>> first = borrowers.start(from::get);
        Borrowers.Call<PooledLease<Thing>> second = borrowers.start(from::get);

        assertThatThrownBy(first::get).isInstanceOf(PoolTimeoutException.class);
        assertThatThrownBy(second::get).isInstanceOf(PoolTimeoutException.class);
        assertThat(impatient.stats().timeouts()).isEqualTo(2);
        only.close();
    }

    @Test
    void whereNobodyWaitsForOthersTheMakingIsWaitedFor() throws Exception {
        JointBorrowing<Thing> from = new JointBorrowing<>(() -> neverWaiting);
        Borrowers.Call<PooledLease<Thing>> first = startMaking(from);
        Borrowers.Call<PooledLease<Thing>> second = startBehind(from::get);
        gate.open();

        assertThat(second.get()).isSameAs(first.get());
        first.get().close();
    }

    @Test
    void theOneThatBorrowsKnowsIt() {
        List<Boolean> inside = new ArrayList<>();
        things.before = () -> inside.add(joint.isBorrowing());

        joint.get().close();

        assertThat(inside).containsExactly(true);
        assertThat(joint.isBorrowing()).isFalse();
    }

    @Test
    void aCircleOverTheOneThatBorrowsIsFound() throws Exception {
        Gate lent = new Gate();
        Borrowers.Call<String> holder = borrowers.start(() -> pool.with(thing -> {
            lent.call();
            return queue.call(() -> "both");
        }));
        lent.awaitReached();
        Borrowers.Call<String> first = borrowers.startInLine(pool, 1, () -> {
            try (Lease<Thing> lease = joint.get()) {
                return "lent " + (lease.get() != null);
            }
        });
        Borrowers.awaitParked(first.thread());
        Borrowers.Call<String> second = startBehind(() -> queue.call(() -> "in turn " + (joint.get() != null)));
        lent.open();

        // The holder waits last.
        assertThatThrownBy(holder::get)
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("which borrows an object of the pool 'things' for several");
        assertThat(first.get()).isEqualTo("lent true");
        assertThat(second.get()).isEqualTo("in turn true");
    }

    @Test
    void manyThreadsHaveOneAtATime() throws Exception {
        for (int round = 0; round < 200; round++) {
            List<Borrowers.Call<PooledLease<Thing>>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(borrowers.start(joint::get));
            }
            PooledLease<Thing> first = calls.get(0).get();
            for (Borrowers.Call<PooledLease<Thing>> call : calls) {
                assertThat(call.get()).isSameAs(first);
            }
            first.close();
            joint.forget(first);
        }
        assertThat(pool.stats().borrows()).isEqualTo(200);
    }
}

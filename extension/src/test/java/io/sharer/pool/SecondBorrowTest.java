package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolTimeoutException;
import io.sharer.SecondBorrow;
import io.sharer.SecondBorrowException;
import io.sharer.turn.LogRecorder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A thread that has an object and would have to wait for another. */
class SecondBorrowTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @AutoClose
    private final LogRecorder log = new LogRecorder();

    private final Things things = new Things();

    private Pool<Thing> pool(SecondBorrow choice) {
        return things.pool(1).secondBorrow(choice).drainTimeout(Duration.ZERO).build();
    }

    @Test
    void itIsRefusedAtOnceIfThatIsWanted() {
        try (Pool<Thing> pool = pool(SecondBorrow.REFUSE)) {
            Lease<Thing> first = pool.borrow();

            assertThatThrownBy(() -> pool.borrow())
                    .isInstanceOf(SecondBorrowException.class)
                    .hasMessageStartingWith("SHARER-209: ")
                    .hasMessageContaining("SecondBorrowTest.java:");
            assertThat(pool.stats().waiting()).isZero();
            assertThat(first.isValid()).isTrue();
        }
    }

    @Test
    void itIsLookedAtOnlyWhereTheBorrowerHasToWait() {
        try (Pool<Thing> pool = pool(SecondBorrow.REFUSE)) {
            pool.resize(0, 2);
            Lease<Thing> first = pool.borrow();
            Lease<Thing> second = pool.borrow(Duration.ofSeconds(20));

            assertThat(first.isValid() && second.isValid()).isTrue();
        }
    }

    @Test
    void anotherThreadMayWait() throws Exception {
        Borrowers borrowers = new Borrowers();
        try (Pool<Thing> pool = pool(SecondBorrow.REFUSE)) {
            Lease<Thing> first = pool.borrow();
            Borrowers.Call<Integer> other = borrowers.startInLine(pool, 1, () -> pool.with(thing -> thing.number));
            first.close();

            assertThat(other.get()).isEqualTo(1);
        }
    }

    @Test
    void itIsWarnedAboutOnceForEachPlace() {
        try (Pool<Thing> pool = pool(SecondBorrow.WARN)) {
            pool.borrow();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> pool.borrow(SHORT)).isInstanceOf(PoolTimeoutException.class);
            }
            assertThatThrownBy(() -> pool.borrow(SHORT)).isInstanceOf(PoolTimeoutException.class);

            assertThat(log.messages())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("SHARER-230: ") && line.contains("SecondBorrowTest.java:"));
            assertThat(List.copyOf(log.messages())).doesNotHaveDuplicates();
        }
    }

    @Test
    void itIsAllowedWithoutAWord() {
        try (Pool<Thing> pool = pool(SecondBorrow.ALLOW)) {
            pool.borrow();

            assertThatThrownBy(() -> pool.borrow(SHORT)).isInstanceOf(PoolTimeoutException.class);
            assertThat(log.messages()).isEmpty();
        }
    }

    @Test
    void whoHasHandedItOnHasNone() throws Exception {
        Borrowers borrowers = new Borrowers();
        try (Pool<Thing> pool = pool(SecondBorrow.REFUSE)) {
            Lease<Thing> handedOn = pool.borrow();
            Gate gate = new Gate();
            borrowers.start(() -> {
                handedOn.get();
                gate.call();
                handedOn.close();
                return null;
            });
            gate.awaitReached();
            Borrowers.Call<Integer> opens = borrowers.start(() -> {
                Borrowers.awaitWaiting(pool, 1);
                gate.open();
                return 1;
            });

            assertThat(pool.borrow().isValid()).isTrue();
            assertThat(opens.get()).isEqualTo(1);
            await().until(() -> pool.stats().lent() == 1);
        }
    }
}

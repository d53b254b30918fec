package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.SecondBorrow;
import io.sharer.SerialExecutor;
import io.sharer.TurnDeadlockException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Circles of waits that lead over pools are found by the one that closes them, which fails; the others go on. */
class PoolDeadlockTest {
    @AutoClose
    private final Pool<Thing> a = pool("a", 1);

    @AutoClose
    private final Pool<Thing> b = pool("b", 1);

    @AutoClose
    private final Pool<Thing> two = pool("two", 2);

    @AutoClose
    private final SerialExecutor queue = SerialExecutor.builder("queue").build();

    private final Borrowers borrowers = new Borrowers();
    private final Gate gate = new Gate();

    private static Pool<Thing> pool(String name, int maxSize) {
        return new Things()
                .pool(maxSize)
                .name(name)
                .secondBorrow(SecondBorrow.ALLOW)
                .drainTimeout(Duration.ZERO)
                .build();
    }

    /** Borrows from one, says so, waits for the gate, and borrows from another. */
    private Borrowers.Call<String> holdAndAsk(Pool<Thing> held, Gate until, Pool<Thing> asked) throws Exception {
        Borrowers.Call<String> call = borrowers.start(() -> held.with(thing -> {
            until.call();
            return asked.with(other -> "both");
        }));
        until.awaitReached();
        return call;
    }

    @Test
    void ofTwoThatBorrowCrosswiseTheNewestWaiterFailsAndTheOtherGoesOn() throws Exception {
        Borrowers.Call<String> first = holdAndAsk(a, gate, b);
        assertThatThrownBy(() -> b.with(thing -> {
                    gate.open();
                    Borrowers.awaitWaiting(b, 1);
                    Borrowers.awaitParked(first.thread());
                    return a.with(other -> "never");
                }))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageStartingWith("SHARER-210: deadlock")
                .hasMessageContainingAll(
                        "waits for an object of the pool 'a'",
                        "the thread 'borrower-1', which has an object of the pool 'a'",
                        "waits for an object of the pool 'b'");

        assertThat(first.get()).isEqualTo("both");
        assertThat(a.stats().waiting()).isZero();
    }

    @Test
    void aCircleOfAPoolAndATurnIsFoundByTheBorrower() throws Exception {
        Borrowers.Call<String> first = borrowers.start(() -> a.with(thing -> {
            gate.call();
            return queue.call(() -> "both");
        }));
        gate.awaitReached();
        assertThatThrownBy(() -> queue.call(() -> {
                    gate.open();
                    await().until(() -> queue.stats().length() == 1);
                    Borrowers.awaitParked(first.thread());
                    return a.with(thing -> "never");
                }))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("waits for a turn in the queue 'queue'");

        assertThat(first.get()).isEqualTo("both");
    }

    @Test
    void aCircleOfAPoolAndATurnIsFoundByTheCaller() throws Exception {
        Borrowers.Call<String> first = borrowers.start(() -> queue.call(() -> {
            gate.call();
            return a.with(thing -> "both");
        }));
        gate.awaitReached();
        assertThatThrownBy(() -> a.with(thing -> {
                    gate.open();
                    Borrowers.awaitWaiting(a, 1);
                    Borrowers.awaitParked(first.thread());
                    return queue.call(() -> "never");
                }))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("waits for an object of the pool 'a'");

        assertThat(first.get()).isEqualTo("both");
    }

    @Test
    void aCircleThroughAFutureIsFound() throws Exception {
        Borrowers.Call<String> first = holdAndAsk(a, gate, b);
        assertThatThrownBy(() -> b.with(thing -> {
                    gate.open();
                    Borrowers.awaitWaiting(b, 1);
                    Borrowers.awaitParked(first.thread());
                    return a.borrowAsync().join();
                }))
                .isInstanceOf(TurnDeadlockException.class);

        assertThat(first.get()).isEqualTo("both");
    }

    @Test
    void whereOneOfTheBorrowersIsNotStuckThereIsNoDeadlock() throws Exception {
        Gate free = new Gate();
        borrowers.start(() -> two.with(thing -> free.call()));
        free.awaitReached();
        Borrowers.Call<String> stuck = holdAndAsk(two, gate, b);
        Borrowers.Call<String> third = borrowers.start(() -> b.with(thing -> {
            gate.open();
            Borrowers.awaitWaiting(b, 1);
            return two.with(other -> "had one");
        }));
        Borrowers.awaitWaiting(two, 1);
        free.open();

        assertThat(third.get()).isEqualTo("had one");
        assertThat(stuck.get()).isEqualTo("both");
    }

    @Test
    void whereAllOfTheBorrowersAreStuckThereIsOne() throws Exception {
        Gate other = new Gate();
        Borrowers.Call<String> first = holdAndAsk(two, gate, b);
        Borrowers.Call<String> second = holdAndAsk(two, other, b);
        assertThatThrownBy(() -> b.with(thing -> {
                    gate.open();
                    other.open();
                    Borrowers.awaitWaiting(b, 2);
                    Borrowers.awaitParked(first.thread());
                    Borrowers.awaitParked(second.thread());
                    return two.with(more -> "never");
                }))
                .isInstanceOf(TurnDeadlockException.class);

        assertThat(first.get()).isEqualTo("both");
        assertThat(second.get()).isEqualTo("both");
    }

    @Test
    void threadsThatExhaustAPoolByASecondObjectAreTold() throws Exception {
        Borrowers.Call<String> first = holdAndAsk(two, gate, two);
        assertThatThrownBy(() -> two.with(thing -> {
                    gate.open();
                    Borrowers.awaitWaiting(two, 1);
                    Borrowers.awaitParked(first.thread());
                    return two.with(other -> "never");
                }))
                .isInstanceOf(TurnDeadlockException.class);

        assertThat(first.get()).isEqualTo("both");
    }

    @Test
    void aLeaseThatIsNotBoundToAThreadIsNotJudged() throws Exception {
        Lease<Thing> unbound = a.borrowAsync().get(20, TimeUnit.SECONDS);
        Borrowers.Call<String> waits = borrowers.startInLine(a, 1, () -> b.with(thing -> a.with(other -> "both")));
        Borrowers.Call<String> behind = borrowers.startInLine(b, 1, () -> b.with(thing -> "behind"));
        unbound.close();

        assertThat(waits.get() + behind.get()).isEqualTo("bothbehind");
    }

    @Test
    void aLeaseThatHasBeenHandedOnIsNotJudged() throws Exception {
        Lease<Thing> handedOn = a.borrow();
        CompletableFuture<String> uses = CompletableFuture.supplyAsync(() -> {
            String used = handedOn.get().toString();
            gate.open();
            Borrowers.awaitWaiting(a, 1);
            handedOn.close();
            return used;
        });
        gate.call();

        assertThat(a.borrow().isValid()).isTrue();
        assertThat(uses.get(20, TimeUnit.SECONDS)).isEqualTo("thing 1");
    }

    @Test
    void whoHasHandedOnWhatItBorrowedIsNotInTheWay() throws Exception {
        Thread me = Thread.currentThread();
        Borrowers.Call<String> first = b.with(thing -> {
            Borrowers.Call<String> handsOn = borrowers.startInLine(b, 1, () -> {
                Lease<Thing> handedOn = a.borrow();
                borrowers.start(() -> {
                    handedOn.get();
                    gate.call();
                    handedOn.close();
                    return "used";
                });
                gate.awaitReached();
                return b.with(other -> "both");
            });
            borrowers.start(() -> {
                Borrowers.awaitWaiting(a, 1);
                Borrowers.awaitParked(me);
                gate.open();
                return "opened";
            });
            String had = a.with(other -> "had one");
            assertThat(had).isEqualTo("had one");
            return handsOn;
        });

        assertThat(first.get()).isEqualTo("both");
    }

    @Test
    void whoHasAllForItsCallsAndWaitsForAnotherIsToldThatItWaitsForItself() throws Exception {
        assertThatThrownBy(() -> a.with(thing -> a.with(other -> "never")))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("has an object of the pool 'a'");
        assertThatThrownBy(() -> two.with(one -> two.with(other -> two.with(third -> "never"))))
                .isInstanceOf(TurnDeadlockException.class);
        String both = two.with(one -> two.with(other -> "both"));

        assertThat(both).isEqualTo("both");
        assertThat(a.stats().lent()).isZero();
    }

    @Test
    void aBorrowerThatBorrowsAndHandsOnIsNoDeadlockOfItsOwn() throws Exception {
        List<Borrowers.Call<Object>> users = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Lease<Thing> lease = two.borrow();
            users.add(borrowers.start(() -> {
                lease.close();
                return "used";
            }));
        }
        for (Borrowers.Call<Object> user : users) {
            assertThat(user.get()).isEqualTo("used");
        }
    }

    /** Each takes the object to its left and then the one to its right, over and over. */
    @Test
    void philosophersEatOrAreToldAndNeverStarve() throws Exception {
        int philosophers = 5;
        int meals = 300;
        List<Pool<Thing>> forks = new ArrayList<>();
        for (int i = 0; i < philosophers; i++) {
            forks.add(pool("fork " + i, 1));
        }
        AtomicInteger eaten = new AtomicInteger();
        List<Borrowers.Call<Object>> calls = new ArrayList<>();
        for (int i = 0; i < philosophers; i++) {
            Pool<Thing> left = forks.get(i);
            Pool<Thing> right = forks.get((i + 1) % philosophers);
            calls.add(borrowers.start(() -> {
                for (int meal = 0; meal < meals; ) {
                    try (Lease<Thing> one = left.borrow();
                            Lease<Thing> other = right.borrow()) {
                        assertThat(one.get()).isNotSameAs(other.get());
                        eaten.incrementAndGet();
                        meal++;
                    } catch (TurnDeadlockException e) {
                        assertThat(e).hasMessageContaining("which is where the circle closes");
                    }
                }
                return "full";
            }));
        }
        for (Borrowers.Call<Object> call : calls) {
            assertThat(call.get()).isEqualTo("full");
        }

        assertThat(eaten).hasValue(philosophers * meals);
        assertThat(forks)
                .allMatch(fork -> fork.stats().idle() == 1 && fork.stats().waiting() == 0);
    }
}

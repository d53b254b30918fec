package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.Lease;
import io.sharer.LeaseExpiredException;
import io.sharer.Pool;
import io.sharer.PoolClosedException;
import io.sharer.PoolCreationException;
import io.sharer.PoolHooks;
import io.sharer.PoolStats;
import io.sharer.PoolTimeoutException;
import io.sharer.SecondBorrow;
import io.sharer.Storms;
import io.sharer.turn.LogRecorder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many threads do everything at once to small pools; each loan, and each instant, is looked at. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class PoolStormTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = Storms.times(1_000);
    private static final int MOST = 4;

    @AutoClose
    private final LogRecorder log = new LogRecorder();

    private final Borrowers borrowers = new Borrowers();

    /** What is lent, by identity: the number is unique. */
    private final Map<Integer, Boolean> inUse = new ConcurrentHashMap<>();

    private final AtomicReference<Throwable> wrong = new AtomicReference<>();
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicBoolean sick = new AtomicBoolean();

    private void check(boolean right, String what) {
        if (!right) {
            wrong.compareAndSet(null, new AssertionError(what));
        }
    }

    private Thing make() throws IOException {
        int number = made.incrementAndGet();
        if (number % 23 == 0) {
            throw new IOException("broken");
        }
        check(live.incrementAndGet() <= MOST, "too many at once");
        return new Thing(number);
    }

    private void close(Thing thing) {
        thing.close();
        check(thing.closings() == 1, "closed twice");
        live.decrementAndGet();
    }

    private Pool.Builder<Thing> builder() {
        return Pool.builder(this::make)
                .name("storm")
                .maxSize(MOST)
                .close(this::close)
                .secondBorrow(SecondBorrow.ALLOW)
                .hooks(new PoolHooks<>() {
                    @Override
                    public boolean isHealthy(Thing object) {
                        return !sick.getAndSet(false);
                    }
                });
    }

    private void use(Lease<Thing> lease) {
        Thing thing = lease.get();
        check(thing.closings() == 0, "lent after it was closed");
        check(inUse.put(thing.number, true) == null, "lent twice at once");
        Thread.onSpinWait();
        check(thing.closings() == 0, "closed while it was lent");
        inUse.remove(thing.number);
    }

    private void step(Pool<Thing> pool, Random random) throws Exception {
        switch (random.nextInt(12)) {
            case 0 -> {
                Lease<Thing> lease = pool.borrow(Duration.ofNanos(random.nextInt(50_000)));
                use(lease);
                lease.close();
                lease.discard();
                lease.close();
            }
            case 1 -> {
                Lease<Thing> lease = pool.borrow();
                use(lease);
                lease.discard();
                lease.close();
            }
            case 2 -> {
                CompletableFuture<Lease<Thing>> future = pool.borrowAsync();
                if (future.cancel(false)) {
                    return;
                }
                end(future);
            }
            case 3 -> end(pool.borrowAsync());
            case 4 -> {
                try {
                    pool.with(thing -> {
                        sick.set(true);
                        throw new IOException("lost");
                    });
                } catch (IOException expected) {
                    check("lost".equals(expected.getMessage()), "another failure");
                }
            }
            case 5 -> {
                if (random.nextInt(20) == 0) {
                    pool.evictIdle();
                }
            }
            case 6 -> pool.resize(0, 1 + random.nextInt(MOST));
            default -> {
                Lease<Thing> lease = pool.borrow();
                use(lease);
                lease.close();
            }
        }
    }

    private void end(CompletableFuture<Lease<Thing>> future) throws Exception {
        Lease<Thing> lease = future.handle((given, failure) -> given).get(30, TimeUnit.SECONDS);
        if (lease != null) {
            use(lease);
            lease.close();
        }
    }

    private void storm(Pool<Thing> pool) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Borrowers.Call<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            long seed = i;
            calls.add(borrowers.start(() -> {
                Random random = new Random(seed);
                start.await(20, TimeUnit.SECONDS);
                int done = 0;
                for (; done < ROUNDS; done++) {
                    try {
                        step(pool, random);
                    } catch (PoolTimeoutException | PoolCreationException e) {
                        check(String.valueOf(e.getMessage()).startsWith("SHARER-2"), "no message");
                    }
                }
                return done;
            }));
        }
        for (Borrowers.Call<Integer> call : calls) {
            assertThat(call.get()).isEqualTo(ROUNDS);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 0", "0, 1", "3, 1"})
    void nothingIsLentTwiceAndThereAreNeverTooMany(int maxUses, int looksAfterIdle) throws Exception {
        Pool.Builder<Thing> builder = builder().maxUses(maxUses);
        if (looksAfterIdle == 1) {
            builder.maxIdle(Duration.ofMillis(1))
                    .healthEvery(Duration.ofMillis(1))
                    .maxAge(Duration.ofMillis(3));
        }
        Pool<Thing> pool = builder.build();
        storm(pool);

        await().until(() -> pool.stats().lent() == 0 && pool.stats().waiting() == 0);
        await().until(() -> pool.stats().live() <= pool.stats().maxSize());
        pool.close();
        PoolStats stats = pool.stats();
        assertThat(wrong.get()).isNull();
        assertThat(log.messages()).isEmpty();
        assertThat(stats.live()).isZero();
        assertThat(live).hasValue(0);
        assertThat(stats.borrows()).isEqualTo(stats.returns() + stats.discarded());
        assertThat(stats.borrows()).isGreaterThan(ROUNDS);
    }

    @Test
    void aPoolThatClosesInTheMiddleLosesNothing() throws Exception {
        for (int round = 0; round < Storms.times(20); round++) {
            Pool<Thing> pool = builder().build();
            CyclicBarrier start = new CyclicBarrier(THREADS + 1);
            List<Borrowers.Call<String>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                long seed = i;
                calls.add(borrowers.start(() -> {
                    Random random = new Random(seed);
                    start.await(20, TimeUnit.SECONDS);
                    while (true) {
                        try {
                            step(pool, random);
                        } catch (PoolTimeoutException | PoolCreationException e) {
                            check(String.valueOf(e.getMessage()).startsWith("SHARER-2"), "no message");
                        } catch (PoolClosedException e) {
                            return "closed";
                        }
                    }
                }));
            }
            start.await(20, TimeUnit.SECONDS);
            pool.close();
            for (Borrowers.Call<String> call : calls) {
                assertThat(call.get()).isEqualTo("closed");
            }
            await().until(() -> live.get() == 0);
            assertThat(pool.stats().live()).isZero();
        }
        assertThat(wrong.get()).isNull();
    }

    @Test
    void whoHasNothingIsNotTakenForOneThatBorrowsASecondObject() throws Exception {
        Pool<Thing> pool = builder().secondBorrow(SecondBorrow.REFUSE).build();
        storm(pool);
        pool.close();

        assertThat(wrong.get()).isNull();
        assertThat(pool.stats().live()).isZero();
    }

    @Test
    void killedLoansAreNeverLentAgain() throws Exception {
        Pool<Thing> pool = builder().killLease(Duration.ofMillis(2)).build();
        List<Borrowers.Call<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            calls.add(borrowers.start(() -> {
                int killed = 0;
                // On a busy machine a loan may be over before its borrower looks, which counts for nothing.
                for (int round = 0; round < Storms.times(20) || killed == 0; round++) {
                    try {
                        Lease<Thing> lease = pool.borrow();
                        Thing thing = lease.get();
                        check(inUse.put(thing.number, true) == null, "lent twice at once");
                        if (round % 5 == 0) {
                            await().pollInterval(Duration.ofMillis(1)).until(() -> !lease.isValid());
                            killed++;
                        }
                        // What was killed is never lent again, so its number stays in use.
                        if (lease.isValid()) {
                            inUse.remove(thing.number);
                        }
                        lease.close();
                    } catch (PoolCreationException | LeaseExpiredException e) {
                        check(String.valueOf(e.getMessage()).startsWith("SHARER-2"), "no message");
                    }
                }
                return killed;
            }));
        }
        for (Borrowers.Call<Integer> call : calls) {
            assertThat(call.get()).isPositive();
        }

        await().until(() -> pool.stats().lent() == 0);
        pool.close();
        await().until(() -> live.get() == 0);
        assertThat(wrong.get()).isNull();
        assertThat(pool.stats().killed()).isPositive();
    }
}

package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolClosedException;
import io.sharer.PoolCreationException;
import io.sharer.PoolHooks;
import io.sharer.PoolStats;
import io.sharer.PoolTimeoutException;
import io.sharer.SecondBorrow;
import io.sharer.Storms;
import io.sharer.pool.PoolModel.Outcome;
import io.sharer.turn.LogRecorder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random histories of loans, returns, discards, stale calls, waits, cancellations, sick objects, a broken factory,
 * changes of the size, evictions, kills and ends, each step and each figure of the statistics compared with a
 * sequential model. Prints the seed and the history of one that differs. An executor that runs everything at once makes
 * each history the same each time.
 *
 * <p>{@code -Dsharer.storms=20} runs more of them, {@code -Dsharer.model.first=4711} begins elsewhere.
 */
class PoolModelTest {
    private static final int SEEDS = Storms.times(2_000);
    private static final int FIRST = Integer.getInteger("sharer.model.first", 1);
    private static final int STEPS = 60;
    private static final Duration NEVER = Duration.ofDays(1);

    @AutoClose
    private final LogRecorder log = new LogRecorder();

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void everyHistoryIsOneOfTheModels() {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            History history = new History(seed);
            try {
                history.run();
            } catch (RuntimeException | Error e) {
                fail(history.told(), e);
            }
        }
        assertThat(log.messages()).allMatch(line -> line.startsWith("SHARER-233: ") || line.startsWith("SHARER-235: "));
    }

    private static final class History {
        private final int seed;
        private final Random random;
        private final boolean keepsUp;
        private final boolean kills;
        private final Things things = new Things();
        private final PoolModel model;
        private final ObjectPool<Thing> pool;
        private final List<String> steps = new ArrayList<>();

        /** Leases of the model's lent objects. */
        private final Map<Integer, PooledLease<Thing>> leases = new HashMap<>();

        private final List<PooledLease<Thing>> stale = new ArrayList<>();
        private final Map<Integer, CompletableFuture<Lease<Thing>>> futures = new HashMap<>();

        /** What there may be at most: after a change to a smaller size it only shrinks. */
        private int allowed;

        History(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            // Pauses after failures take time, which a model has not; so it is either a minimum or failures.
            this.keepsUp = random.nextInt(3) == 0;
            int maxSize = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(6);
            int minSize = keepsUp ? random.nextInt(maxSize == 0 ? 4 : maxSize + 1) : 0;
            int maxUses = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
            this.allowed = limit(maxSize);
            things.before = () -> {
                // At the very instant at which there is one more.
                assertThat(things.live() + 1).as("objects at once").isLessThanOrEqualTo(allowed);
                return "made";
            };
            this.model = new PoolModel(minSize, maxSize, maxUses, !keepsUp);
            Pool.Builder<Thing> builder = things.pool(maxSize)
                    .minSize(minSize)
                    .maxUses(maxUses)
                    .secondBorrow(SecondBorrow.ALLOW)
                    .drainTimeout(Duration.ZERO)
                    .hooks(new PoolHooks<>() {
                        @Override
                        public boolean isHealthy(Thing object) {
                            return !model.sick.contains(object.number);
                        }
                    })
                    .executor(Runnable::run);
            this.kills = random.nextBoolean();
            if (kills) {
                builder.killLease(NEVER);
            }
            this.pool = (ObjectPool<Thing>) builder.build();
            steps.add("size " + minSize + " to " + maxSize + ", uses " + maxUses);
        }

        private static int limit(int maxSize) {
            return maxSize == 0 ? Integer.MAX_VALUE : maxSize;
        }

        void run() {
            compare();
            for (int i = 0; i < STEPS; i++) {
                step(i);
                compare();
            }
            while (!leases.isEmpty()) {
                giveBack(anyLent());
                compare();
            }
            pool.close();
            model.end();
            compare();
            assertThat(things.live()).isZero();
            assertThat(things.made()).allMatch(thing -> thing.closings() == 1);
            assertThat(futures.values()).allMatch(CompletableFuture::isDone);
        }

        private void step(int number) {
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3 -> borrow();
                case 4, 5, 6 -> borrowAsync(number);
                case 7, 8, 9, 10 -> {
                    if (!leases.isEmpty()) {
                        giveBack(anyLent());
                    }
                }
                case 11 -> discard();
                case 12 -> useStale();
                case 13 -> cancel();
                case 14 -> resize();
                case 15 -> evict();
                case 16 -> killAll();
                case 17 -> makeSick();
                case 18 -> breakOrMend();
                default -> {
                    if (number > STEPS / 2 && random.nextInt(4) == 0) {
                        steps.add("closed");
                        pool.close();
                        model.end();
                    }
                }
            }
        }

        private int anyLent() {
            List<Integer> all = List.copyOf(leases.keySet());
            return all.get(random.nextInt(all.size()));
        }

        // --- Borrowing ---

        private void borrow() {
            Outcome outcome;
            try {
                outcome = lent(pool.borrow(Duration.ZERO));
            } catch (RuntimeException e) {
                outcome = outcomeOf(e);
            }
            steps.add("borrow: " + outcome);
            expect(outcome, model.borrow());
        }

        private Outcome lent(Lease<Thing> lease) {
            int object = lease.get().number;
            assertThat(leases).as("lent twice").doesNotContainKey(object);
            assertThat(lease.get().closings()).isZero();
            leases.put(object, (PooledLease<Thing>) lease);
            return Outcome.lent(object);
        }

        private Outcome outcomeOf(Throwable e) {
            if (e instanceof PoolTimeoutException) {
                return Outcome.TIMED_OUT;
            }
            if (e instanceof PoolClosedException) {
                return Outcome.CLOSED;
            }
            assertThat(e).isInstanceOf(PoolCreationException.class);
            return Outcome.BROKEN;
        }

        /** Which of the idle objects it is, is not always told. */
        private void expect(Outcome outcome, Outcome expected) {
            if (!model.ordered
                    && outcome.object() != expected.object()
                    && expected.kind().equals("lent")) {
                assertThat(outcome.kind()).isEqualTo("lent");
                model.exchange(expected.object(), outcome.object());
            } else {
                assertThat(outcome).isEqualTo(expected);
            }
        }

        private void borrowAsync(int number) {
            CompletableFuture<Lease<Thing>> future = pool.borrowAsync();
            futures.put(number, future);
            Outcome outcome = outcomeOf(future);
            steps.add("borrower " + number + ": " + outcome);
            expect(outcome, model.borrow(number));
        }

        private CompletableFuture<Lease<Thing>> futureOf(int borrower) {
            return Objects.requireNonNull(futures.get(borrower));
        }

        private Outcome outcomeOf(CompletableFuture<Lease<Thing>> future) {
            if (!future.isDone()) {
                return Outcome.WAITS;
            }
            try {
                return lent(future.join());
            } catch (CompletionException e) {
                return outcomeOf(Objects.requireNonNull(e.getCause()));
            }
        }

        private void cancel() {
            if (!model.line.isEmpty()) {
                List<Integer> waiting = List.copyOf(model.line);
                int borrower = waiting.get(random.nextInt(waiting.size()));
                steps.add("borrower " + borrower + " leaves");
                futureOf(borrower).cancel(false);
                model.leave(borrower);
            }
        }

        // --- The end of loans ---

        private PooledLease<Thing> ended(int object) {
            PooledLease<Thing> lease = Objects.requireNonNull(leases.remove(object));
            stale.add(lease);
            return lease;
        }

        private void giveBack(int object) {
            steps.add("return " + object);
            ended(object).close();
            model.giveBack(object);
        }

        private void discard() {
            if (!leases.isEmpty()) {
                int object = anyLent();
                steps.add("discard " + object);
                ended(object).discard();
                model.discard(object);
            }
        }

        private void useStale() {
            if (!stale.isEmpty()) {
                PooledLease<Thing> lease = stale.get(random.nextInt(stale.size()));
                steps.add("stale " + lease.item.object);
                lease.close();
                lease.discard();
                lease.exit(new IllegalStateException("stale"));
                lease.exit(new IOException("stale"));
                assertThat(lease.isValid()).isFalse();
            }
        }

        private void makeSick() {
            if (!leases.isEmpty() && !keepsUp) {
                int object = anyLent();
                steps.add("sick " + object);
                PooledLease<Thing> lease = Objects.requireNonNull(leases.get(object));
                lease.enter();
                lease.exit(new IOException("sick"));
                model.sick.add(object);
            }
        }

        private void killAll() {
            // Whoever waits would have an object made, and killed, too. A closed pool is not looked after.
            if (kills && !leases.isEmpty() && model.line.isEmpty() && !model.ended) {
                steps.add("kill " + leases.keySet());
                List.copyOf(leases.keySet()).forEach(this::ended);
                pool.upkeep().look(System.nanoTime() + 2 * NEVER.toNanos());
                model.killAll();
            }
        }

        // --- The pool as a whole ---

        private void resize() {
            int maxSize = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(6);
            int minSize = keepsUp ? random.nextInt(maxSize == 0 ? 4 : maxSize + 1) : 0;
            if (!model.ended) {
                steps.add("size " + minSize + " to " + maxSize);
                allowed = Math.max(limit(maxSize), things.live());
                pool.resize(minSize, maxSize);
                model.resize(minSize, maxSize);
            }
        }

        private void evict() {
            steps.add("evict");
            pool.evictIdle();
            model.evictIdle();
        }

        private void breakOrMend() {
            if (!keepsUp) {
                model.broken = !model.broken;
                steps.add(model.broken ? "broken" : "mended");
                things.failure = model.broken ? new IOException("broken") : null;
            }
        }

        // --- Comparing ---

        private void compare() {
            model.outcomes.forEach((borrower, expected) -> {
                Outcome outcome = outcomeOf(futureOf(borrower));
                steps.add("borrower " + borrower + " then: " + outcome);
                if (expected.kind().equals("lent") && !model.ordered) {
                    model.exchange(expected.object(), outcome.object());
                } else {
                    assertThat(outcome).isEqualTo(expected);
                }
            });
            model.outcomes.clear();
            PoolStats stats = pool.stats();
            allowed = Math.max(limit(model.maxSize), Math.min(allowed, things.live()));
            assertThat(stats.created() - stats.closed()).isEqualTo(stats.live());
            assertThat(stats.live()).isEqualTo(things.live()).isLessThanOrEqualTo(allowed);
            assertThat(List.of(stats.created(), stats.closed(), stats.idle(), stats.lent(), stats.waiting()))
                    .isEqualTo(List.of(
                            (long) model.created,
                            (long) model.closed,
                            (long) model.idle.size(),
                            (long) model.lent.size(),
                            (long) model.line.size()));
            assertThat(stats.borrows()).isEqualTo(stats.lent() + stats.returns() + stats.discarded() + stats.killed());
            assertThat(leases.keySet()).containsExactlyInAnyOrderElementsOf(model.lent);
            assertThat(leases.values()).allMatch(Lease::isValid);
        }

        String told() {
            return "seed " + seed + "\n" + String.join("\n", steps) + "\nmodel: " + model + "\npool: " + pool.stats();
        }
    }
}

package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.Storms;
import io.sharer.TurnTimeoutException;
import io.sharer.turn.QueueModel.Entry;
import io.sharer.turn.QueueModel.Outcome;
import io.sharer.turn.QueueModel.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Random histories of calls, submissions, reads, stages, ends, time-outs, cancellations, interrupts, re-entries and
 * closes, each step and each figure of the statistics compared with a sequential model. Prints the seed and the history
 * of one that differs.
 *
 * <p>{@code -Dsharer.storms=20} runs more of them, {@code -Dsharer.model.first=4711} begins elsewhere.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelTest {
    private static final int SEEDS = Storms.times(1_000);
    private static final int FIRST = Integer.getInteger("sharer.model.first", 1);
    private static final int STEPS = 25;

    /** Most wait for as long as it takes. */
    private static final List<Patience> PATIENCE = List.of(
            Patience.ENDLESS, Patience.ENDLESS, Patience.ENDLESS, Patience.ENDLESS, Patience.SHORT, Patience.NONE);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterAll
    void stop() {
        threads.shutdownNow();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void everyHistoryIsOneOfTheModels() throws Exception {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            new History(seed).run();
        }
    }

    /** What a body that runs is told to do next. */
    private enum Order {
        END,
        REENTER
    }

    /** A call or body of the real queue. */
    private static final class Actor {
        final Entry entry;
        final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
        final CompletableFuture<String> stage = new CompletableFuture<>();
        final CompletionStage<String> returned = stage;
        volatile boolean inside;
        volatile boolean reentered;
        volatile boolean over;
        volatile @Nullable Thread thread;

        @Nullable Future<?> future;

        @SuppressWarnings("FutureReturnValueIgnored") // it only notes the end
        Actor(Entry entry) {
            this.entry = entry;
            stage.whenComplete((value, failure) -> inside = false);
        }
    }

    private final class History {
        private final long seed;
        private final Random random;
        private final SerialQueue queue;
        private final QueueModel model;
        private final TurnTimer timer = new TurnTimer("model");
        private final Map<Integer, Actor> actors = new HashMap<>();
        private final List<String> steps = new ArrayList<>();

        History(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            int permits = 1 + random.nextInt(4) / 2;
            int capacity = random.nextInt(3) == 0 ? 3 : 0;
            this.queue = new SerialQueue(QueueConfig.of("model", threads, new ClassLoaderCarrier(), timer)
                    .withPermits(permits)
                    .withCapacity(capacity)
                    .withDrainTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(5)));
            this.model = new QueueModel(permits, capacity);
            steps.add("permits " + permits + ", capacity " + capacity);
        }

        void run() throws Exception {
            for (int i = 0; i < STEPS; i++) {
                step(i);
                awaitModel();
            }
            while (!model.holders().isEmpty()) {
                end(any(model.holders()));
                awaitModel();
            }
            queue.close();
            assertThat(queue.isTerminated()).as(this::told).isTrue();
            assertThat(queue.stats().length()).as(this::told).isZero();
            await(
                    "every future is done",
                    () -> actors.values().stream().allMatch(actor -> actor.future == null || actor.future.isDone()));
            timer.stop();
        }

        private void step(int number) throws Exception {
            boolean read = random.nextInt(3) == 0;
            Patience patience = PATIENCE.get(random.nextInt(PATIENCE.size()));
            switch (random.nextInt(10)) {
                case 0, 1 -> call(new Actor(new Entry(number, read, true, patience)));
                case 2, 3 -> submit(new Actor(new Entry(number, read, false, patience)), false);
                case 4 -> submit(new Actor(new Entry(number, read, false, patience)), true);
                case 5 -> cancelOrInterrupt();
                case 6 -> reenter();
                case 7 -> endOrClose(number);
                default -> {
                    if (!model.holders().isEmpty()) {
                        end(any(model.holders()));
                    }
                }
            }
        }

        private Actor actorOf(Entry entry) {
            return Objects.requireNonNull(actors.get(entry.number()));
        }

        private Entry any(List<Entry> entries) {
            return entries.get(random.nextInt(entries.size()));
        }

        private CallSettings settings(Entry entry) {
            Duration timeout = switch (entry.patience()) {
                case ENDLESS -> null;
                case SHORT -> Duration.ofNanos(200_000);
                case NONE -> Duration.ZERO;
            };
            return CallSettings.of(entry.read() ? Access.READ : Access.WRITE, Overflow.REJECT, timeout);
        }

        private Outcome outcomeOf(@Nullable Throwable failure) {
            if (failure instanceof TurnTimeoutException) {
                return Outcome.TIMED_OUT;
            }
            assertThat(failure).as(this::told).isInstanceOf(RejectedExecutionException.class);
            return Outcome.REFUSED;
        }

        // --- Those who come ---

        private void call(Actor actor) throws Exception {
            actors.put(actor.entry.number(), actor);
            AtomicReference<Throwable> refused = new AtomicReference<>();
            int length = queue.stats().length();
            actor.future = threads.submit(() -> {
                actor.thread = Thread.currentThread();
                try {
                    return queue.call(() -> obey(actor), actor.entry, settings(actor.entry), true);
                } catch (RejectedExecutionException | TurnTimeoutException e) {
                    refused.set(e);
                    return "refused";
                } catch (InterruptedException e) {
                    return "interrupted";
                } finally {
                    actor.over = true;
                }
            });
            await(
                    "the caller runs, waits or is refused",
                    () -> actor.inside
                            || actor.over
                            || (actor.entry.waits() && queue.stats().length() > length));
            came(actor, actor.inside ? Outcome.RUNS : actor.over ? outcomeOf(refused.get()) : Outcome.WAITS);
        }

        private void submit(Actor actor, boolean stage) throws Exception {
            actors.put(actor.entry.number(), actor);
            int length = queue.stats().length();
            CompletableFuture<?> future = queue.submitAsync(
                    () -> {
                        if (stage) {
                            actor.inside = true;
                            return actor.returned;
                        }
                        return CompletableFuture.completedStage(obey(actor));
                    },
                    actor.entry,
                    settings(actor.entry));
            actor.future = future;
            if (actor.entry.waits() && queue.stats().length() > length) {
                came(actor, Outcome.WAITS);
            } else {
                await("the body runs or is refused", () -> actor.inside || future.isDone());
                came(actor, actor.inside ? Outcome.RUNS : outcomeOf(failureOf(future)));
            }
        }

        private @Nullable Throwable failureOf(CompletableFuture<?> future) {
            return future.handle((value, failure) -> failure).join();
        }

        private void came(Actor actor, Outcome outcome) {
            steps.add(actor.entry + " " + outcome);
            assertThat(model.outcomesOf(actor.entry)).as(this::told).contains(outcome);
            model.came(actor.entry, outcome);
        }

        /** The body: it does what it is told until it is told to end. */
        private String obey(Actor actor) throws Exception {
            actor.inside = true;
            try {
                while (actor.orders.take() == Order.REENTER) {
                    queue.call(
                            () -> {
                                actor.reentered = true;
                                return "inline";
                            },
                            "re-entry",
                            settings(actor.entry),
                            true);
                }
                return "ended";
            } finally {
                actor.inside = false;
            }
        }

        // --- Those who go ---

        private void end(Entry entry) {
            Actor actor = actorOf(entry);
            steps.add(entry + " ends");
            actor.orders.add(Order.END);
            actor.stage.complete("ended");
            model.ended(entry);
        }

        /** Mostly the former, for after a close nothing new happens. */
        private void endOrClose(int number) {
            if (number > STEPS / 2 && random.nextInt(4) == 0) {
                steps.add("shut down");
                queue.shutdown();
                model.closed();
            } else if (!model.holders().isEmpty()) {
                end(any(model.holders()));
            }
        }

        private void cancelOrInterrupt() {
            List<Entry> all = new ArrayList<>(model.line());
            all.addAll(model.holders());
            if (all.isEmpty()) {
                return;
            }
            Entry entry = any(all);
            Actor actor = actorOf(entry);
            boolean waits = model.line().contains(entry);
            steps.add(entry + " is " + (entry.thread() ? "interrupted" : "cancelled"));
            Thread thread = actor.thread;
            if (entry.thread() && thread != null) {
                thread.interrupt();
            } else if (actor.future != null) {
                actor.future.cancel(true);
            }
            if (waits) {
                model.left(entry);
            } else {
                model.ended(entry);
            }
        }

        private void reenter() throws Exception {
            List<Entry> running = model.holders().stream()
                    .filter(entry ->
                            actorOf(entry).inside && !actorOf(entry).stage.isDone())
                    .filter(Entry::thread)
                    .toList();
            if (!running.isEmpty()) {
                Entry entry = any(running);
                Actor actor = actorOf(entry);
                steps.add(entry + " re-enters");
                actor.reentered = false;
                actor.orders.add(Order.REENTER);
                await("the re-entrant call runs inline", () -> actor.reentered);
            }
        }

        // --- Comparing ---

        private void awaitModel() throws Exception {
            await(
                    "the queue looks as its model",
                    () -> model.counts(queue.stats())
                            && actors.values().stream()
                                    .allMatch(actor ->
                                            actor.inside == model.holders().contains(actor.entry)));
        }

        private void await(String what, BooleanSupplier condition) throws Exception {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            for (int i = 0; !condition.getAsBoolean(); i++) {
                if (System.nanoTime() - deadline > 0) {
                    fail(what + ": " + told());
                }
                if (i > 100) {
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000);
                } else {
                    Thread.onSpinWait();
                }
            }
        }

        private String told() {
            return "seed " + seed + "\n" + String.join("\n", steps) + "\nmodel: " + model + "\nqueue: " + queue.stats()
                    + "\ninside: "
                    + actors.values().stream()
                            .filter(actor -> actor.inside)
                            .map(actor -> actor.entry)
                            .toList();
        }
    }
}

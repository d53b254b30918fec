package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.Storms;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnException;
import io.sharer.TurnRejectedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that come and go under all kinds of use at once: no key ever has two turns, and nothing is left of any. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class KeysStormTest {
    private static final int THREADS = 5;
    private static final int KEYS = 3;

    @AutoClose("stop")
    private final TurnTimer timer = new TurnTimer("timer");

    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newFixedThreadPool(3);

    private final SerialQueue queue = new SerialQueue(QueueConfig.of("storm", pool, new ClassLoaderCarrier(), timer));
    private final Keyed keyed = Keyed.of(queue);
    private final Callers callers = new Callers();

    private List<Callers.Call<Object>> onThreads(Work work) {
        List<Callers.Call<Object>> calls = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int thread = t;
            calls.add(callers.start(() -> {
                work.doAs(thread);
                return "done";
            }));
        }
        return calls;
    }

    private interface Work {
        void doAs(int thread) throws Exception;
    }

    private void nothingIsLeft() {
        await().until(() -> queue.stats().running() == 0);
        assertThat(queue.stats().length()).isZero();
        assertThat(queue.stats().rejected()).isZero();
        await().until(() -> keyed.keys() == 0);
    }

    // --- Millions ---

    @ParameterizedTest
    @CsvSource({"50, false", "5, true"})
    void aMillionKeysLeaveNothing(int tenThousands, boolean besideOthers) throws Exception {
        if (besideOthers) {
            queue.call(() -> "there are calls without a key");
        }
        for (int i = 0; i < tenThousands * 10_000; i++) {
            keyed.call(i, () -> "done");
        }
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < tenThousands; i++) {
            List<CompletableFuture<Object>> futures = new ArrayList<>();
            for (int j = 0; j < 10_000; j++) {
                futures.add(keyed.submit(i * 10_000 + j, ran::incrementAndGet));
            }
            futures.forEach(CompletableFuture::join);
        }

        assertThat(ran.get()).isEqualTo(tenThousands * 10_000);
        assertThat(keyed.keys()).isZero();
        assertThat(queue.stats().turns()).isEqualTo(tenThousands * 20_000L + (besideOthers ? 1 : 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keysWhoseCallsFailInAnyWayLeaveNothing(boolean besideOthers) throws Exception {
        if (besideOthers) {
            queue.call(() -> "there are calls without a key");
        }
        Keyed now = keyed.with(CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ZERO));
        Keyed soon = keyed.with(CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ofMillis(1)));
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < Storms.times(12); i++) {
            int key = i;
            Gate gate = new Gate();
            CompletableFuture<Object> holder = keyed.submit(key, gate);
            gate.awaitReached();
            failing(() -> now.call(key, () -> "never"));
            CompletableFuture<Object> cancelled = keyed.submit(key, () -> "never");
            cancelled.cancel(true);
            Callers.Call<String> interrupted = callers.start(() -> keyed.call(key, () -> "never"));
            Callers.awaitLength(queue, 1);
            interrupted.thread().interrupt();
            failing(interrupted::get);
            if (i % 10 == 0) {
                failing(() -> soon.call(key, () -> "never"));
            }
            futures.add(soon.submit(key, () -> "may be in time"));
            futures.add(keyed.submit(key, () -> {
                throw new IllegalStateException("body");
            }));
            gate.open();
            holder.join();
            failing(() -> keyed.call(key, () -> {
                throw new IllegalStateException("body");
            }));
            CompletableFuture<Object> stage = keyed.stage(key, CompletableFuture::new);
            stage.cancel(true);
        }
        pool.shutdownNow();
        futures.add(keyed.submit("refused", () -> "never"));
        futures.forEach(future -> failing(future::join));

        await().until(() -> keyed.keys() == 0);
        nothingIsLeft();
    }

    private static void failing(Callable<?> call) {
        try {
            call.call();
        } catch (Exception expected) {
            assertThat(expected).isNotInstanceOf(NullPointerException.class);
        }
    }

    // --- At random ---

    private final AtomicIntegerArray inside = new AtomicIntegerArray(KEYS);
    private final AtomicInteger insideAny = new AtomicInteger();
    private final AtomicInteger alone = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();

    private Object withKey(int key) {
        insideAny.incrementAndGet();
        if (inside.incrementAndGet(key) != 1 || alone.get() != 0) {
            wrong.incrementAndGet();
        }
        Thread.onSpinWait();
        inside.decrementAndGet(key);
        return insideAny.decrementAndGet();
    }

    private Object withoutKey() {
        if (alone.incrementAndGet() != 1 || insideAny.get() != 0) {
            wrong.incrementAndGet();
        }
        return alone.decrementAndGet();
    }

    private CompletableFuture<Object> stageWithKey(int key) {
        insideAny.incrementAndGet();
        if (inside.incrementAndGet(key) != 1 || alone.get() != 0) {
            wrong.incrementAndGet();
        }
        return CompletableFuture.supplyAsync(() -> {
            inside.decrementAndGet(key);
            return insideAny.decrementAndGet();
        });
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,0", "3,0", "4,1", "5,1", "6,5", "7,5", "8,20", "9,20", "10,50"})
    void aKeyNeverHasTwoTurnsAndACallWithoutOneIsAlone(long seed, int percentWithout) throws Exception {
        Queue<CompletableFuture<?>> futures = new ConcurrentLinkedQueue<>();
        Keyed now = keyed.with(CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ZERO));
        Keyed soon = keyed.with(CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ofNanos(50_000)));
        List<Callers.Call<Object>> calls = onThreads(thread -> {
            Random random = new Random(seed * THREADS + thread);
            for (int i = 0; i < Storms.times(1_000); i++) {
                int key = random.nextInt(KEYS);
                try {
                    if (random.nextInt(100) < percentWithout) {
                        step(random, futures, () -> queue.call(this::withoutKey), queue.submit(this::withoutKey));
                        continue;
                    }
                    switch (random.nextInt(8)) {
                        case 0 -> futures.add(keyed.submit(key, () -> withKey(key)));
                        case 1 -> futures.add(keyed.stage(key, () -> stageWithKey(key)));
                        case 2 -> futures.add(soon.submit(key, () -> withKey(key)));
                        case 3 -> now.call(key, () -> withKey(key));
                        case 4 -> soon.call(key, () -> withKey(key));
                        case 5 -> step(random, futures, null, keyed.submit(key, () -> withKey(key)));
                        case 6 ->
                            keyed.call(key, () -> {
                                int other = random.nextInt(KEYS);
                                return other == key ? "" : keyed.call(other, () -> withKey(other));
                            });
                        default -> keyed.call(key, () -> withKey(key));
                    }
                } catch (TurnException | TurnRejectedException tooLateOrDeadlock) {
                    Thread.onSpinWait();
                }
            }
        });
        for (Callers.Call<Object> call : calls) {
            call.get();
        }
        for (CompletableFuture<?> future : futures) {
            future.handle((value, failure) -> "over").join();
        }

        assertThat(wrong.get()).isZero();
        nothingIsLeft();
    }

    private static void step(
            Random random, Queue<CompletableFuture<?>> futures, @Nullable Callable<?> call, CompletableFuture<?> future)
            throws Exception {
        futures.add(future);
        if (random.nextBoolean()) {
            future.cancel(false);
        }
        if (call != null && random.nextBoolean()) {
            call.call();
        }
    }

    // --- Order ---

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatEachThreadAsksForIsDoneInItsOrder(long seed) throws Exception {
        Queue<CompletableFuture<?>> futures = new ConcurrentLinkedQueue<>();
        List<Callers.Call<Object>> calls = onThreads(thread -> {
            Random random = new Random(seed * THREADS + thread);
            int[] asked = new int[KEYS];
            int[] askedWithout = new int[1];
            AtomicIntegerArray done = new AtomicIntegerArray(KEYS);
            AtomicInteger doneWithout = new AtomicInteger();
            for (int i = 0; i < 2_000; i++) {
                int key = random.nextInt(KEYS);
                int without = askedWithout[0];
                if (random.nextInt(100) < 10) {
                    int[] before = asked.clone();
                    askedWithout[0]++;
                    Callable<Object> body = () -> {
                        boolean right = doneWithout.getAndIncrement() == without;
                        for (int k = 0; k < KEYS; k++) {
                            right &= done.get(k) == before[k];
                        }
                        return right ? "" : wrong.incrementAndGet();
                    };
                    if (random.nextInt(3) == 0) {
                        queue.call(body);
                    } else {
                        futures.add(queue.submit(body));
                    }
                } else {
                    int before = asked[key]++;
                    Callable<Object> body = () -> {
                        boolean right = done.getAndIncrement(key) == before && doneWithout.get() == without;
                        return right ? "" : wrong.incrementAndGet();
                    };
                    if (random.nextInt(3) == 0) {
                        keyed.call(key, body);
                    } else {
                        futures.add(keyed.submit(key, body));
                    }
                }
            }
        });
        for (Callers.Call<Object> call : calls) {
            call.get();
        }
        futures.forEach(CompletableFuture::join);

        assertThat(wrong.get()).isZero();
        nothingIsLeft();
    }

    @Test
    void aCallWithoutAKeyIsServedAlthoughKeysNeverStopComing() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        List<Callers.Call<Object>> calls = onThreads(thread -> {
            while (!enough.get()) {
                keyed.call(thread % 2, () -> {
                    Thread.onSpinWait();
                    return keyed.submit(thread % 2, () -> "behind").isDone();
                });
            }
        });
        for (int i = 0; i < 200; i++) {
            assertThat(queue.call(this::withoutKey)).isEqualTo(0);
        }
        enough.set(true);
        for (Callers.Call<Object> call : calls) {
            call.get();
        }

        nothingIsLeft();
    }

    // --- The first call without a key ---

    @Test
    void theFirstCallWithoutAKeyMayComeAtAnyMoment() throws Exception {
        for (int round = 0; round < 300; round++) {
            SerialQueue fresh = new SerialQueue(QueueConfig.of("fresh", pool, new ClassLoaderCarrier(), timer));
            Keyed keyed = Keyed.of(fresh);
            AtomicInteger steps = new AtomicInteger();
            int at = round % 50;
            List<Callers.Call<Object>> calls = onThreads(thread -> {
                Random random = new Random(thread);
                for (int i = 0; i < 60; i++) {
                    if (steps.incrementAndGet() == at) {
                        if (at % 2 == 0) {
                            fresh.call(this::withoutKey);
                        } else {
                            fresh.submit(this::withoutKey).join();
                        }
                    }
                    int key = random.nextInt(KEYS);
                    keyed.call(key, () -> withKey(key));
                }
            });
            for (Callers.Call<Object> call : calls) {
                call.get();
            }
            assertThat(keyed.keys()).isZero();
            assertThat(fresh.stats().running()).isZero();
        }
        assertThat(wrong.get()).isZero();
    }

    @Test
    void theFirstCallWithAKeyMayComeWhileOthersWaitWithoutOne() throws Exception {
        int rounds = 3_000;
        AtomicReference<SerialQueue> current = new AtomicReference<>();
        CyclicBarrier together = new CyclicBarrier(
                THREADS,
                () -> current.set(new SerialQueue(QueueConfig.of("fresh", pool, new ClassLoaderCarrier(), timer))));
        List<Callers.Call<Object>> calls = onThreads(thread -> {
            for (int round = 0; round < rounds; round++) {
                together.await();
                SerialQueue fresh = Objects.requireNonNull(current.get());
                for (int i = 0; i < 4; i++) {
                    if (thread < 2) {
                        Keyed.of(fresh).call(thread, () -> withKey(thread));
                    } else if (thread == 2) {
                        fresh.call(this::withoutKey);
                    } else {
                        fresh.submit(this::withoutKey).join();
                    }
                }
            }
        });
        for (Callers.Call<Object> call : calls) {
            call.get();
        }

        assertThat(wrong.get()).isZero();
    }

    // --- All at the same moment ---

    @Test
    void aPassThatComesAsItsKeyGivesUpIsGivenBackOnce() throws Exception {
        int rounds = 2_000;
        CyclicBarrier together = new CyclicBarrier(3);
        List<Runnable> atOnce = new CopyOnWriteArrayList<>(List.of(() -> {}, () -> {}));
        for (int t = 0; t < 2; t++) {
            int mine = t;
            callers.start(() -> {
                for (int i = 0; i < rounds; i++) {
                    together.await();
                    atOnce.get(mine).run();
                    together.await();
                }
                return "done";
            });
        }
        for (int i = 0; i < rounds; i++) {
            CompletableFuture<String> first = new CompletableFuture<>();
            CompletableFuture<Object> running = keyed.stage("with others ahead", () -> first);
            CompletableFuture<String> without = new CompletableFuture<>();
            CompletableFuture<String> all = queue.submitStage(() -> without);
            List<CompletableFuture<Object>> behind = new ArrayList<>();
            for (int key = 0; key < 30; key++) {
                behind.add(keyed.submit(key, () -> "in time"));
            }
            behind.add(keyed.submit("with others ahead", () -> "in time"));
            if (i % 4 == 0) {
                // The call in between gives up, so that the pass of the last comes before the queue ahead is retired.
                atOnce.set(0, () -> all.cancel(false));
            } else {
                first.complete("");
                atOnce.set(0, () -> without.complete(""));
            }
            atOnce.set(1, () -> behind.forEach(future -> future.cancel(false)));
            together.await();
            together.await();
            first.complete("");
            without.complete("");
            List<CompletableFuture<Object>> next = new ArrayList<>();
            for (int key = 0; key < 30; key++) {
                next.add(keyed.submit(key, () -> "next"));
            }
            CompletableFuture<String> nextAll = queue.submit(() -> "all");
            for (CompletableFuture<Object> future : next) {
                assertThat(future.get(20, TimeUnit.SECONDS)).isEqualTo("next");
            }
            assertThat(nextAll.get(20, TimeUnit.SECONDS)).isEqualTo("all");
            running.handle((value, failure) -> "over").get(20, TimeUnit.SECONDS);
        }

        assertThat(wrong.get()).isZero();
        nothingIsLeft();
    }

    // --- Several keys at once ---

    @Test
    void keysTakenInTheSameOrderAreNeverCalledADeadlockWhoeverComesWithoutOne() throws Exception {
        AtomicInteger deadlocks = new AtomicInteger();
        List<Callers.Call<Object>> calls = onThreads(thread -> {
            for (int i = 0; i < 2_000; i++) {
                try {
                    if (thread == 0) {
                        queue.call(this::withoutKey);
                    } else {
                        int first = (thread + i) % 2;
                        keyed.call(first, () -> keyed.call(first + 1, () -> withKey(first + 1)));
                    }
                } catch (TurnDeadlockException e) {
                    deadlocks.incrementAndGet();
                }
            }
        });
        for (Callers.Call<Object> call : calls) {
            call.get();
        }

        assertThat(deadlocks.get()).isZero();
        assertThat(wrong.get()).isZero();
        nothingIsLeft();
    }
}

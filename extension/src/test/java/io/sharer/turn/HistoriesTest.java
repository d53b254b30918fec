package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.QueueStats;
import io.sharer.Storms;
import io.sharer.TurnTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Short histories of threads that use a queue at the same time, while another interrupts them and perhaps closes it:
 * recorded, and then held against what one after another would have been. Prints the seed and the history of one that
 * is none.
 *
 * <p>{@code -Dsharer.storms=20} runs more of them, {@code -Dsharer.histories.first=4711} begins elsewhere. A seed fixes
 * what the threads ask for, and not how their steps fall together.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoriesTest {
    private static final int SEEDS = Storms.times(2_000);
    private static final int FIRST = Integer.getInteger("sharer.histories.first", 1);
    private static final int THREADS = 3;
    private static final int STEPS = 8;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ExecutorService bodies = Executors.newFixedThreadPool(2);
    private final TurnTimer timer = new TurnTimer("histories");

    @AfterAll
    void stop() {
        threads.shutdownNow();
        bodies.shutdownNow();
        timer.stop();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void everyHistoryIsOneAfterAnother() throws Exception {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            new History(seed).run();
        }
    }

    private enum Kind {
        CALL,
        NESTED_CALL,
        TIMED_CALL,
        BODY,
        TIMED_BODY,
        STAGE,
        CANCELLED_BODY
    }

    private enum Told {
        DONE,
        REFUSED,
        TIMED_OUT,
        CANCELLED
    }

    /** What one thread asked for, and what became of it. Ticks are those of a clock that all share. */
    private static final class Request {
        final int thread;
        final int number;
        final Kind kind;
        final boolean read;
        final AtomicInteger runs = new AtomicInteger();
        volatile long began;
        volatile long ended;
        volatile @Nullable Told told;
        volatile @Nullable CompletableFuture<?> future;

        Request(int thread, int number, Kind kind, boolean read) {
            this.thread = thread;
            this.number = number;
            this.kind = kind;
            this.read = read;
        }

        boolean ran() {
            return runs.get() > 0;
        }

        @Override
        public String toString() {
            return "thread %d asks %d: %s%s, begun at %d, ended at %d, told %s"
                    .formatted(thread, number, read ? "reading " : "", kind, began, ended, told);
        }
    }

    private final class History {
        private final int seed;
        private final SerialQueue queue;
        private final AtomicLong clock = new AtomicLong();
        private final List<List<Request>> requests = new ArrayList<>();
        private final List<Thread> callers = new ArrayList<>();

        History(int seed) {
            this.seed = seed;
            QueueConfig config = QueueConfig.of("history", bodies, new ClassLoaderCarrier(), timer);
            this.queue = new SerialQueue(config.withCapacity(seed % 3 == 0 ? 2 : 0));
        }

        void run() throws Exception {
            CyclicBarrier start = new CyclicBarrier(THREADS + 1);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                List<Request> own = new ArrayList<>();
                requests.add(own);
                running.add(threads.submit(() -> {
                    synchronized (callers) {
                        callers.add(Thread.currentThread());
                    }
                    start.await();
                    ask(thread, own, new Random((long) seed * THREADS + thread));
                    return null;
                }));
            }
            start.await();
            disturb(running, new Random(seed));
            for (Future<?> one : running) {
                one.get();
            }
            for (Request request : all()) {
                CompletableFuture<?> future = request.future;
                if (future != null) {
                    request.told = toldBy(future);
                }
            }
            queue.close();
            check(queue.stats());
        }

        /** Interrupts the threads, and may close the queue over them. */
        private void disturb(List<Future<?>> running, Random random) {
            boolean closes = random.nextInt(4) == 0;
            while (running.stream().anyMatch(one -> !one.isDone())) {
                Thread.onSpinWait();
                if (random.nextInt(200) == 0) {
                    Thread unlucky = callers.get(random.nextInt(THREADS));
                    unlucky.interrupt();
                }
                if (closes && clock.get() > THREADS * STEPS) {
                    queue.shutdown();
                }
            }
        }

        private List<Request> all() {
            return requests.stream().flatMap(List::stream).toList();
        }

        // --- What a thread does ---

        private void ask(int thread, List<Request> own, Random random) throws Exception {
            Kind[] kinds = Kind.values();
            for (int number = 0; number < STEPS; number++) {
                Request request =
                        new Request(thread, number, kinds[random.nextInt(kinds.length)], random.nextInt(3) == 0);
                own.add(request);
                switch (request.kind) {
                    case CALL, TIMED_CALL ->
                        call(request, () -> queue.call(() -> body(request), request, settings(request), true));
                    case NESTED_CALL ->
                        call(
                                request,
                                () -> queue.call(
                                        () -> queue.call(() -> body(request), request, settings(request), true),
                                        request,
                                        settings(request),
                                        true));
                    case BODY, TIMED_BODY -> request.future = submit(request);
                    case STAGE -> request.future = submitStage(request);
                    case CANCELLED_BODY -> {
                        CompletableFuture<?> future = submit(request);
                        request.future = future;
                        future.cancel(random.nextBoolean());
                    }
                }
            }
            Thread.interrupted();
        }

        private CallSettings settings(Request request) {
            boolean timed = request.kind == Kind.TIMED_CALL || request.kind == Kind.TIMED_BODY;
            return CallSettings.of(
                    request.read ? Access.READ : Access.WRITE,
                    Overflow.REJECT,
                    timed ? Duration.ofNanos(request.number * 10_000L) : null);
        }

        private void call(Request request, java.util.concurrent.Callable<Object> call) throws Exception {
            try {
                call.call();
                request.told = Told.DONE;
            } catch (RejectedExecutionException e) {
                request.told = Told.REFUSED;
            } catch (TurnTimeoutException e) {
                request.told = Told.TIMED_OUT;
            } catch (InterruptedException e) {
                request.told = Told.CANCELLED;
            }
        }

        private CompletableFuture<?> submit(Request request) {
            return queue.submitAsync(() -> CompletableFuture.completedStage(body(request)), request, settings(request));
        }

        private CompletableFuture<?> submitStage(Request request) {
            return queue.submitAsync(() -> stage(request), request, settings(request));
        }

        private Object body(Request request) {
            request.began = clock.incrementAndGet();
            request.runs.incrementAndGet();
            for (int spin = request.number * 20; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            request.ended = clock.incrementAndGet();
            return "done";
        }

        private CompletionStage<Object> stage(Request request) {
            request.began = clock.incrementAndGet();
            request.runs.incrementAndGet();
            return CompletableFuture.supplyAsync(
                    () -> {
                        request.ended = clock.incrementAndGet();
                        return "done";
                    },
                    threads);
        }

        private Told toldBy(CompletableFuture<?> future) throws Exception {
            try {
                future.get(20, TimeUnit.SECONDS);
                return Told.DONE;
            } catch (CancellationException e) {
                return Told.CANCELLED;
            } catch (java.util.concurrent.ExecutionException e) {
                if (e.getCause() instanceof TurnTimeoutException) {
                    return Told.TIMED_OUT;
                }
                if (e.getCause() instanceof RejectedExecutionException) {
                    return Told.REFUSED;
                }
                throw e;
            } catch (java.util.concurrent.TimeoutException e) {
                return fail("a future is never done: " + history());
            }
        }

        // --- What must hold ---

        private void check(QueueStats stats) {
            List<Request> ran = all().stream()
                    .filter(Request::ran)
                    .sorted(Comparator.comparingLong(request -> request.began))
                    .toList();
            nothingOverlaps(ran);
            requests.forEach(this::isInOrder);
            for (Request request : all()) {
                boolean mayHaveRun = request.told == Told.DONE || request.told == Told.CANCELLED;
                boolean must = request.told == Told.DONE;
                assertThat(request.runs.get()).as(this::history).isBetween(must ? 1 : 0, mayHaveRun ? 1 : 0);
            }
            // The last turn of all is that of the close.
            assertThat(stats.turns()).as(this::history).isEqualTo(ran.size() + 1);
            assertThat(stats.rejected()).as(this::history).isEqualTo(count(Told.REFUSED));
            assertThat(stats.timedOut()).as(this::history).isEqualTo(count(Told.TIMED_OUT));
            // Who cancels a body that is running cancels its future only.
            assertThat(stats.cancelled()).as(this::history).isBetween(0L, count(Told.CANCELLED));
            assertThat(stats.length() + stats.running()).as(this::history).isZero();
        }

        private long count(Told told) {
            return all().stream().filter(request -> request.told == told).count();
        }

        /** By their begin: none begins before the one before it, or a reader's readers, have ended. */
        private void nothingOverlaps(List<Request> ran) {
            long writersEnd = 0;
            long allEnd = 0;
            for (Request request : ran) {
                assertThat(request.began).as(this::history).isGreaterThan(request.read ? writersEnd : allEnd);
                allEnd = Math.max(allEnd, request.ended);
                writersEnd = request.read ? writersEnd : Math.max(writersEnd, request.ended);
            }
        }

        /** What one thread asked for first has ended first, unless both only read. */
        private void isInOrder(List<Request> own) {
            for (int i = 0; i < own.size(); i++) {
                for (int j = i + 1; j < own.size(); j++) {
                    Request first = own.get(i);
                    Request second = own.get(j);
                    if (first.ran() && second.ran() && !(first.read && second.read)) {
                        assertThat(first.ended).as(this::history).isLessThan(second.began);
                    }
                }
            }
        }

        private String history() {
            StringBuilder text = new StringBuilder("seed " + seed + ", " + queue.stats());
            all().forEach(request -> text.append(System.lineSeparator()).append(request));
            return text.toString();
        }
    }
}

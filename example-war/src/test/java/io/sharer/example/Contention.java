package io.sharer.example;

import io.sharer.SerialExecutor;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Many threads that add users to one SQLite database at once, every tenth user invalid and to be rolled back.
 *
 * <p>An add is acknowledged if it returns. If all is well there are as many users, and as many rows in the audit, as
 * acknowledged adds, and nothing fails but the invalid ones.
 *
 * @param threads how many
 * @param adds of all threads together
 */
record Contention(int threads, int adds) {
    /**
     * What came out.
     *
     * @param acknowledged how many adds returned
     * @param users how many users the database has
     * @param audits how many rows of the audit it has
     * @param errors how many valid adds failed
     * @param mostOften the most frequent of their messages
     * @param millis how long it took
     */
    record Result(int acknowledged, long users, long audits, int errors, String mostOften, long millis) {}

    /** Adds a user. */
    private interface Add {
        void add(String name, int age) throws Exception;
    }

    int valid() {
        return (int) IntStream.range(0, adds).filter(i -> !isInvalid(i)).count();
    }

    /** All threads on one connection, with nothing between them. */
    Result unguarded(Path file) throws Exception {
        UserStore store = UserStore.open(file);
        Result result = run(file, threads, (name, age) -> store.add(name, age, "any"));
        closeWhateverItsState(store);
        return result;
    }

    /** Each thread on a connection of its own, which waits so long for one that is writing. */
    Result connectionEach(Path file, Duration busyTimeout) throws Exception {
        List<UserStore> stores = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            stores.add(UserStore.open(file, busyTimeout));
        }
        AtomicInteger next = new AtomicInteger();
        ThreadLocal<UserStore> own = ThreadLocal.withInitial(() -> stores.get(next.getAndIncrement()));
        Result result = run(file, threads, (name, age) -> own.get().add(name, age, "any"));
        stores.forEach(Contention::closeWhateverItsState);
        return result;
    }

    /** All threads on one connection, taking turns. */
    Result turns(Path file) throws Exception {
        try (UserStore store = UserStore.open(file);
                SerialExecutor queue = SerialExecutor.builder("contention").build()) {
            return run(file, threads, (name, age) -> queue.call(() -> store.add(name, age, "any")));
        }
    }

    private Result run(Path file, int workers, Add work) throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        Map<String, Integer> errors = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(workers + 1);
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < workers; t++) {
                running.add(pool.submit(() -> {
                    start.await();
                    for (int i = next.getAndIncrement(); i < adds; i = next.getAndIncrement()) {
                        try {
                            work.add("User " + i, isInvalid(i) ? -1 : i % 100);
                            acknowledged.incrementAndGet();
                        } catch (Exception e) {
                            if (!isInvalid(i)) {
                                errors.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
                            }
                        }
                    }
                    return null;
                }));
            }
            start.await();
            long begin = System.nanoTime();
            for (Future<?> thread : running) {
                thread.get();
            }
            long millis = (System.nanoTime() - begin) / 1_000_000;
            return new Result(
                    acknowledged.get(),
                    Database.users(file),
                    Database.audits(file),
                    errors.values().stream().mapToInt(Integer::intValue).sum(),
                    mostOften(errors),
                    millis);
        } finally {
            pool.shutdownNow();
        }
    }

    private static String mostOften(Map<String, Integer> errors) {
        return errors.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static boolean isInvalid(int i) {
        return i % 10 == 9;
    }

    /** Of the ways without turns nothing is expected, not even that it ends in order. */
    private static void closeWhateverItsState(UserStore store) {
        try {
            store.close();
        } catch (SQLException e) {
            System.err.println("could not be closed: " + e.getMessage());
        }
    }
}

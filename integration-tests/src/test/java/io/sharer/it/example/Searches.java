package io.sharer.it.example;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Many clients that search at once, each one search after the other.
 *
 * @param pattern what names are to match
 * @param limit how many users an answer has at most
 */
record Searches(String pattern, int limit) {
    static final int CLIENTS = 16;

    private static final int LONGEST_RUN_SECONDS = 120;

    /**
     * Lets all clients search until something is so, and once more each.
     *
     * @param end is asked again and again, by this thread
     * @return what each client was answered, in that order
     */
    List<List<Reply>> until(Callable<Boolean> end) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        AtomicBoolean ended = new AtomicBoolean();
        try {
            List<Future<List<Reply>>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(threads.submit(() -> search(ended)));
            }
            long begin = System.nanoTime();
            while (!end.call()) {
                if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(LONGEST_RUN_SECONDS)) {
                    throw new AssertionError("not within " + LONGEST_RUN_SECONDS + " s");
                }
            }
            ended.set(true);
            List<List<Reply>> replies = new ArrayList<>();
            for (Future<List<Reply>> client : running) {
                replies.add(client.get(LONGEST_RUN_SECONDS, TimeUnit.SECONDS));
            }
            return replies;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Reply> search(AtomicBoolean ended) throws Exception {
        Client client = new Client();
        List<Reply> replies = new ArrayList<>();
        while (!ended.get()) {
            replies.add(client.findUsers(pattern, limit));
        }
        replies.add(client.findUsers(pattern, limit));
        return replies;
    }
}

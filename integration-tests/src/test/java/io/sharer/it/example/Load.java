package io.sharer.it.example;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Many clients that add users at once, each one user after the other.
 *
 * @param users how many users they try to add, all together
 * @param everyTenthInvalid whether one in ten is to be refused: by the example's rules and by the database, in turns
 */
record Load(int users, boolean everyTenthInvalid) {
    static final int CLIENTS = 32;

    /** Names of this kind are refused by the database in tests that have told it so. */
    static final String REFUSED_BY_DATABASE = "refused";

    private static final int LONGEST_RUN_SECONDS = 300;

    /**
     * An attempt to add a user, and what came of it.
     *
     * @param status of HTTP, 0 if there was no answer
     * @param id of the user that was added
     */
    record Attempt(String name, boolean valid, int status, long id, String retryAfter, String answer) {
        static Attempt of(String name, boolean valid, Reply reply) {
            long id = reply.status() == 201 ? reply.object().getJsonNumber("id").longValueExact() : 0;
            return new Attempt(
                    name, valid, reply.status(), id, reply.retryAfter().orElse(""), reply.body());
        }

        static Attempt unanswered(String name, boolean valid, IOException failure) {
            return new Attempt(name, valid, 0, 0, "", failure.toString());
        }

        boolean acknowledged() {
            return status == 201;
        }
    }

    /** All attempts of a run, and how long it took. */
    record Outcome(List<Attempt> attempts, Duration took) {
        List<Attempt> acknowledged() {
            return attempts.stream().filter(Attempt::acknowledged).toList();
        }

        /** Valid users that were not added. */
        List<Attempt> errors() {
            return attempts.stream().filter(a -> a.valid() && !a.acknowledged()).toList();
        }

        /** The same without the valid users that were not added. */
        Outcome withoutErrors() {
            return new Outcome(
                    attempts.stream()
                            .filter(a -> !a.valid() || a.acknowledged())
                            .toList(),
                    took);
        }

        /** One line for the reader of the build's output. */
        String summary(String title) {
            return "%s: %d clients, %d requests in %.1f s, %.0f requests/s, %d acknowledged, %d errors"
                    .formatted(
                            title,
                            CLIENTS,
                            attempts.size(),
                            took.toMillis() / 1000.0,
                            attempts.size() * 1000.0 / took.toMillis(),
                            acknowledged().size(),
                            errors().size());
        }
    }

    /** Lets all clients loose at the same moment, and waits for the last one. */
    Outcome run() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            CyclicBarrier start = new CyclicBarrier(CLIENTS);
            List<Callable<List<Attempt>>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                clients.add(() -> client(number, start));
            }
            long begin = System.nanoTime();
            List<Future<List<Attempt>>> results = threads.invokeAll(clients, LONGEST_RUN_SECONDS, TimeUnit.SECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            List<Attempt> attempts = new ArrayList<>();
            for (Future<List<Attempt>> result : results) {
                attempts.addAll(result.get());
            }
            return new Outcome(attempts, took);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Attempt> client(int number, CyclicBarrier start) throws Exception {
        Client client = new Client();
        List<Attempt> attempts = new ArrayList<>();
        start.await();
        for (int i = number; i < users; i += CLIENTS) {
            attempts.add(attempt(client, i));
        }
        return attempts;
    }

    private Attempt attempt(Client client, int i) throws InterruptedException {
        boolean valid = !everyTenthInvalid || i % 10 != 0;
        boolean byDatabase = !valid && i % 20 == 0;
        String name = (byDatabase ? REFUSED_BY_DATABASE : "client") + " " + i;
        int age = valid || byDatabase ? i % 100 : -1;
        try {
            return Attempt.of(name, valid, client.addUser(name, age, "female"));
        } catch (IOException e) {
            return Attempt.unanswered(name, valid, e);
        }
    }
}

package io.sharer.it.example;

import io.sharer.it.example.Load.Attempt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Clients that use the application all the time, also while it is deployed and undeployed: they add users, look for
 * them and order in the workshop. What they were promised is kept, and what they were refused although the application
 * was there all the while.
 */
final class Traffic {
    private static final int CLIENTS = 16;
    private static final int LONGEST_REQUEST_SECONDS = 90;

    /** Of a client that was refused; without it the server would be busy with refusing. */
    private static final int PAUSE_MILLIS = 50;

    private final Queue<Attempt> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicLong answers = new AtomicLong();

    /** Odd while the application is there. */
    private final AtomicInteger changes = new AtomicInteger();

    private volatile boolean ended = true;

    /** What is done while clients are busy. */
    interface Work {
        void run() throws Exception;
    }

    /** Has clients come before the work begins, and stay until it is done and they have their last answers. */
    void during(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> clients = new ArrayList<>();
        ended = false;
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(this::useUntilTheEnd));
            }
            work.run();
            ended = true;
            waitFor(clients);
        } finally {
            ended = true;
            threads.shutdownNow();
        }
    }

    private static void waitFor(List<Future<?>> clients)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (Future<?> client : clients) {
            client.get(LONGEST_REQUEST_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** From now on nobody may be refused. */
    void applicationIsThere() {
        changes.incrementAndGet();
    }

    /** From now on everybody may be refused. */
    void applicationGoes() {
        changes.incrementAndGet();
    }

    /** Users whom the application said it had added, in all its deployments. */
    List<Attempt> acknowledged() {
        return List.copyOf(acknowledged);
    }

    int acknowledgments() {
        return acknowledged.size();
    }

    /** How many requests were answered as they are to be. */
    long answers() {
        return answers.get();
    }

    /** What clients were told instead of what they asked for, while the application was there. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    private Void useUntilTheEnd() throws InterruptedException {
        Client client = new Client();
        while (!ended) {
            int before = changes.get();
            String refusal = use(client);
            if (refusal != null) {
                if (before % 2 == 1 && changes.get() == before) {
                    failures.add(refusal);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        return null;
    }

    /** All that one person wants; or what the first refusal says. */
    private @Nullable String use(Client client) throws InterruptedException {
        String name = "client " + names.incrementAndGet();
        try {
            Reply added = client.addUser(name, 30, "female");
            if (added.status() != 201) {
                return added.toString();
            }
            acknowledged.add(Attempt.of(name, true, added));
            Reply found = client.findUsers(name, 1);
            if (found.status() != 200) {
                return found.toString();
            }
            Reply ordered = client.get("workshop");
            if (ordered.status() != 200) {
                return ordered.toString();
            }
            answers.addAndGet(3);
            return null;
        } catch (IOException e) {
            return e.toString();
        }
    }
}

package io.sharer.example.rest;

import io.sharer.example.imports.ImportJob;
import io.sharer.example.imports.ImportProgress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends the progress of one import to one client, on threads of its own and one event at a time: a client that reads
 * slowly misses steps, but neither the end nor anybody else's time.
 */
final class ProgressEvents implements Runnable {
    private final ImportJob job;
    private final Client client;
    private final Executor executor;

    /** How many changes have not been sent; above 0 somebody is sending, or the stream has ended. */
    private final AtomicInteger unsent = new AtomicInteger();

    /** Who watches the import. */
    interface Client {
        CompletionStage<?> send(ImportProgress progress);

        void close();
    }

    ProgressEvents(ImportJob job, Client client, Executor executor) {
        this.job = job;
        this.client = client;
        this.executor = executor;
    }

    /** Sends how far the import is now, and from then on each change. */
    void start() {
        job.addListener(this);
        run();
    }

    /** The job has changed. */
    @Override
    public void run() {
        if (unsent.getAndIncrement() == 0) {
            sendSoon();
        }
    }

    private void sendSoon() {
        try {
            executor.execute(this::send);
        } catch (RejectedExecutionException e) {
            end(); // the server is stopping
        }
    }

    private void send() {
        int included = unsent.get();
        ImportProgress progress = job.progress();
        try {
            var unused = client.send(progress).whenComplete((sent, failure) -> {
                if (failure != null || progress.state().isFinal()) {
                    end();
                } else if (!unsent.compareAndSet(included, 0)) {
                    sendSoon();
                }
            });
        } catch (IllegalStateException e) {
            end(); // the client has gone
        }
    }

    private void end() {
        job.removeListener(this);
        client.close();
    }
}

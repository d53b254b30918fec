package io.sharer.example.rest;

import io.sharer.example.imports.ImportJob;
import io.sharer.example.imports.ImportProgress;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends the progress of one import to one client, on threads of its own and one event at a time: a client that reads
 * slowly misses steps, but neither the end nor anybody else's time.
 */
final class ProgressEvents implements Runnable {
    private static final System.Logger LOG = System.getLogger(ProgressEvents.class.getName());

    private final ImportJob job;
    private final SseEventSink sink;
    private final Sse sse;
    private final Executor executor;

    /** How many changes have not been sent; above 0 somebody is sending, or the stream has ended. */
    private final AtomicInteger unsent = new AtomicInteger();

    ProgressEvents(ImportJob job, SseEventSink sink, Sse sse, Executor executor) {
        this.job = job;
        this.sink = sink;
        this.sse = sse;
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
        var unused = sink.send(event(progress)).whenComplete((sent, failure) -> {
            if (failure != null || progress.state().isFinal()) {
                end();
            } else if (!unsent.compareAndSet(included, 0)) {
                sendSoon();
            }
        });
    }

    private OutboundSseEvent event(ImportProgress progress) {
        return sse.newEventBuilder()
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(String.class, JsonText.progress(progress).toString())
                .build();
    }

    private void end() {
        job.removeListener(this);
        try {
            sink.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "A stream of events could not be closed", e);
        }
    }
}

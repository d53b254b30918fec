package io.sharer.example.rest;

import io.sharer.example.imports.ImportProgress;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletionStage;

/**
 * A client that watches an import through server-sent events.
 *
 * @param sink where the events go
 * @param sse makes them
 */
record EventStream(SseEventSink sink, Sse sse) implements ProgressEvents.Client {
    private static final System.Logger LOG = System.getLogger(EventStream.class.getName());

    @Override
    public CompletionStage<?> send(ImportProgress progress) {
        return sink.send(sse.newEventBuilder()
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(String.class, JsonText.progress(progress).toString())
                .build());
    }

    @Override
    public void close() {
        try {
            sink.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "A stream of events could not be closed", e);
        }
    }
}

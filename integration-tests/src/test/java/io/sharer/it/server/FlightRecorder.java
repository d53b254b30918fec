package io.sharer.it.server;

import io.sharer.SerialExecutor;
import io.sharer.SharedQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** Records turns of a queue with the JDK's flight recorder. */
@ApplicationScoped
public class FlightRecorder {
    static final String QUEUE = "recorded";

    /** More than it takes until a queue of short turns asks whether one records. */
    private static final int TURNS = 20_000;

    @Inject
    @SharedQueue(QUEUE)
    @SuppressWarnings("NullAway.Init")
    private SerialExecutor queue;

    /** The queues whose turns are in the recording. */
    public List<String> queuesOfTurns() throws Exception {
        Path file = Files.createTempFile("turns", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("sharer.TurnHeld").withoutThreshold();
            recording.start();
            for (int i = 0; i < TURNS; i++) {
                queue.run(() -> {});
            }
            recording.stop();
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals("sharer.TurnHeld"))
                    .map(event -> event.getString("queue"))
                    .toList();
        } finally {
            Files.delete(file);
        }
    }
}

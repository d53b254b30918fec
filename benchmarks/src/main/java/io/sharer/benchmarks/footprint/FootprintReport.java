package io.sharer.benchmarks.footprint;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures idle queues and writes what was found as JSON; a program of its own, because it wants a heap of its own. */
public final class FootprintReport {
    private FootprintReport() {}

    /**
     * Measures.
     *
     * @param args the file to write, and how many beans to make
     */
    public static void main(String[] args) throws IOException {
        int beans = Integer.parseInt(args[1]);
        try (IdleQueues queues = new IdleQueues();
                JsonWriter writer = Json.createWriter(Files.newBufferedWriter(Path.of(args[0])))) {
            writer.write(measure(queues, beans));
        }
    }

    private static JsonObject measure(IdleQueues queues, int beans) {
        JsonObjectBuilder found = Json.createObjectBuilder()
                .add("beans", beans)
                .add("heapOfInterceptedBeans", queues.heapOf(beans, Drawer.class, Drawer::put))
                .add("heapOfSharedBeans", queues.heapOf(beans, Till.class, Till::put))
                .add("threads", IdleQueues.threads().size());
        add(found, "quiet", queues.ofQuietBean());
        add(found, "quietWithInterceptors", queues.ofQuietBeanWithInterceptors());
        add(found, "onceWaitedFor", queues.ofBeanOnceWaitedFor());
        return found.build();
    }

    private static void add(JsonObjectBuilder found, String name, OwnObjects objects) {
        JsonArrayBuilder classes = Json.createArrayBuilder();
        for (OwnObjects.OfClass of : objects.classes()) {
            classes.add(Json.createObjectBuilder()
                    .add("class", of.type())
                    .add("objects", of.count())
                    .add("bytes", of.bytes()));
        }
        found.add(name, Json.createObjectBuilder().add("bytes", objects.bytes()).add("classes", classes));
    }
}

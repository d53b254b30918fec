package io.sharer.benchmarks.run;

import io.sharer.benchmarks.footprint.FootprintReport;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Has the footprint measured, in a process of its own with a heap for a million beans. */
final class Footprint {
    private Footprint() {}

    static JsonObject measure(Pace pace) throws IOException, InterruptedException {
        Path written = Files.createTempFile("footprint", ".json");
        try {
            int status = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx4g",
                            // How JOL looks into classes that the JVM keeps to itself, without an agent.
                            "-Djol.magicFieldOffset=true",
                            "-Djol.skipDynamicAttach=true",
                            "-cp",
                            System.getProperty("java.class.path"),
                            FootprintReport.class.getName(),
                            written.toString(),
                            String.valueOf(pace.beans()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("Measuring the footprint has failed, with status " + status + ".");
            }
            try (JsonReader reader = Json.createReader(Files.newBufferedReader(written))) {
                return reader.readObject();
            }
        } finally {
            Files.delete(written);
        }
    }
}

package io.sharer.benchmarks.run;

import io.sharer.benchmarks.footprint.FootprintReport;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Has JMH run the suites, and a process of its own measure the footprint. */
final class Measuring {
    private static final System.Logger LOG = System.getLogger("io.sharer.benchmarks");

    private final Pace pace;
    private final List<RunResult> results = new ArrayList<>();

    Measuring(Pace pace) {
        this.pace = pace;
    }

    /** All suites, one after another. */
    JsonArray suites() throws RunnerException, IOException {
        Optional<Path> virtual = Jdks.withVirtualThreads();
        boolean inThisProcess = pace == Pace.SMOKE;
        for (Suite suite : Suite.ALL) {
            if (!suite.virtualThreads()) {
                run(suite, Optional.empty());
            } else if (inThisProcess ? Runtime.version().feature() >= 21 : virtual.isPresent()) {
                run(suite, virtual);
            } else {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} is left out: it needs JDK 21 or newer, and none is installed beside this one.",
                        suite.benchmarks().getSimpleName());
            }
        }
        return json();
    }

    private void run(Suite suite, Optional<Path> java) throws RunnerException {
        for (int threads : pace.threadsOf(suite)) {
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include(suite.pattern())
                    .threads(threads)
                    // JMH would have threads go on until all are ready to begin, and to end. Under a lock that lets
                    // others
                    // overtake, one that waits is ready last, and waits for those that wait for it.
                    .syncIterations(false)
                    .shouldFailOnError(true);
            suite.profilers().forEach(options::addProfiler);
            java.ifPresent(path -> options.jvm(path.toString()));
            pace.apply(options);
            Collection<RunResult> ofThreads = new Runner(options.build()).run();
            results.addAll(ofThreads);
        }
    }

    /** As JMH writes it, but for the path of the JVM, which is nobody else's business. */
    private JsonArray json() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
        JsonArrayBuilder written = Json.createArrayBuilder();
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (JsonValue result : reader.readArray()) {
                written.add(Json.createObjectBuilder(result.asJsonObject()).add("jvm", "java"));
            }
        }
        return written.build();
    }

    /** In a process of its own, with a heap for a million beans. */
    JsonObject footprint() throws IOException, InterruptedException {
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

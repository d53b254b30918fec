package io.sharer.benchmarks.run;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

/** Has JMH run suites. */
final class Measuring {
    private static final System.Logger LOG = System.getLogger("io.sharer.benchmarks");

    private final Pace pace;
    private final List<RunResult> results = new ArrayList<>();

    Measuring(Pace pace) {
        this.pace = pace;
    }

    /** These, one after another. */
    JsonArray run(List<Suite> suites) throws RunnerException, IOException {
        Optional<Path> newest = Jdks.withVirtualThreads();
        boolean inThisProcess = pace == Pace.SMOKE;
        boolean newestIsUsed = inThisProcess ? Jdks.hasVirtualThreads(Runtime.version()) : newest.isPresent();
        for (Suite suite : suites) {
            boolean onNewest = suite.onNewestJdk() && newestIsUsed;
            List<String> leftOut = onNewest ? List.of() : suite.needingJdk21();
            if (!leftOut.isEmpty()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} of {1} are left out: they need JDK 21 or newer, and none is installed beside this one.",
                        leftOut,
                        suite.benchmarks().getSimpleName());
            }
            if (leftOut.size() < suite.methods().size()) {
                run(suite, onNewest ? newest : Optional.empty(), leftOut);
            }
        }
        return json();
    }

    private void run(Suite suite, Optional<Path> java, List<String> leftOut) throws RunnerException {
        for (int threads : suite.threads()) {
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include(suite.pattern())
                    .threads(threads)
                    // JMH would have threads go on until all are ready to begin, and to end. Where others may
                    // overtake, one that waits is ready last, and waits for those that wait for it.
                    .syncIterations(false)
                    .shouldFailOnError(true);
            leftOut.forEach(method -> options.exclude(suite.pattern() + method + "$"));
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
}

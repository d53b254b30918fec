package io.sharer.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.runner.RunnerException;

/** Every benchmark runs, and so does what is made of its figures. */
class EverythingRunsTest {
    private static Path directory = Path.of("");

    @BeforeAll
    static void runAll(@TempDir Path temporary) throws IOException, RunnerException, InterruptedException {
        // Another build may run benchmarks at the same time; for figures that nobody reads it does not matter.
        System.setProperty("jmh.ignoreLock", "true");
        directory = temporary;
        Benchmarks benchmarks = new Benchmarks(directory, "smoke");
        benchmarks.measure(Pace.SMOKE);
        benchmarks.report();
    }

    @Test
    void everyBenchmarkWasMeasured() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (Suite suite : Suite.ALL) {
            Arrays.stream(suite.benchmarks().getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Benchmark.class))
                    .filter(method ->
                            !suite.virtualThreads() || Runtime.version().feature() >= 21)
                    .forEach(method -> expected.add(suite.benchmarks().getName() + "." + method.getName()));
        }
        Set<String> measured = new TreeSet<>();
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(directory.resolve("smoke.json")))) {
            for (JsonObject result : reader.readArray().getValuesAs(JsonObject.class)) {
                measured.add(result.getString("benchmark"));
            }
        }

        assertThat(measured).isEqualTo(expected);
    }

    @Test
    void theTablesHaveThemAll() throws IOException {
        assertThat(Files.readString(directory.resolve("smoke.md")))
                .contains("## Goals", "## Synchronous turns, empty body", "## Synchronous turns, a body of 2 µs")
                .contains("## The longest wait of 64 threads", "## Reading, a body of 2 µs", "## Asynchronous tasks")
                .contains("## Keys, empty body", "a map of ReentrantLocks")
                .contains("## A call through CDI", "## An idle queue", "A quick run")
                .doesNotContain("NaN");
    }

    @Test
    void noPathOfThisMachineIsWrittenDown() throws IOException {
        for (String suffix : new String[] {".json", ".about.json", ".md", ".svg"}) {
            assertThat(Files.readString(directory.resolve("smoke" + suffix)))
                    .doesNotContain(System.getProperty("java.home"), System.getProperty("user.dir"));
        }
    }
}

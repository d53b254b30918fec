package io.sharer.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.RunnerException;

/** Every benchmark runs, and so does what is made of its figures. */
class EverythingRunsTest {
    private static Path directory = Path.of("");

    @BeforeAll
    static void runAll(@TempDir Path temporary) throws IOException, RunnerException, InterruptedException {
        // Another build may run benchmarks at the same time; for figures that nobody reads it does not matter.
        System.setProperty("jmh.ignoreLock", "true");
        directory = temporary;
        for (Subject subject : Subject.values()) {
            Benchmarks benchmarks = new Benchmarks(subject, directory, subject.title());
            benchmarks.measure(Pace.SMOKE);
            benchmarks.report();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyBenchmarkWasMeasured(Subject subject) throws IOException {
        Set<String> expected = new TreeSet<>();
        for (Suite suite : subject.suites()) {
            Set<String> methods = new TreeSet<>(suite.methods());
            if (Runtime.version().feature() < 21) {
                methods.removeAll(suite.needingJdk21());
            }
            methods.forEach(method -> expected.add(suite.benchmarks().getName() + "." + method));
        }
        Set<String> measured = new TreeSet<>();
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file(subject, ".json")))) {
            for (JsonObject result : reader.readArray().getValuesAs(JsonObject.class)) {
                measured.add(result.getString("benchmark"));
            }
        }

        assertThat(measured).isEqualTo(expected);
    }

    @Test
    void onlyStormpotAndVirtualThreadsNeedJdk21() {
        Set<String> needing = new TreeSet<>();
        for (Suite suite : Subject.POOLS.suites()) {
            suite.needingJdk21()
                    .forEach(method -> needing.add(suite.benchmarks().getSimpleName() + "." + method));
        }

        assertThat(needing)
                .hasSize(9)
                .contains("PoolLoans.stormpot", "LoanWaits.stormpot", "PoolFilling.stormpot")
                .allMatch(name -> name.endsWith(".stormpot") || name.startsWith("VirtualThreadLoans."));
    }

    @Test
    void theTablesOfTurnsHaveThemAll() throws IOException {
        assertThat(Files.readString(file(Subject.TURNS, ".md")))
                .contains("## Goals", "## Synchronous turns, empty body", "## Synchronous turns, a body of 2 µs")
                .contains("## The longest wait of 64 threads", "## Reading, a body of 2 µs", "## Asynchronous tasks")
                .contains("## Keys, empty body", "a map of ReentrantLocks")
                .contains("## A call through CDI", "## An idle queue", "A quick run")
                .doesNotContain("NaN");
    }

    @Test
    void theTablesOfPoolsHaveThemAll() throws IOException {
        assertThat(Files.readString(file(Subject.POOLS, ".md")))
                .contains("## Goals", "## Borrow and give back, empty body", "## Borrow and give back, a body of 2 µs")
                .contains("## The longest wait of 32 threads", "## An empty pool is filled", "A quick run")
                .contains("## A call of a pooled bean, by its scope", "| `@CallScoped`, a class |")
                .contains("| HikariCP's bag |", "| Commons Pool 2 |", "| Vibur |", "| ArrayBlockingQueue |")
                .doesNotContain("NaN");
    }

    @ParameterizedTest
    @EnumSource
    void noPathOfThisMachineIsWrittenDown(Subject subject) throws IOException {
        for (String suffix : new String[] {".json", ".about.json", ".md", ".svg"}) {
            assertThat(Files.readString(file(subject, suffix)))
                    .doesNotContain(System.getProperty("java.home"), System.getProperty("user.dir"));
        }
    }

    private static Path file(Subject subject, String suffix) {
        return directory.resolve(subject.title() + suffix);
    }
}

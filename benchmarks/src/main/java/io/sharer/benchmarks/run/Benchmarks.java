package io.sharer.benchmarks.run;

import io.sharer.benchmarks.report.Chart;
import io.sharer.benchmarks.report.MarkdownReport;
import io.sharer.benchmarks.report.Results;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures everything and writes it into a directory: {@code <name>.json} as JMH has it, {@code <name>.about.json} with
 * where and when and the footprint, and what is made of them, {@code <name>.md} and {@code <name>.svg}.
 *
 * <p>Options: {@code --quick} for a few minutes instead of about twenty; {@code --name=<name>};
 * {@code --into=<directory>}; {@code --report} to make the table and the chart anew from the JSON of an earlier run.
 */
public final class Benchmarks {
    private static final Pattern OPTION = Pattern.compile("--quick|--report|--(name|into)=.+");

    private final Path directory;
    private final String name;

    Benchmarks(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /** Measures, unless it is told otherwise. */
    public static void main(String[] args) throws IOException, RunnerException, InterruptedException {
        List<String> options = List.of(args);
        for (String option : options) {
            if (!OPTION.matcher(option).matches()) {
                throw new IllegalArgumentException(
                        option + " is no option; those are --quick, --report, --name=<name>, --into=<directory>.");
            }
        }
        Benchmarks benchmarks =
                new Benchmarks(Path.of(option(options, "--into=", "results")), option(options, "--name=", "turns"));
        if (!options.contains("--report")) {
            benchmarks.measure(options.contains("--quick") ? Pace.QUICK : Pace.FULL);
        }
        benchmarks.report();
    }

    private static String option(List<String> options, String prefix, String otherwise) {
        return options.stream()
                .filter(option -> option.startsWith(prefix))
                .map(option -> option.substring(prefix.length()))
                .findFirst()
                .orElse(otherwise);
    }

    void measure(Pace pace) throws IOException, RunnerException, InterruptedException {
        Files.createDirectories(directory);
        Measuring measuring = new Measuring(pace);
        JsonObject footprint = measuring.footprint();
        write(file(".json"), measuring.suites());
        write(
                file(".about.json"),
                Json.createObjectBuilder()
                        .add("machine", Machine.describe())
                        .add("date", LocalDate.now(ZoneOffset.UTC).toString())
                        .add("quick", pace != Pace.FULL)
                        .add("footprint", footprint)
                        .build());
    }

    void report() throws IOException {
        Results results = Results.read(file(".json"), file(".about.json"));
        Files.writeString(file(".svg"), new Chart(results).text());
        Files.writeString(file(".md"), new MarkdownReport(results, name + ".svg").text());
    }

    private Path file(String suffix) {
        return directory.resolve(name + suffix);
    }

    private static void write(Path file, JsonStructure json) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.write(json);
        }
        Files.writeString(file, text.toString().strip() + "\n");
    }
}

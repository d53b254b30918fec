package io.sharer.benchmarks.run;

import io.sharer.benchmarks.report.Report;
import io.sharer.benchmarks.report.Results;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
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
 * Measures turns or pools, as the first argument says, and writes that into a directory: {@code <name>.json} as JMH has
 * it, {@code <name>.about.json} with where and when, and what is made of them, {@code <name>.md} and
 * {@code <name>.svg}.
 *
 * <p>Options: {@code --quick} for a few minutes instead of about twenty; {@code --name=<name>}, by default
 * {@code turns} or {@code pools}; {@code --into=<directory>}; {@code --report} to make the table and the chart anew
 * from the JSON of an earlier run.
 */
public final class Benchmarks {
    private static final Pattern OPTION = Pattern.compile("--quick|--report|--(name|into)=.+");

    private final Subject subject;
    private final Path directory;
    private final String name;

    Benchmarks(Subject subject, Path directory, String name) {
        this.subject = subject;
        this.directory = directory;
        this.name = name;
    }

    /** Measures, unless it is told otherwise. */
    public static void main(String[] args) throws IOException, RunnerException, InterruptedException {
        Subject subject = Subject.of(args.length == 0 ? "" : args[0]);
        List<String> options = List.of(args).subList(1, args.length);
        for (String option : options) {
            if (!OPTION.matcher(option).matches()) {
                throw new IllegalArgumentException(
                        option + " is no option; those are --quick, --report, --name=<name>, --into=<directory>.");
            }
        }
        Benchmarks benchmarks = new Benchmarks(
                subject, Path.of(option(options, "--into=", "results")), option(options, "--name=", subject.title()));
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
        JsonObjectBuilder about = Json.createObjectBuilder()
                .add("machine", Machine.describe())
                .add("date", LocalDate.now(ZoneOffset.UTC).toString())
                .add("quick", pace != Pace.FULL);
        subject.measureMore(pace).forEach(about::add);
        write(file(".json"), new Measuring(pace).run(subject.suites()));
        write(file(".about.json"), about.build());
    }

    void report() throws IOException {
        Report report = subject.report(Results.read(file(".json"), file(".about.json")));
        Files.writeString(file(".svg"), report.chart());
        Files.writeString(file(".md"), report.markdown(name + ".svg"));
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

package io.sharer.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.LoopInfo;
import io.sharer.PoolInfo;
import io.sharer.QueueInfo;
import io.sharer.ScopesInfo;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Name;
import org.junit.jupiter.api.Test;

/**
 * The metrics, their attributes and units, the events of the flight recorder and the spans that
 * {@code docs/observability.md} tells of are those of the code: all of them, and no others.
 */
class ToldNamesTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "sharer");

    /** A name, and the ends of those behind it that differ from it in their last part alone. */
    private static final Pattern NAMES = Pattern.compile("`(sharer\\.[\\w.]+)`((?:, `\\.\\w+`)*)");

    private static final Pattern END = Pattern.compile("`\\.(\\w+)`");
    private static final Pattern STATISTIC = Pattern.compile("`(mean|p\\d+|max)`");

    /** The section of that heading. */
    private static String section(String heading) throws Exception {
        String page = Files.readString(Path.of("..", "docs", "observability.md"));
        MatchResult found = Pattern.compile(
                        "^## " + heading + "\\n(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/observability.md has a section '" + heading + "'"));
        return found.group(1);
    }

    /** The rows of the section's table, without its head. */
    private static List<String[]> table(String heading) throws Exception {
        List<String[]> rows = section(heading)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .toList();
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static List<String> namesIn(String text) {
        return NAMES.matcher(text).results().flatMap(ToldNamesTest::withEnds).toList();
    }

    private static Stream<String> withEnds(MatchResult names) {
        String first = names.group(1);
        String start = first.substring(0, first.lastIndexOf('.') + 1);
        return Stream.concat(
                Stream.of(first), END.matcher(names.group(2)).results().map(end -> start + end.group(1)));
    }

    // --- Metrics ---

    @Test
    void theMetricsThatAreToldAreThoseThatThereAre() throws Exception {
        List<String> told = table("Metrics").stream()
                .flatMap(row -> namesIn(row[1]).stream())
                .toList();
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        Metrics.ALL.stream().map(Metric::name).toList());
    }

    @Test
    void aUnitThatIsToldIsThatOfTheMetrics() throws Exception {
        Map<String, String> units = Metrics.ALL.stream().collect(Collectors.toMap(Metric::name, Metric::unit));
        for (String[] row : table("Metrics")) {
            if (!row[2].isBlank()) {
                assertThat(namesIn(row[1]))
                        .allSatisfy(name ->
                                assertThat("`" + units.get(name) + "`").as(name).isEqualTo(row[2].strip()));
            }
        }
    }

    @Test
    void theStatisticsThatAreToldOfAMetricAreThoseThatItHas() throws Exception {
        Map<String, Set<String>> statistics = new TreeMap<>();
        Metrics.ALL.forEach(metric -> statistics.put(metric.name(), valuesOf("sharer.statistic", metric)));
        for (String[] row : table("Metrics")) {
            Set<String> told = STATISTIC
                    .matcher(row[3])
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            assertThat(namesIn(row[1]))
                    .allSatisfy(
                            name -> assertThat(statistics.get(name)).as(name).isEqualTo(told));
        }
    }

    @Test
    void theAttributesThatAreToldAreThoseThatThereAre() throws Exception {
        Set<String> metrics = Metrics.ALL.stream().map(Metric::name).collect(Collectors.toSet());
        Set<String> told = new TreeSet<>(namesIn(section("Metrics")));
        told.removeAll(metrics);
        Set<String> attributes = Metrics.ALL.stream()
                .flatMap(metric -> attributesOf(metric).stream())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        attributes.add(Metrics.APPLICATION);
        assertThat(told).isEqualTo(attributes);
    }

    private static Set<String> valuesOf(String attribute, Metric metric) {
        return attributesOf(metric).stream()
                .filter(entry -> entry.getKey().equals(attribute))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    /** Those that are measured where there is one of everything. */
    private static List<Map.Entry<String, String>> attributesOf(Metric metric) {
        Snapshot snapshot = new Snapshot(
                0,
                List.of(some(QueueInfo.class)),
                List.of(some(PoolInfo.class)),
                some(ScopesInfo.class),
                List.of(some(LoopInfo.class)),
                0);
        List<Map.Entry<String, String>> attributes = new ArrayList<>();
        metric.read().accept(snapshot, (number, namesAndValues) -> {
            for (int at = 0; at < namesAndValues.length; at += 2) {
                attributes.add(Map.entry(namesAndValues[at], namesAndValues[at + 1]));
            }
        });
        return attributes;
    }

    /** One of that type, whatever it has. */
    private static <T> T some(Class<T> record) {
        RecordComponent[] parts = record.getRecordComponents();
        try {
            Constructor<T> constructor = record.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(
                    Arrays.stream(parts).map(part -> valueOf(part.getType())).toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no " + record, e);
        }
    }

    private static Object valueOf(Class<?> type) {
        if (type.isRecord()) {
            return some(type);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return Stream.<Object>of(0, 0L, 0.0, false, "some", Duration.ZERO, List.of())
                .filter(value -> wrapped(type).isInstance(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no value of " + type));
    }

    private static Class<?> wrapped(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    // --- The flight recorder, and traces ---

    @Test
    void theEventsOfTheFlightRecorderThatAreToldAreThoseThatThereAre() throws Exception {
        List<String> events = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES.resolve("jfr"))) {
            for (Path file : files.toList()) {
                String simple = file.getFileName().toString().replace(".java", "");
                if (!simple.equals("package-info")) {
                    Name name = Class.forName("io.sharer.jfr." + simple).getAnnotation(Name.class);
                    if (name != null) {
                        events.add(name.value());
                    }
                }
            }
        }
        List<String> told = table("The flight recorder").stream()
                .flatMap(row -> namesIn(row[1]).stream())
                .toList();
        assertThat(told).isNotEmpty().containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void theSpansThatAreToldAreThoseThatThereAre() throws Exception {
        String source = Files.readString(
                SOURCES.resolve("platform").resolve("telemetry").resolve("TurnSpans.java"));
        Set<String> spans = Pattern.compile("span\\(\"([\\w.]+)\"")
                .matcher(source)
                .results()
                .map(span -> span.group(1))
                .collect(Collectors.toSet());
        assertThat(new TreeSet<>(namesIn(section("Traces")))).isNotEmpty().isEqualTo(new TreeSet<>(spans));
    }
}

package io.sharer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each message that users may read has a code of its own, and {@code docs/messages.md} explains each code. */
class MessagesTest {
    private static final Pattern IN_SOURCES = Pattern.compile("\"SHARER-(\\d{3})\\b");
    private static final Pattern AT_THE_BEGINNING = Pattern.compile("SHARER-(\\d{3}): [^%]+", Pattern.DOTALL);
    private static final Pattern SECTION =
            Pattern.compile("^### SHARER-(\\d{3})\\n(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern KIND = Pattern.compile("\\s*\\*([^*]+)\\.\\*.*", Pattern.DOTALL);

    /** What stands in such a class, and is a part or the frame of messages. */
    private static final Set<String> NO_MESSAGES = Set.of("acquiredHere", "describe", "holders", "together");

    private static final Set<String> OTHER_KINDS = Set.of(
            "Definition error",
            "Deployment problem",
            "Warning",
            "Information",
            "Logged error",
            "Answer of the console");

    /** An argument for each type of parameter that is no record. */
    private static final List<Object> ARGUMENTS = List.of(
            "some",
            2,
            2L,
            true,
            Duration.ofSeconds(2),
            List.of(),
            Optional.of("some"),
            TimeUnit.SECONDS,
            new TurnException("SHARER-060: some"),
            new TurnTimeoutException("SHARER-116: some"),
            new IllegalStateException("some"),
            new InterruptedException("some"),
            Thread.currentThread(),
            new SharerEvent.PoolUnhealthy("some", 2, new IllegalStateException("some")));

    private static Map<String, List<String>> classesByCode() throws IOException {
        Map<String, List<String>> classes = new TreeMap<>();
        Sources.ofAllJars()
                .forEach((name, text) -> IN_SOURCES
                        .matcher(text)
                        .results()
                        .forEach(code -> classes.computeIfAbsent(code.group(1), any -> new ArrayList<>())
                                .add(name)));
        assertThat(classes).isNotEmpty();
        return classes;
    }

    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new TreeMap<>();
        SECTION.matcher(page()).results().forEach(section -> sections.put(section.group(1), section.group(2)));
        return sections;
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "messages.md"));
    }

    @Test
    void everyCodeIsExplainedOnceAndNothingElse() throws Exception {
        assertThat(SECTION.matcher(page()).results().map(section -> section.group(1)))
                .containsExactlyElementsOf(classesByCode().keySet());
    }

    @Test
    void everyExplanationHasAKindAnExampleAndAnAdvice() throws Exception {
        assertThat(sections()).isNotEmpty().allSatisfy((code, text) -> {
            assertThat(text).containsOnlyOnce("\n**Example.** ").containsOnlyOnce("\n**What to do.** ");
            assertThat(kindsOf(text)).isNotEmpty();
        });
    }

    @Test
    void everyLinkToACodeLeadsToIt() throws Exception {
        assertThat(Pattern.compile("\\(#sharer-(\\d{3})\\)")
                        .matcher(page())
                        .results()
                        .map(link -> link.group(1)))
                .isSubsetOf(sections().keySet());
    }

    @Test
    void everyCodeStandsInOneMessage() throws Exception {
        assertThat(classesByCode())
                .allSatisfy((code, classes) -> assertThat(classes).hasSize(1));
    }

    @Test
    void messagesStandInClassesOfThatNameOnly() throws Exception {
        assertThat(classesByCode().values().stream().flatMap(List::stream)).allMatch(name -> name.endsWith("Messages"));
    }

    @Test
    void everyMessageBeginsWithItsCode() throws Exception {
        for (Method message : messages()) {
            assertThat(textOf(message)).as(message.toString()).matches(AT_THE_BEGINNING);
        }
    }

    @Test
    void everyExplanationNamesTheExceptionThatIsThrown() throws Exception {
        Map<String, String> sections = sections();
        for (Method message : messages()) {
            if (Throwable.class.isAssignableFrom(message.getReturnType())) {
                Matcher code = AT_THE_BEGINNING.matcher(textOf(message));
                assertThat(code.matches()).isTrue();
                assertThat(kindsOf(sections.getOrDefault(code.group(1), "")))
                        .as(message.toString())
                        .contains(message.getReturnType().getSimpleName());
            }
        }
    }

    /** What is told in italics: what kind of message it is, or the exceptions that it comes in. */
    private static List<String> kindsOf(String section) {
        Matcher kind = KIND.matcher(section);
        assertThat(kind.matches()).as(section).isTrue();
        List<String> kinds = Arrays.asList(kind.group(1).split(", | or "));
        assertThat(kinds)
                .allMatch(one -> OTHER_KINDS.contains(one) || one.matches("`\\w+(Exception|Error)`"), "is a kind");
        return kinds.stream().map(one -> one.replace("`", "")).toList();
    }

    @Test
    void everyCodeIsInTheRangeOfItsClass() throws Exception {
        Map<String, Set<String>> ranges = new TreeMap<>();
        Pattern row = Pattern.compile("^\\| `(\\w+Messages)` \\| ([\\d, to]+) \\|", Pattern.MULTILINE);
        row.matcher(Files.readString(Path.of("..", "CONTRIBUTING.md")))
                .results()
                .forEach(found -> ranges.put(found.group(1), codesIn(found.group(2))));

        assertThat(ranges).isNotEmpty();
        assertThat(ranges.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
        Map<String, List<String>> codes = classesByCode().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(name -> Map.entry(simple(name), entry.getKey())))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
        assertThat(codes).containsOnlyKeys(ranges.keySet());
        codes.forEach((name, its) -> assertThat(its).as(name).isSubsetOf(ranges.get(name)));
    }

    /** Of ranges such as "010 to 059, 074". */
    private static Set<String> codesIn(String ranges) {
        return Stream.of(ranges.split(", "))
                .map(range -> range.split(" to "))
                .flatMapToInt(ends ->
                        IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
                .mapToObj("%03d"::formatted)
                .collect(toSet());
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    // --- Asking for each message ---

    private static List<Method> messages() throws Exception {
        List<Method> messages = new ArrayList<>();
        for (String name : Sources.ofTheJar().keySet()) {
            if (name.endsWith("Messages")) {
                for (Method method : Class.forName(name).getDeclaredMethods()) {
                    if (!Modifier.isPrivate(method.getModifiers())
                            && !method.isSynthetic()
                            && !NO_MESSAGES.contains(method.getName())) {
                        messages.add(method);
                    }
                }
            }
        }
        assertThat(messages).isNotEmpty();
        return messages;
    }

    private static String textOf(Method message) throws Exception {
        message.setAccessible(true);
        List<Object> arguments = new ArrayList<>();
        for (Class<?> type : message.getParameterTypes()) {
            arguments.add(argument(type));
        }
        try {
            Object told = message.invoke(null, arguments.toArray());
            return told instanceof Throwable thrown ? String.valueOf(thrown.getMessage()) : String.valueOf(told);
        } catch (InvocationTargetException e) {
            throw new AssertionError(message + " has thrown", e.getCause());
        }
    }

    private static Object argument(Class<?> type) throws ReflectiveOperationException {
        if (type.isRecord()) {
            Class<?>[] parts = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            List<Object> values = new ArrayList<>();
            for (Class<?> part : parts) {
                values.add(argument(part));
            }
            Constructor<?> constructor = type.getDeclaredConstructor(parts);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        }
        Class<?> wrapped = MethodType.methodType(type).wrap().returnType();
        return ARGUMENTS.stream()
                .filter(wrapped::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no argument of " + type));
    }
}

package io.sharer;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is logged goes to one {@link System.Logger}, always as a sentence, and from INFO on with a code. */
@AnalyzeClasses(packages = "io.sharer", importOptions = DoNotIncludeTests.class)
class LoggingTest {
    private static final Pattern LOG_CALL =
            Pattern.compile("\\b(LOG\\.log|\\w+Log\\.(?:debug|info|warning|error)|life\\.tellFailure)\\(");

    /** Texts that were made elsewhere: by messages, and handed to who logs them. */
    private static final Set<String> HANDED_ON = Set.of("text", "warning", "remark", "kept.failure()");

    @ArchTest
    static final ArchRule NOTHING_KNOWS_ANOTHER_LOG = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.jboss.logging..", "org.apache..");

    @ArchTest
    static final ArchRule NOTHING_WRITES_TO_THE_CONSOLE = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethodWhere(describe(
                    "stack traces are printed",
                    call -> call.getTarget().getName().equals("printStackTrace")));

    /** {@code log(Level, Object)} would log a throwable alone. */
    @ArchTest
    static final ArchRule EVERYTHING_THAT_IS_LOGGED_IS_A_SENTENCE = noClasses()
            .should()
            .callMethodWhere(describe("something else than a text is logged", LoggingTest::logsNoText));

    private static boolean logsNoText(JavaMethodCall call) {
        if (!call.getTargetOwner().isEquivalentTo(System.Logger.class)
                || !call.getTarget().getName().equals("log")) {
            return false;
        }
        return !call.getTarget().getRawParameterTypes().get(1).isEquivalentTo(String.class);
    }

    @Test
    void thereIsOneLogger() throws Exception {
        List<String> loggers = new ArrayList<>();
        for (String text : Sources.ofTheJar().values()) {
            Pattern.compile("getLogger\\(([^)]*)\\)")
                    .matcher(text)
                    .results()
                    .forEach(found -> loggers.add(found.group(1)));
        }
        assertThat(loggers).isNotEmpty().containsOnly("\"io.sharer\"");
    }

    @Test
    void whatIsLoggedFromInfoOnHasACode() throws Exception {
        List<String> told = new ArrayList<>();
        Sources.ofTheJar().forEach((name, text) -> {
            Matcher call = LOG_CALL.matcher(text);
            while (call.find()) {
                List<String> arguments = arguments(text, call.end());
                boolean declared = arguments.get(0).matches("(System\\.Logger\\.Level|String) \\w+");
                if (!declared && !isAtDebug(call.group(1), arguments.get(0))) {
                    told.add(name + ": " + arguments.get(call.group(1).equals("LOG.log") ? 1 : 0));
                }
            }
        });
        assertThat(told).isNotEmpty().allMatch(LoggingTest::hasACode);
    }

    private static boolean isAtDebug(String method, String level) {
        return method.endsWith(".debug") || level.endsWith("Level.DEBUG");
    }

    private static boolean hasACode(String call) {
        String text = call.substring(call.indexOf(": ") + 2);
        return text.matches("(?s).*\\b[A-Z]\\w*Messages\\s*\\.\\w+\\(.*") || HANDED_ON.contains(text);
    }

    /** The arguments of a call, whose opening bracket ends at the offset. */
    private static List<String> arguments(String text, int from) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int begin = from;
        for (int i = from; ; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                for (i++; text.charAt(i) != '"'; i++) {
                    i += text.charAt(i) == '\\' ? 1 : 0;
                }
            } else if (c == '(' || c == '{') {
                depth++;
            } else if (depth == 0 && (c == ')' || c == ',')) {
                arguments.add(text.substring(begin, i).strip());
                begin = i + 1;
                if (c == ')') {
                    return arguments;
                }
            } else if (c == ')' || c == '}') {
                depth--;
            }
        }
    }

    @Test
    void aThrowableAloneWouldBeSeen() {
        assertThat(hasACode("io.sharer.Some: e.getMessage()")).isFalse();
        assertThat(hasACode("io.sharer.Some: \"It failed.\"")).isFalse();
        assertThat(arguments("log(Level.INFO, say(\"a, (b\\\"\", c), e);", 4))
                .containsExactly("Level.INFO", "say(\"a, (b\\\"\", c)", "e");
    }
}

package io.sharer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.Overflow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are read once, wrong ones are told, and what nobody reads is, too. */
class ConfigurationTest {
    private final Properties written = new Properties();
    private final Map<String, String> environment = new HashMap<>();
    private final Configuration configuration = new Configuration(new SystemSource(written, environment));

    @Test
    void whatNobodySaysHasItsDefault() {
        assertThat(configuration.get(Keys.DRAIN_TIMEOUT)).isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.find(Keys.QUEUE_CAPACITY, "till")).isEmpty();
    }

    @Test
    void whatIsWrittenIsThatOfItsThing() {
        written.setProperty("sharer.queue.\"till\".capacity", "7");
        written.setProperty("sharer.drain-timeout", "PT1S");

        Setting<Integer> found = configuration.find(Keys.QUEUE_CAPACITY, "till").orElseThrow();
        assertThat(found.value()).isEqualTo(7);
        assertThat(found.place()).isEqualTo("sharer.queue.\"till\".capacity in the system properties");
        assertThat(configuration.find(Keys.QUEUE_CAPACITY, "counter")).isEmpty();
        assertThat(configuration.find(Keys.LOOP_CAPACITY, "till")).isEmpty();
        assertThat(configuration.get(Keys.DRAIN_TIMEOUT)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aValueStaysWhatItWasWhenItWasFirstAskedFor() {
        configuration.find(Keys.QUEUE_CAPACITY, "till");
        written.setProperty("sharer.queue.\"till\".capacity", "7");

        assertThat(configuration.find(Keys.QUEUE_CAPACITY, "till")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    drop-oldest, DROP_OLDEST
                    DROP_OLDEST, DROP_OLDEST
                    ' wait ', WAIT
                    """)
    void aConstantIsReadInAnyCaseAndWithHyphens(String text, Overflow overflow) {
        written.setProperty("sharer.queue.\"till\".overflow", text);

        assertThat(configuration.find(Keys.QUEUE_OVERFLOW, "till").map(Setting::value))
                .contains(overflow);
    }

    @Test
    void noneIsNoDuration() {
        written.setProperty("sharer.queue.\"till\".timeout", "none");
        written.setProperty("sharer.watchdog", "None");

        assertThat(configuration.find(Keys.QUEUE_TIMEOUT, "till").orElseThrow().value())
                .isEmpty();
        assertThat(configuration.get(Keys.WATCHDOG)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sharer.drain-timeout              | 5 s         | a duration such as PT5S
                    sharer.drain-timeout              | PT-1S       | a duration such as PT5S
                    sharer.drain-timeout              | none        | a duration such as PT5S
                    sharer.drain-timeout              | P36501D     | a duration such as PT5S
                    sharer.thread-sweep               | PT0S        | a duration such as PT5S that is not zero
                    sharer.watchdog                   | PT0S        | a duration such as PT5S that is not zero, or none
                    sharer.turn-timeout               | soon        | a duration such as PT5S, or none
                    sharer.outside-use                | REFUSE      | FAIL, WARN or ALLOW
                    sharer.queue."till".capacity      | -1          | a whole number, 0 or more
                    sharer.queue."till".capacity      | many        | a whole number, 0 or more
                    sharer.queue."till".capacity      | 4000000000  | a whole number, 0 or more
                    sharer.queue."till".permits       | 0           | a whole number, 1 or more
                    """)
    void aWrongValueIsToldWithKeyValueSourceAndWhatIsAllowed(String key, String value, String allowed) {
        written.setProperty(key, value);
        configuration.readAll();
        configuration.readAll(Section.QUEUE, List.of("till"));

        Section section = key.contains("queue") ? Section.QUEUE : Section.APPLICATION;
        assertThat(configuration.problems(section))
                .containsExactly(
                        ("SHARER-480: %s is \"%s\" in the system properties. Allowed is %s. Correct the value, or"
                                        + " remove it.")
                                .formatted(key, value, allowed));
        assertThat(configuration.unread()).isEmpty();
    }

    @Test
    void aWrongValueIsAsNone() {
        written.setProperty("sharer.drain-timeout", "5 s");

        assertThat(configuration.get(Keys.DRAIN_TIMEOUT)).isEqualTo(Keys.DRAIN_TIMEOUT.byDefault());
    }

    @Test
    void whatASourceFailsToReadIsAProblem() {
        Configuration failing = new Configuration(new Source() {
            @Override
            public @Nullable Entry find(String name) {
                if (name.equals("sharer.watchdog")) {
                    throw new IllegalStateException("no such expression");
                }
                return null;
            }

            @Override
            public Set<String> names() {
                return Set.of();
            }
        });
        failing.readAll();

        assertThat(failing.get(Keys.WATCHDOG)).contains(Duration.ofMinutes(1));
        assertThat(failing.problems(Section.APPLICATION))
                .singleElement()
                .asString()
                .contains("SHARER-481", "sharer.watchdog cannot be read", "no such expression");
    }

    // --- What nobody reads ---

    private List<String> unread() {
        configuration.readAll(Section.QUEUE, List.of("till", "counter"));
        configuration.readAll(Section.POOL, List.of("com.acme.Db.connect"));
        return configuration.unread();
    }

    @Test
    void allThatTheApplicationHasIsRead() {
        written.setProperty("sharer.queue.\"till\".capacity", "7");
        written.setProperty("sharer.pool.\"com.acme.Db.connect\".max-size", "7");
        written.setProperty("sharer.watchdog", "PT1S");
        written.setProperty("user.home", "/");
        written.setProperty("sharers.count", "3");
        environment.put("SHARER_QUEUE__COUNTER__PERMITS", "2");
        environment.put("PATH", "/bin");

        assertThat(unread()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sharer.queue."till".capcity             | sharer.queue."till".capacity
                    sharer.queue."tille".capcity            | sharer.queue."tille".capacity
                    sharer.queue.till.capacity              | sharer.queue."till".capacity
                    sharer.queues."counter".permits         | sharer.queue."counter".permits
                    sharer.pool."com.acme.Db.connect".maxSize | sharer.pool."com.acme.Db.connect".max-size
                    sharer.drain.timeout                    | sharer.drain-timeout
                    sharer.loop.main.workers                | sharer.loop."<name>".workers
                    """)
    void anUnknownKeyIsToldWithTheNearestOne(String key, String nearest) {
        written.setProperty(key, "1");
        assertThat(unread())
                .containsExactly(
                        "SHARER-482: %s is configured, but there is no such key, so it has no effect. The nearest one is %s."
                                .formatted(key, nearest));
    }

    @Test
    void anUnknownThingIsToldWithTheNearestName() {
        written.setProperty("sharer.queue.\"Til\".capacity", "1");

        assertThat(unread())
                .singleElement()
                .asString()
                .contains(
                        "SHARER-483",
                        "sharer.queue.\"Til\".capacity is configured, but this application has no queue named \"Til\"",
                        "The nearest name is \"till\"",
                        "another application of the same server");
    }

    @Test
    void whereThereIsNothingOfTheKindThatIsTold() {
        written.setProperty("sharer.loop.\"main\".workers", "1");

        assertThat(unread())
                .singleElement()
                .asString()
                .contains("SHARER-483", "no event loop named \"main\"", "It has none at all.");
    }

    @Test
    void anUnknownVariableIsToldWithTheNearestOne() {
        environment.put("SHARER_QUEUE__TIL__CAPACITY", "1");

        assertThat(unread())
                .singleElement()
                .asString()
                .contains(
                        "SHARER-484",
                        "SHARER_QUEUE__TIL__CAPACITY",
                        "The nearest one is SHARER_QUEUE__TILL__CAPACITY.");
    }

    @Test
    void whereNamesCannotBeListedThatIsTold() {
        Configuration failing = new Configuration(new Source() {
            @Override
            public @Nullable Entry find(String name) {
                return null;
            }

            @Override
            public Set<String> names() {
                throw new UnsupportedOperationException("one way only");
            }
        });

        assertThat(failing.unread()).singleElement().asString().contains("SHARER-486", "one way only");
    }

    @Test
    void aNameThatASourceGuessesFromAVariableIsNotToldBesideIt() {
        environment.put("SHARER_QUEUE__COUNTER__CAPACITY", "1");
        written.setProperty("sharer.queue.counter.capacity", "1");
        written.setProperty("sharer.queue.\"Counter\".capacity", "1");

        assertThat(unread()).singleElement().asString().contains("SHARER-482", "sharer.queue.counter.capacity");
    }

    @ParameterizedTest
    @CsvSource({"'', '', 0", "'', abc, 3", "abc, '', 3", "kitten, sitting, 3", "till, til, 1", "ab, ba, 2"})
    void nearIsWhatTakesFewChanges(String from, String to, int distance) {
        assertThat(Nearest.distance(from, to)).isEqualTo(distance);
    }
}

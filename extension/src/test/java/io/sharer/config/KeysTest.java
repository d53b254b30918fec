package io.sharer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.LoopTask;
import io.sharer.Pooled;
import io.sharer.Shared;
import io.sharer.loop.LoopConfig;
import io.sharer.pool.PoolConfig;
import io.sharer.turn.QueueConfig;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The schema says what annotations and engines say. */
class KeysTest {
    private static Set<String> leaves(Section section) {
        return Keys.of(section).stream().map(Key::leaf).collect(Collectors.toSet());
    }

    private static String kebab(String member) {
        return member.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Set<String> members(Class<?> annotation, String... ofCode) {
        Set<String> members = Arrays.stream(annotation.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        assertThat(members).contains(ofCode);
        Arrays.asList(ofCode).forEach(members::remove);
        return members.stream().map(KeysTest::kebab).collect(Collectors.toSet());
    }

    @Test
    void aQueueHasTheMembersOfItsAnnotationButThoseThatTheCodeRestsOn() {
        Set<String> queue = new HashSet<>(leaves(Section.QUEUE));
        queue.remove(Keys.QUEUE_DRAIN_TIMEOUT.leaf());

        assertThat(queue).isEqualTo(members(Shared.class, "value", "access", "until"));
    }

    @Test
    void aPoolHasTheMembersOfItsAnnotationButThoseThatTheCodeRestsOn() {
        assertThat(leaves(Section.POOL)).isEqualTo(members(Pooled.class, "name", "close", "discardOn", "keepOn"));
    }

    /** What a task does belongs to its code: nothing of it is configured, so that nothing may be missed here. */
    @Test
    void aTaskHasNoKeys() {
        assertThat(members(LoopTask.class, "every", "loop")).isEmpty();
    }

    @Test
    void defaultsAreThoseOfTheAnnotations() throws Exception {
        for (Section section : List.of(Section.QUEUE, Section.POOL)) {
            Class<?> annotation = section == Section.QUEUE ? Shared.class : Pooled.class;
            for (Key<?> key : Keys.of(section)) {
                if (key != Keys.QUEUE_DRAIN_TIMEOUT) {
                    assertThat(key.byDefault()).as(key.template()).isEqualTo(defaultOf(annotation, key));
                }
            }
        }
    }

    private static Object defaultOf(Class<?> annotation, Key<?> key) throws Exception {
        Method member = Arrays.stream(annotation.getDeclaredMethods())
                .filter(method -> kebab(method.getName()).equals(key.leaf()))
                .findAny()
                .orElseThrow();
        Object value = member.getDefaultValue();
        return "".equals(value) ? Optional.empty() : value;
    }

    @Test
    void defaultsAreThoseOfTheEngines() {
        assertThat(Keys.DRAIN_TIMEOUT.byDefault())
                .isEqualTo(QueueConfig.DEFAULT_DRAIN_TIMEOUT)
                .isEqualTo(PoolConfig.DEFAULT_DRAIN_TIMEOUT)
                .isEqualTo(Keys.QUEUE_DRAIN_TIMEOUT.byDefault());
        assertThat(Keys.GRACE_TIMEOUT.byDefault())
                .isEqualTo(QueueConfig.DEFAULT_GRACE_TIMEOUT)
                .isEqualTo(PoolConfig.DEFAULT_GRACE_TIMEOUT)
                .isEqualTo(LoopConfig.DEFAULT_GRACE);
        assertThat(Keys.LOOP_WORKERS.byDefault()).isEqualTo(LoopConfig.DEFAULT_WORKERS);
        assertThat(Keys.LOOP_WATCHDOG.byDefault()).contains(LoopConfig.DEFAULT_WATCHDOG);
        assertThat(Keys.LOOP_CAPACITY.byDefault())
                .isEqualTo(LoopConfig.of("loop").capacity());
        assertThat(Keys.WATCHDOG.byDefault()).contains(Duration.ofMinutes(1));
    }

    @Test
    void aDefaultIsReadAsItIsWritten() {
        for (Key<?> key : Keys.all()) {
            if (key != Keys.QUEUE_DRAIN_TIMEOUT) {
                assertThat(key.type().read(key.defaultText()).map(Object.class::cast))
                        .as(key.template())
                        .contains(key.byDefault());
            }
        }
    }

    @Test
    void noTwoKeysHaveOneName() {
        assertThat(Keys.all().stream().map(Key::template)).doesNotHaveDuplicates();
    }
}

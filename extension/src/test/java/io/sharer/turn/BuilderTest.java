package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Overflow;
import io.sharer.RunOn;
import io.sharer.SerialExecutor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a queue without a container may be told. */
class BuilderTest {
    private final SerialExecutor.Builder builder = SerialExecutor.builder("built");

    @Test
    void theNameIsKept() {
        assertThat(builder.build().name()).isEqualTo("built");
        assertThat(builder.build()).hasToString("SerialExecutor[built]");
    }

    @Test
    void theDefaultsMayBeSaidAloud() {
        assertThatCode(() -> builder.runOn(RunOn.CALLER)
                        .permits(1)
                        .capacity(0)
                        .overflow(Overflow.REJECT)
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void aBlankNameIsRefused() {
        for (String name : List.of("", " ")) {
            assertThatThrownBy(() -> SerialExecutor.builder(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("SHARER-160: a SerialExecutor is built with a blank name");
        }
    }

    @Test
    void permitsThatLetNothingRunAreRefused() {
        refused(() -> builder.permits(0), "SHARER-120: the permits of the queue 'built' are 0");
    }

    @Test
    void aNegativeTimeOutIsRefused() {
        refused(
                () -> builder.timeout(Duration.ofSeconds(-1)),
                "SHARER-121: the time-out of the queue 'built' is PT-1S");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable setting, String message) {
        assertThatThrownBy(setting)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("'built'");
    }

    @Test
    void aNegativeCapacityIsRefused() {
        assertThatThrownBy(() -> builder.capacity(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHARER-109: the capacity of the queue 'built' is -1");
    }

    @Test
    @SuppressWarnings("ThreadLocalUsage")
    void aThreadOfOurOwnDoesNotInheritWhatTheFirstCallersThreadHad() {
        SerialExecutor queue = builder.build();
        InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
        user.set("first");
        queue.submit(user::get).join();
        user.set("second");

        assertThat(queue.submit(user::get).join()).isNotEqualTo("first");
        queue.close();
    }
}

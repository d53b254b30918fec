package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Overflow;
import io.sharer.RunOn;
import io.sharer.SerialExecutor;
import java.time.Duration;
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
    void aSettingThatIsNotThereYetIsRefusedAndNeverIgnored() {
        refused(() -> builder.runOn(RunOn.DEDICATED_THREAD), "runOn = DEDICATED_THREAD");
        refused(() -> builder.permits(2), "permits = 2");
        refused(() -> builder.overflow(Overflow.WAIT), "overflow = WAIT");
        refused(() -> builder.timeout(Duration.ofSeconds(1)), "timeout = PT1S");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable setting, String named) {
        assertThatThrownBy(setting)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHARER-111: " + named)
                .hasMessageContaining("'built'");
    }

    @Test
    void aNegativeCapacityIsRefused() {
        assertThatThrownBy(() -> builder.capacity(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHARER-109: the capacity of the queue 'built' is -1");
    }
}

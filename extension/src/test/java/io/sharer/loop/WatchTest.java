package io.sharer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.EventLoop;
import io.sharer.turn.LogRecorder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The watchdog of a loop. */
class WatchTest {
    private final LogRecorder log = new LogRecorder();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aBodyThatKeepsTheLoopIsToldWithItsStack() throws Exception {
        try (EventLoop loop =
                EventLoop.named("kept").watchdog(Duration.ofMillis(20)).start()) {
            Gate gate = new Gate();
            loop.execute(gate::callStubbornly);
            await().until(() -> log.messages().stream()
                    .anyMatch(text ->
                            text.contains("SHARER-435") && text.contains("'kept'") && text.contains("callStubbornly")));
            assertThat(loop.loopStats().blocked()).isPositive();
            gate.open();
        }
    }

    @Test
    void manyShortBodiesAreNoLongOne() {
        try (EventLoop loop =
                EventLoop.named("short").watchdog(Duration.ofSeconds(10)).start()) {
            for (int i = 0; i < 1000; i++) {
                loop.submit(() -> 1).join();
            }
            assertThat(loop.loopStats().blocked()).isZero();
            assertThat(log.messages()).isEmpty();
        }
    }

    @Test
    void anIdleLoopIsNotWatched() {
        try (EventLoop loop =
                EventLoop.named("unwatched").watchdog(Duration.ofMillis(20)).start()) {
            loop.submit(() -> 1).join();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> LoopThreads.of("unwatched").equals(List.of("sharer-unwatched")));
        }
    }
}

package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A failure that no future can tell is logged; one that somebody can see is not. */
class UnseenFailureTest {
    private final Logger logger = Logger.getLogger("io.sharer");
    private final Recorder recorder = new Recorder();
    private final RuntimeException failure = new IllegalStateException("unseen");

    @AutoClose
    private final SerialExecutor queue = SerialExecutor.builder("unseen").build();

    private static final class Recorder extends Handler {
        private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void record() {
        logger.addHandler(recorder);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopRecording() {
        logger.removeHandler(recorder);
        logger.setUseParentHandlers(true);
    }

    private void fail() {
        throw failure;
    }

    @Test
    void theFailureOfAnExecutedBodyIsLogged() {
        queue.execute(this::fail);

        await().untilAsserted(() -> assertThat(recorder.records)
                .singleElement()
                .satisfies(logged -> assertThat(logged.getThrown()).isSameAs(failure))
                .satisfies(logged -> assertThat(logged.getMessage())
                        .startsWith("SHARER-112: ")
                        .contains("'unseen'")));
    }

    @Test
    void theFailureOfABodyWhoseFutureWasCompletedBeforeIsLogged() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<?> running = queue.submit(() -> {
            gate.call();
            fail();
            return null;
        });
        gate.awaitReached();
        running.complete(null);
        gate.open();

        await().untilAsserted(() -> assertThat(recorder.records)
                .singleElement()
                .satisfies(logged -> assertThat(logged.getThrown()).isSameAs(failure)));
    }

    @Test
    void aFailureThatTheFutureTellsIsNotLogged() {
        CompletableFuture<?> told = queue.submit(this::fail);
        await().until(told::isCompletedExceptionally);
        queue.run(() -> {});

        assertThat(recorder.records).isEmpty();
    }

    @Test
    void theInterruptThatCancellingCausedIsNotLogged() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<?> running = queue.submit(gate);
        gate.awaitReached();
        running.cancel(true);
        queue.run(() -> {});

        assertThat(recorder.records).isEmpty();
    }
}

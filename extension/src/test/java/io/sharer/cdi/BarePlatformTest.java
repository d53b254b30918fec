package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import io.sharer.Until;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where neither Jakarta Concurrency nor Jakarta Transactions nor MicroProfile Config is there: run without them on the
 * class path.
 */
class BarePlatformTest {
    @ApplicationScoped
    static class Till {
        @Inject
        @SharedQueue("till")
        SerialExecutor queue;

        @Shared("till")
        String sell() {
            return "sold";
        }

        @Shared("till")
        CompletableFuture<String> sellLater() {
            return CompletableFuture.completedFuture("sold");
        }

        SerialExecutor queue() {
            return queue;
        }
    }

    @Shared(until = Until.COMMIT)
    @ApplicationScoped
    static class UntilCommit {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jakarta.enterprise.concurrent.ManagedExecutorService",
                "jakarta.transaction.TransactionSynchronizationRegistry",
                "jakarta.transaction.Transactional",
                "org.eclipse.microprofile.config.ConfigProvider",
                "io.micrometer.core.instrument.MeterRegistry",
                "io.opentelemetry.api.OpenTelemetry",
                "org.eclipse.microprofile.health.HealthCheck"
            })
    void thePlatformIsBare(String className) {
        assertThatThrownBy(() -> Class.forName(className)).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void turnsAreTakenAllTheSame() throws Exception {
        try (Container container = Container.start(Till.class)) {
            Till till = container.get(Till.class);

            assertThat(Turns.takesTurn(till.queue(), till::sell)).isEqualTo("sold");
            assertThat(Turns.takesTurn(till.queue(), () -> till.sellLater().get(20, SECONDS)))
                    .isEqualTo("sold");
        }
    }

    @Test
    void aTurnUntilTheCommitIsADefinitionError() throws Exception {
        try (LogLines lines = LogLines.of("")) {
            StringWriter text = new StringWriter();
            Objects.requireNonNull(Container.failureOf(UntilCommit.class), "the deployment did not fail")
                    .printStackTrace(new PrintWriter(text));

            assertThat(text + lines.text())
                    .contains("SHARER-057", "$UntilCommit: there is no Jakarta Transactions here");
        }
    }
}

package io.sharer.platform.telemetry;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The spans of turns: one for the wait, one for the body. */
class TurnSpansTest {
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();
    private final TurnSpans spans = new TurnSpans(sdk);

    private List<String> names() {
        return exporter.getFinishedSpanItems().stream().map(SpanData::getName).toList();
    }

    @Test
    @SuppressWarnings("try") // it is only closed
    void theWaitAndTheBodyAreChildrenOfTheCallersSpan() throws Exception {
        Span caller = sdk.getTracer("test").spanBuilder("caller").startSpan();
        String[] inBody = new String[1];
        try (Scope current = caller.makeCurrent()) {
            Object outcome = spans.follow(
                    "till",
                    "Till.sell()",
                    () -> {
                        inBody[0] = Span.current().getSpanContext().getSpanId();
                        return "sold";
                    },
                    body -> body.call());
            assertThat(outcome).isEqualTo("sold");
        }
        caller.end();

        assertThat(names()).containsExactly("sharer.turn.wait", "sharer.turn", "caller");
        SpanData wait = exporter.getFinishedSpanItems().get(0);
        SpanData turn = exporter.getFinishedSpanItems().get(1);
        assertThat(wait.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
        assertThat(turn.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
        assertThat(turn.getSpanId()).isEqualTo(inBody[0]);
        assertThat(turn.getAttributes().get(AttributeKey.stringKey("sharer.queue.name")))
                .isEqualTo("till");
        assertThat(turn.getAttributes().get(AttributeKey.stringKey("code.function.name")))
                .isEqualTo("Till.sell()");
    }

    @Test
    void aTurnThatNeverComesEndsTheWaitWithItsFailureAndThereIsNoOther() {
        assertThatThrownBy(() -> spans.follow("till", "Till.sell()", () -> "sold", body -> {
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
        assertThat(names()).containsExactly("sharer.turn.wait");
        assertThat(exporter.getFinishedSpanItems().get(0).getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
    }

    @Test
    void aBodyThatThrowsEndsItsSpanWithTheFailureAndItIsThrownAsItIs() {
        IllegalArgumentException thrown = new IllegalArgumentException("no");
        assertThatThrownBy(() -> spans.follow(
                        "till",
                        "Till.sell()",
                        () -> {
                            throw thrown;
                        },
                        body -> body.call()))
                .isSameAs(thrown);
        assertThat(exporter.getFinishedSpanItems())
                .extracting(span -> span.getName() + " " + span.getStatus().getStatusCode())
                .containsExactly("sharer.turn.wait UNSET", "sharer.turn ERROR");
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // it is what is followed
    void theSpanOfAnAsynchronousBodyLastsUntilItsStageIsDone() throws Exception {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        Object outcome = spans.follow(
                "till", "Till.sell()", () -> stage, body -> CompletableFuture.supplyAsync(() -> call(body)));
        assertThat(((CompletableFuture<?>) Objects.requireNonNull(outcome)).join())
                .isSameAs(stage);
        assertThat(names()).containsExactly("sharer.turn.wait");
        stage.complete("done");
        await().until(() -> names().contains("sharer.turn"));
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // it is what is followed
    void aQueuedBodyThatIsRefusedEndsTheWaitWithItsFailure() throws Exception {
        Object outcome = spans.follow(
                "till",
                "Till.sell()",
                () -> "sold",
                body -> CompletableFuture.failedFuture(new IllegalStateException("closed")));
        assertThat(outcome).isInstanceOf(CompletableFuture.class);
        assertThat(exporter.getFinishedSpanItems())
                .extracting(span -> span.getName() + " " + span.getStatus().getStatusCode())
                .containsExactly("sharer.turn.wait ERROR");
    }

    private static Object call(java.util.concurrent.Callable<?> body) {
        try {
            return body.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @SuppressWarnings({"try", "FutureReturnValueIgnored"}) // it is only closed, and followed
    void aBodyOnAnotherThreadHasTheWholeContextOfItsCaller() throws Exception {
        ContextKey<String> tenant = ContextKey.named("tenant");
        CompletableFuture<String> seen = new CompletableFuture<>();
        Object outcome;
        try (Scope current = Context.current().with(tenant, "acme").makeCurrent()) {
            outcome = spans.follow(
                    "till",
                    "Till.sell()",
                    () -> {
                        seen.complete(Context.current().get(tenant) + " "
                                + Span.current().getSpanContext().isValid());
                        return null;
                    },
                    // A thread that nobody carries anything to.
                    body -> CompletableFuture.supplyAsync(() -> call(body), task -> new Thread(task).start()));
        }
        assertThat(outcome).isInstanceOf(CompletableFuture.class);
        assertThat(seen.get(20, SECONDS)).isEqualTo("acme true");
    }

    /** One that lets nobody look at it. */
    private static final class Shy extends CompletableFuture<Object> {
        private final boolean looksFirst;

        Shy(boolean looksFirst) {
            this.looksFirst = looksFirst;
        }

        @Override
        public CompletableFuture<Object> whenComplete(BiConsumer<? super Object, ? super Throwable> action) {
            if (looksFirst) {
                action.accept("done", null);
            }
            throw new UnsupportedOperationException("not to be looked at");
        }
    }

    @ParameterizedTest
    @SuppressWarnings("FutureReturnValueIgnored") // it is what is followed
    @ValueSource(booleans = {false, true})
    void aStageThatCannotBeFollowedIsTheOutcomeAllTheSameAndEachSpanEndsOnce(boolean looksFirst) throws Exception {
        Shy stage = new Shy(looksFirst);
        assertThat(spans.follow("till", "Till.sell()", () -> stage, body -> body.call()))
                .isSameAs(stage);
        assertThat(names()).containsExactly("sharer.turn.wait", "sharer.turn");
    }

    @Test
    void aFailureThatCannotBePutIntoWordsIsThrownAsItIs() {
        RuntimeException speechless = new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new UnsupportedOperationException("no message");
            }
        };
        assertThat(catchThrowable(() -> spans.follow(
                        "till",
                        "Till.sell()",
                        () -> {
                            throw speechless;
                        },
                        body -> body.call())))
                .isSameAs(speechless);
        assertThat(exporter.getFinishedSpanItems())
                .extracting(span -> span.getName() + " " + span.getStatus().getStatusCode())
                .containsExactly("sharer.turn.wait UNSET", "sharer.turn ERROR");
    }
}

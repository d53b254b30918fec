package io.sharer.platform.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.sharer.spi.TurnTracer;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Two spans for each call that takes a turn, both children of the caller's: one from the call until the turn has come,
 * one for the body, which is current in it and lasts until the body's stage is done.
 */
public final class TurnSpans implements TurnTracer {
    private final Tracer tracer;

    /** Spans that go to this. */
    public TurnSpans(OpenTelemetry openTelemetry) {
        tracer = openTelemetry.getTracer("io.sharer");
    }

    @Override
    public @Nullable Object follow(String queue, String method, Callable<@Nullable Object> body, Taking turn)
            throws Exception {
        Waited wait = new Waited(span("sharer.turn.wait", queue, method, Context.current()));
        Context caller = Context.current();
        Object outcome;
        try {
            outcome = turn.forBody(() -> {
                wait.end(null);
                return run(span("sharer.turn", queue, method, caller), body);
            });
        } catch (Throwable e) {
            // Whatever has kept the turn from coming; if it has come, this does nothing.
            wait.end(e);
            throw e;
        }
        if (outcome instanceof CompletionStage<?> stage) {
            stage.whenComplete((result, failure) -> wait.end(failure));
        } else {
            wait.end(null);
        }
        return outcome;
    }

    private Span span(String name, String queue, String method, Context parent) {
        return tracer.spanBuilder(name)
                .setParent(parent)
                .setAttribute("sharer.queue.name", queue)
                .setAttribute("code.function.name", method)
                .startSpan();
    }

    @SuppressWarnings("try") // it is only closed
    private static @Nullable Object run(Span span, Callable<@Nullable Object> body) throws Exception {
        Object outcome;
        try (Scope current = span.makeCurrent()) {
            outcome = body.call();
        } catch (Throwable e) {
            end(span, e);
            throw e;
        }
        if (outcome instanceof CompletionStage<?> stage) {
            stage.whenComplete((result, failure) -> end(span, failure));
        } else {
            span.end();
        }
        return outcome;
    }

    private static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.recordException(failure);
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** The span of a wait, which ends when the turn comes, or else with the call. */
    private static final class Waited {
        private final Span span;
        private final AtomicBoolean over = new AtomicBoolean();

        Waited(Span span) {
            this.span = span;
        }

        void end(@Nullable Throwable failure) {
            if (over.compareAndSet(false, true)) {
                TurnSpans.end(span, failure);
            }
        }
    }
}

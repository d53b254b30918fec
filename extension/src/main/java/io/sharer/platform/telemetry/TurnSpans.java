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
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final Tracer tracer;

    /** Spans that go to this. */
    public TurnSpans(OpenTelemetry openTelemetry) {
        tracer = openTelemetry.getTracer("io.sharer");
    }

    @Override
    public @Nullable Object follow(String queue, String method, Callable<@Nullable Object> body, Taking turn)
            throws Exception {
        Context caller = Context.current();
        Followed wait = new Followed(span("sharer.turn.wait", queue, method, caller));
        Object outcome;
        try {
            outcome = turn.forBody(() -> {
                wait.end(null);
                return run(span("sharer.turn", queue, method, caller), caller, body);
            });
        } catch (Throwable e) {
            // Whatever has kept the turn from coming; if it has come, this does nothing.
            wait.end(e);
            throw e;
        }
        wait.endWith(outcome);
        return outcome;
    }

    private Span span(String name, String queue, String method, Context parent) {
        try {
            return tracer.spanBuilder(name)
                    .setParent(parent)
                    .setAttribute("sharer.queue.name", queue)
                    .setAttribute("code.function.name", method)
                    .startSpan();
        } catch (RuntimeException e) {
            tell(e);
            return Span.getInvalid();
        }
    }

    /** Whatever thread runs the body, it does so in the context of the caller, baggage and all. */
    @SuppressWarnings("try") // it is only closed
    private static @Nullable Object run(Span span, Context caller, Callable<@Nullable Object> body) throws Exception {
        Followed turn = new Followed(span);
        Object outcome;
        try (Scope current = caller.with(span).makeCurrent()) {
            outcome = body.call();
        } catch (Throwable e) {
            turn.end(e);
            throw e;
        }
        turn.endWith(outcome);
        return outcome;
    }

    private static void tell(Throwable e) {
        LOG.log(System.Logger.Level.DEBUG, "A call could not be followed.", e);
    }

    /** A span that ends once, whoever is first to know how. */
    private static final class Followed {
        private final Span span;
        private final AtomicBoolean over = new AtomicBoolean();

        Followed(Span span) {
            this.span = span;
        }

        /** Now, or when that is done if it is a stage. */
        @SuppressWarnings("FutureReturnValueIgnored") // it is only looked at
        void endWith(@Nullable Object outcome) {
            if (outcome instanceof CompletionStage<?> stage) {
                try {
                    stage.whenComplete((result, failure) -> end(failure));
                } catch (Throwable e) {
                    // A stage of the user's own. It is the outcome all the same, though nobody tells when it is done.
                    tell(e);
                    end(null);
                }
            } else {
                end(null);
            }
        }

        void end(@Nullable Throwable failure) {
            if (over.compareAndSet(false, true)) {
                try {
                    if (failure != null) {
                        span.setStatus(StatusCode.ERROR);
                        // Asks it for its message, which may fail.
                        span.recordException(failure);
                    }
                } catch (Throwable e) {
                    tell(e);
                } finally {
                    span.end();
                }
            }
        }
    }
}

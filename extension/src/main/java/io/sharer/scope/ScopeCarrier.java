package io.sharer.scope;

import io.sharer.spi.ContextCarrier;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Takes the scope that is open in the submitter's context along, within the context that another carrier takes along.
 * Code of a submitter who is in no scope runs in none, even on a thread that is in one.
 *
 * <p>A scope that has ended meanwhile refuses: the body does not run then. It is waited for while it runs; whoever
 * submits it has its scope wait for its outcome, too, by {@link Resources#await}.
 */
public final class ScopeCarrier implements ContextCarrier {
    private final ContextCarrier around;

    /** Within what the other carrier takes along. */
    public ScopeCarrier(ContextCarrier around) {
        this.around = around;
    }

    @Override
    public <T extends @Nullable Object> Callable<T> carry(Callable<T> body) {
        OpenScope scope = Contexts.current();
        return around.carry(scope == null ? () -> callOutside(body) : () -> callIn(scope, body));
    }

    private static <T extends @Nullable Object> T callIn(OpenScope scope, Callable<T> body) throws Exception {
        Binding entered = scope.enter();
        try {
            return body.call();
        } finally {
            scope.exit(entered);
        }
    }

    private static <T extends @Nullable Object> T callOutside(Callable<T> body) throws Exception {
        if (Contexts.here() == null) {
            try {
                return body.call();
            } finally {
                Contexts.exitToNothing();
            }
        }
        Binding entered = Contexts.enter(null);
        try {
            return body.call();
        } finally {
            Contexts.exit(entered);
        }
    }
}

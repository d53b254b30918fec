package io.sharer.scope;

import org.jspecify.annotations.Nullable;

/** The engine's log. A handler that fails harms nobody: whoever logs may have other things to release. */
final class ScopeLog {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private ScopeLog() {}

    @SuppressWarnings("EmptyCatch") // the log is where this would be told
    static void warning(String text, @Nullable Throwable cause) {
        try {
            LOG.log(System.Logger.Level.WARNING, text, cause);
        } catch (RuntimeException | Error handlerFailed) {
        }
    }
}

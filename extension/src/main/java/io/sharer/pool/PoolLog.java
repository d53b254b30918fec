package io.sharer.pool;

import org.jspecify.annotations.Nullable;

/** The pools' log. A handler that fails harms nobody: whoever logs may have a place to free or a borrower to serve. */
final class PoolLog {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private PoolLog() {}

    static void warning(String text) {
        log(System.Logger.Level.WARNING, text, null);
    }

    static void warning(String text, Throwable cause) {
        log(System.Logger.Level.WARNING, text, cause);
    }

    @SuppressWarnings("EmptyCatch") // the log is where this would be told
    private static void log(System.Logger.Level level, String text, @Nullable Throwable cause) {
        try {
            LOG.log(level, text, cause);
        } catch (RuntimeException | Error handlerFailed) {
        }
    }
}

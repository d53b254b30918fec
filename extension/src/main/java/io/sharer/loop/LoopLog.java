package io.sharer.loop;

import org.jspecify.annotations.Nullable;

/** The engine's log. A handler that fails harms nobody: the loop, or a worker, goes on. */
final class LoopLog {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private LoopLog() {}

    static void warning(String text) {
        log(System.Logger.Level.WARNING, text, null);
    }

    static void error(String text, Throwable cause) {
        log(System.Logger.Level.ERROR, text, cause);
    }

    @SuppressWarnings("EmptyCatch") // the log is where this would be told
    private static void log(System.Logger.Level level, String text, @Nullable Throwable cause) {
        try {
            LOG.log(level, text, cause);
        } catch (RuntimeException | Error handlerFailed) {
        }
    }
}

package io.sharer.turn;

import org.jspecify.annotations.Nullable;

/** The engine's log. A handler that fails harms nobody: whoever logs may have a turn to end or a next body to run. */
final class TurnLog {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private TurnLog() {}

    static void debug(String text, Throwable cause) {
        log(System.Logger.Level.DEBUG, text, cause);
    }

    static void warning(String text) {
        log(System.Logger.Level.WARNING, text, null);
    }

    static void warning(String text, Throwable cause) {
        log(System.Logger.Level.WARNING, text, cause);
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

package io.sharer.example.imports;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Sharer and the example warn of while something is done. */
final class Warnings extends Handler {
    /** Kept, for a logger that nobody has goes with its handlers. */
    private static final Logger LOGGER = Logger.getLogger("io.sharer");

    private final List<String> messages = new CopyOnWriteArrayList<>();

    private Warnings() {
        setLevel(Level.WARNING);
    }

    static List<String> during(Runnable action) {
        Warnings warnings = new Warnings();
        LOGGER.addHandler(warnings);
        try {
            action.run();
        } finally {
            LOGGER.removeHandler(warnings);
        }
        return warnings.messages;
    }

    @Override
    public void publish(LogRecord line) {
        if (isLoggable(line)) {
            messages.add(line.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}

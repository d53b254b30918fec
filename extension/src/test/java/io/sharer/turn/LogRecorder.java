package io.sharer.turn;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what Sharer logs, until it is closed. */
public final class LogRecorder extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("io.sharer");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private volatile Runnable meanwhile = () -> {};

    /** Begins to keep it. */
    public LogRecorder() {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    /** All so far. */
    public List<LogRecord> records() {
        return records;
    }

    /** Their texts. */
    public List<String> messages() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    /** From now on this is run by whoever logs something, while it does; what it throws the handler throws. */
    public void meanwhile(Runnable action) {
        meanwhile = action;
    }

    @Override
    public void publish(LogRecord logged) {
        records.add(logged);
        meanwhile.run();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}

package io.sharer.platform;

/**
 * Somebody outside to whom the application's registry is shown, such as JMX or a registry of metrics, from when it is
 * made until it is closed.
 *
 * <p>Nothing that goes wrong on the other side gets out of here. Thread-safe.
 */
public interface View extends AutoCloseable {
    /** Shows what has come since, such as a queue that has been used for the first time. */
    void refresh();

    /** Takes back all that is shown, and keeps nothing of the application. */
    @Override
    void close();
}

package io.sharer.platform;

import java.util.Optional;

/**
 * Somebody outside to whom the application's registry is shown, such as JMX or a registry of metrics, from when it is
 * made until it is closed.
 *
 * <p>Nothing that goes wrong on the other side gets out of here. Thread-safe.
 */
public interface View extends AutoCloseable {
    /** Shows what has come since, such as a queue that has been used for the first time. */
    void refresh();

    /** The application's name there, if nobody else is shown by it as long as this is open. */
    default Optional<String> claimedName() {
        return Optional.empty();
    }

    /** Takes back all that is shown, and keeps nothing of the application. */
    @Override
    void close();
}

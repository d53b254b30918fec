package io.sharer.cdi.control;

import java.util.Collection;
import java.util.concurrent.CancellationException;

/** All that is said about what is done from outside. */
final class ControlMessages {
    private ControlMessages() {}

    static IllegalArgumentException noPool(String name, Collection<String> names) {
        return new IllegalArgumentException(
                "SHARER-510: this application has no pool named '%s'. It has %s.".formatted(name, all(names)));
    }

    static IllegalArgumentException noQueue(String name, Collection<String> names) {
        return new IllegalArgumentException(
                "SHARER-511: this application has no queue named '%s'. It has %s.".formatted(name, all(names)));
    }

    static CancellationException cancelled(String queue) {
        return new CancellationException(
                ("SHARER-512: the body was taken out of the queue '%s' by whoever runs the application,"
                                + " before its turn came. It has not begun, and never will.")
                        .formatted(queue));
    }

    private static String all(Collection<String> names) {
        return names.isEmpty() ? "none" : "'" + String.join("', '", names) + "'";
    }
}

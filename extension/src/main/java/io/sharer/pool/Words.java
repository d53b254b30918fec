package io.sharer.pool;

import java.util.Objects;

/** What users throw, in words: it may have methods of its own, which may throw; then its class has to do. */
final class Words {
    private Words() {}

    static String of(Throwable thrown) {
        String name = thrown.getClass().getName();
        try {
            return Objects.requireNonNullElse(thrown.toString(), name);
        } catch (Throwable speechless) {
            return name;
        }
    }
}

package io.sharer.waits;

import java.util.Objects;

/** What users throw, in words: it may have methods of its own, which may throw; then its class has to do. */
public final class Words {
    private Words() {}

    /** What it says of itself or, if it cannot, what it is. */
    public static String of(Throwable thrown) {
        String name = thrown.getClass().getName();
        try {
            return Objects.requireNonNullElse(thrown.toString(), name);
        } catch (Throwable speechless) {
            return name;
        }
    }
}

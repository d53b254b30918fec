package io.sharer.config;

import java.util.List;
import java.util.Locale;

/** Which environment variables a key may be written as: most systems allow no dots or quotes in their names. */
final class EnvironmentNames {
    private static final String PREFIX = "SHARER_";

    private EnvironmentNames() {}

    /** Of a key, in the order in which MicroProfile Config looks for them. */
    static List<String> of(String key) {
        String underscored = key.replaceAll("[^A-Za-z0-9_]", "_");
        return List.of(key, underscored, upper(key));
    }

    /** The one that people write. */
    static String upper(String key) {
        return key.replaceAll("[^A-Za-z0-9_]", "_").toUpperCase(Locale.ROOT);
    }

    /** Whether a variable is meant for this library. */
    static boolean isOurs(String name) {
        return name.toUpperCase(Locale.ROOT).startsWith(PREFIX) && name.indexOf('.') < 0;
    }
}

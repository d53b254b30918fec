package io.sharer.config;

/**
 * A value that is configured.
 *
 * @param value as it was read
 * @param key its whole name
 * @param origin where it is written, in words that follow "in"
 */
public record Setting<T>(T value, String key, String origin) {
    /** What is configured and where, for messages. */
    public String place() {
        return key + " in " + origin;
    }
}

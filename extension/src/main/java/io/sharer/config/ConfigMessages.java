package io.sharer.config;

import java.util.Optional;

/** All that is said to users about configuration itself. */
final class ConfigMessages {
    private ConfigMessages() {}

    static String wrongValue(String key, Source.Entry entry, String allowed) {
        return "SHARER-480: %s is \"%s\" in %s. Allowed is %s. Correct the value, or remove it."
                .formatted(key, entry.value(), entry.origin(), allowed);
    }

    static String unreadable(String key, Throwable why) {
        return "SHARER-481: %s cannot be read: %s. Correct what is written there, or remove it."
                .formatted(key, why.getMessage() == null ? why.toString() : why.getMessage());
    }

    static String unknownKey(String name, Optional<String> nearest) {
        return "SHARER-482: %s is configured, but there is no such key, so it has no effect.%s"
                .formatted(
                        name, nearest.map(" The nearest one is %s."::formatted).orElse(""));
    }

    static String unknownThing(String name, String noun, String thing, Optional<String> nearest) {
        return ("SHARER-483: %s is configured, but this application has no %s named \"%s\", so it has no effect here.%s What is"
                        + " meant for another application of the same server may stay.")
                .formatted(
                        name,
                        noun,
                        thing,
                        nearest.map(" The nearest name is \"%s\"."::formatted).orElse(" It has none at all."));
    }

    static String notListed(Throwable why) {
        return ("SHARER-486: the names of all that is configured cannot be listed, so nobody tells of those that are unknown:"
                        + " %s")
                .formatted(why);
    }

    static String unreadVariable(String name, Optional<String> nearest) {
        return ("SHARER-484: the environment variable %s stands for no key of this application, so it has no effect here.%s What"
                        + " is meant for another application of the same server may stay.")
                .formatted(
                        name, nearest.map(" The nearest one is %s."::formatted).orElse(""));
    }
}

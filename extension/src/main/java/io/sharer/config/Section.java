package io.sharer.config;

import java.util.List;
import java.util.Optional;

/** What keys are about: the application as a whole, or each thing of a kind, by its name. */
public enum Section {
    /** What holds for all. */
    APPLICATION("sharer.", "application"),

    /** A queue, by its name, or by the class of the bean whose own queue it is. */
    QUEUE("sharer.queue.", "queue"),

    /** A pool, by its name, or by its producer or class. */
    POOL("sharer.pool.", "pool"),

    /** An event loop, by its name. */
    LOOP("sharer.loop.", "event loop");

    private final String prefix;
    private final String noun;

    Section(String prefix, String noun) {
        this.prefix = prefix;
        this.noun = noun;
    }

    /** What one such thing is called. */
    public String noun() {
        return noun;
    }

    /** The name of a key. */
    String key(String name, String leaf) {
        return this == APPLICATION ? prefix + leaf : prefix + '"' + name + "\"." + leaf;
    }

    /** What a key names, taken apart: the thing, and what of it. */
    record Parts(Section section, String name, String leaf) {}

    /** Takes a name apart that is written as keys of things are. */
    static Optional<Parts> parse(String key) {
        for (Section section : List.of(QUEUE, POOL, LOOP)) {
            String opening = section.prefix + '"';
            int closing = key.lastIndexOf("\".");
            if (key.startsWith(opening) && closing >= opening.length()) {
                return Optional.of(
                        new Parts(section, key.substring(opening.length(), closing), key.substring(closing + 2)));
            }
        }
        return Optional.empty();
    }
}

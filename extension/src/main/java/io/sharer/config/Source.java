package io.sharer.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where values are written, under names. Thread-safe. */
public interface Source {
    /**
     * What is written under the name; {@code null} if nothing is, or nothing but an empty text.
     *
     * @throws RuntimeException if what is written cannot be read
     */
    @Nullable Entry find(String name);

    /** All names under which anything is written, as far as can be told. */
    Set<String> names();

    /**
     * Something that is written.
     *
     * @param value never empty
     * @param origin where, in words that follow "in"
     */
    record Entry(String value, String origin) {}
}

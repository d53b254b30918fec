package io.sharer.cdi;

import jakarta.enterprise.inject.spi.DefinitionException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * What is wrong with an application: collected, each problem once, and told all together, in the order of codes and
 * places. Thread-safe.
 */
public final class Problems {
    private final Set<String> problems = new ConcurrentSkipListSet<>();

    /** Another one. */
    public void add(String problem) {
        problems.add(problem);
    }

    /** All problems in one exception, if there are any. */
    public Optional<DefinitionException> asException() {
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(new DefinitionException(
                        CdiMessages.together(problems.size(), String.join(System.lineSeparator(), problems))));
    }
}

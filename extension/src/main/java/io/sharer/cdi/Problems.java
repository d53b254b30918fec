package io.sharer.cdi;

import jakarta.enterprise.inject.spi.DefinitionException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What is wrong with an application: collected, each problem once, and told all together. Thread-safe. */
public final class Problems {
    private final Set<String> problems = Collections.synchronizedSet(new LinkedHashSet<>());

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

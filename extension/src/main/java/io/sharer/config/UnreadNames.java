package io.sharer.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is written under a name that is meant for this library, and that no key of the application has. */
final class UnreadNames {
    private static final String PREFIX = "sharer.";

    private final Source source;
    private final Map<Section, Set<String>> things;

    /** All names that are read. */
    private final Set<String> known = new TreeSet<>();

    /** As environment variables. */
    private final Set<String> knownVariables = new TreeSet<>();

    /** @param things the names of all that the application has */
    UnreadNames(Source source, Map<Section, Set<String>> things) {
        this.source = source;
        this.things = things;
        for (Key<?> key : Keys.all()) {
            Collection<String> names =
                    key.section() == Section.APPLICATION ? List.of("") : things.getOrDefault(key.section(), Set.of());
            names.forEach(name -> known.add(key.nameFor(name)));
        }
        known.forEach(name -> knownVariables.add(EnvironmentNames.upper(name)));
    }

    List<String> warnings() {
        Set<String> written = new TreeSet<>(source.names());
        Set<String> readVariables = new HashSet<>();
        known.forEach(name -> readVariables.addAll(EnvironmentNames.of(name)));
        List<String> warnings = new ArrayList<>();
        for (String name : written) {
            if (name.startsWith(PREFIX)) {
                // Some tell of an environment variable under a name that they guess from it, too.
                if (!known.contains(name) && !written.contains(EnvironmentNames.upper(name))) {
                    warnings.add(warning(name));
                }
            } else if (EnvironmentNames.isOurs(name) && !readVariables.contains(name)) {
                warnings.add(ConfigMessages.unreadVariable(name, Nearest.to(name, knownVariables)));
            }
        }
        return warnings;
    }

    private String warning(String name) {
        return Section.parse(name)
                .map(parts -> warning(name, parts))
                .orElseGet(() -> ConfigMessages.unknownKey(name, Nearest.to(name, candidates())));
    }

    private String warning(String name, Section.Parts parts) {
        List<String> leaves = Keys.of(parts.section()).stream().map(Key::leaf).toList();
        if (leaves.contains(parts.leaf())) {
            Set<String> names = things.getOrDefault(parts.section(), Set.of());
            return ConfigMessages.unknownThing(
                    name, parts.section().noun(), parts.name(), Nearest.to(parts.name(), names));
        }
        return ConfigMessages.unknownKey(
                name,
                Nearest.to(parts.leaf(), leaves).map(leaf -> parts.section().key(parts.name(), leaf)));
    }

    /** All keys, with a gap where the application has nothing of the kind. */
    private List<String> candidates() {
        Stream<String> empty = Keys.all().stream()
                .filter(key -> things.getOrDefault(key.section(), Set.of()).isEmpty())
                .map(Key::template);
        return Stream.concat(known.stream(), empty).toList();
    }
}

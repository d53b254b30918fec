package io.sharer.config;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The configuration of one application. Each value is read once, when it is first asked for; a wrong one is a problem,
 * and otherwise as none. Thread-safe.
 */
public final class Configuration {
    private final Source source;
    private final Map<String, Optional<Setting<?>>> read = new ConcurrentHashMap<>();
    private final Map<Section, Set<String>> things = new EnumMap<>(Section.class);
    private final Map<Section, Queue<String>> problems = new EnumMap<>(Section.class);

    /** What is written there. */
    public Configuration(Source source) {
        this.source = source;
        for (Section section : Section.values()) {
            things.put(section, new ConcurrentSkipListSet<>());
            problems.put(section, new ConcurrentLinkedQueue<>());
        }
    }

    /** What is configured for the application, or the default. */
    public <T> T get(Key<T> key) {
        return find(key, "").map(Setting::value).orElse(key.byDefault());
    }

    /** What is configured for a thing of that name. */
    @SuppressWarnings("unchecked") // a key has values of its type
    public <T> Optional<Setting<T>> find(Key<T> key, String thing) {
        String name = key.nameFor(thing);
        Optional<Setting<?>> known = read.get(name);
        if (known == null) {
            // Not within the map, for sources are somebody else's code.
            Optional<Setting<?>> now = look(key, name);
            Optional<Setting<?>> before = read.putIfAbsent(name, now);
            known = before == null ? now : before;
        }
        return known.map(setting -> (Setting<T>) setting);
    }

    private <T> Optional<Setting<?>> look(Key<T> key, String name) {
        Source.Entry entry;
        try {
            entry = source.find(name);
        } catch (RuntimeException | LinkageError e) {
            problem(key, ConfigMessages.unreadable(name, e));
            return Optional.empty();
        }
        if (entry == null) {
            return Optional.empty();
        }
        Optional<T> value = key.type().read(entry.value());
        if (value.isEmpty()) {
            problem(key, ConfigMessages.wrongValue(name, entry, key.type().allowed()));
        }
        return value.map(found -> new Setting<>(found, name, entry.origin()));
    }

    private void problem(Key<?> key, String message) {
        Queue<String> its = problems.get(key.section());
        if (its != null && !its.contains(message)) {
            its.add(message);
        }
    }

    /** Reads all that may be written for things of these names, which are all that the application has. */
    public void readAll(Section section, Collection<String> names) {
        things.computeIfAbsent(section, any -> new ConcurrentSkipListSet<>()).addAll(names);
        Keys.of(section).forEach(key -> names.forEach(name -> find(key, name)));
    }

    /** Reads all that may be written for the application as a whole. */
    public void readAll() {
        readAll(Section.APPLICATION, List.of(""));
    }

    /** What is wrong with what was read. */
    public List<String> problems(Section section) {
        return List.copyOf(problems.getOrDefault(section, new ConcurrentLinkedQueue<>()));
    }

    /** Warnings of all that is written and that nobody will read, once everything has been. */
    public List<String> unread() {
        try {
            return new UnreadNames(source, things).warnings();
        } catch (RuntimeException | LinkageError e) {
            // No reason for not running: what is read was.
            return List.of(ConfigMessages.notListed(e));
        }
    }
}

package io.sharer.cdi;

import jakarta.enterprise.inject.spi.InjectionPoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/** The names of the application's queues: those that beans give, and those that are asked for where one is injected. */
final class QueueNames {
    private final Set<String> ofBeans = new ConcurrentSkipListSet<>();
    private final Map<String, Set<String>> injectedAt = new ConcurrentHashMap<>();

    /** The empty name of own queues is none. */
    void givenByBean(Set<String> names) {
        names.stream().filter(name -> !name.isEmpty()).forEach(ofBeans::add);
    }

    void injected(String name, InjectionPoint point) {
        injected(name, Places.of(point));
    }

    void injected(String name, String place) {
        injectedAt.computeIfAbsent(name, key -> new ConcurrentSkipListSet<>()).add(place);
    }

    Set<String> all() {
        Set<String> all = new TreeSet<>(ofBeans);
        all.addAll(injectedAt.keySet());
        return all;
    }

    /** A queue that no bean is in may be there for its executor alone, or its name be misspelt. */
    List<String> remarks() {
        String known = ofBeans.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return injectedAt.entrySet().stream()
                .filter(injected -> !ofBeans.contains(injected.getKey()))
                .map(injected ->
                        CdiMessages.queueOfNoBean(injected.getKey(), String.join(" and ", injected.getValue()), known))
                .toList();
    }
}

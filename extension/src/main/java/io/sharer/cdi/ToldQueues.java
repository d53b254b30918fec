package io.sharer.cdi;

import io.sharer.QueueInfo;
import io.sharer.turn.QueueGroup;
import io.sharer.turn.SerialQueue;
import io.sharer.turn.TurnTimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The queues of an application as they are told of to whoever looks: each named one, and the own queues of a bean class
 * together. Thread-safe.
 */
final class ToldQueues {
    private final EventRelay events;

    /** Named queues that are told of before they are used. */
    private final Set<String> toBeTold = ConcurrentHashMap.newKeySet();

    /** Of the instances' queues, by their classes' names. */
    private final Map<String, QueueGroup> groups = new ConcurrentHashMap<>();

    /** @param events hear of what was not told of before */
    ToldQueues(EventRelay events) {
        this.events = events;
    }

    /** A named queue is told of from now on. */
    void willTell(String name) {
        toBeTold.add(name);
    }

    /** A named queue was made. */
    void made(String name) {
        if (!toBeTold.contains(name)) {
            events.somethingNew();
        }
    }

    /** The own queues of a class, which are told of from now on. */
    QueueGroup group(String className, TurnTimes times) {
        QueueGroup known = groups.get(className);
        if (known != null) {
            return known;
        }
        QueueGroup made = groups.computeIfAbsent(className, key -> new QueueGroup(key, times));
        events.somethingNew();
        return made;
    }

    /** The queue of an instance has ended. */
    void ended(SerialQueue own) {
        QueueGroup group = groups.get(own.name());
        if (group != null) {
            group.ended(own);
        }
    }

    /**
     * What all look like now.
     *
     * @param named those that have been used
     */
    List<QueueInfo> infos(Map<String, SerialQueue> named) {
        Set<String> names = new HashSet<>(toBeTold);
        names.addAll(named.keySet());
        List<QueueInfo> infos = new ArrayList<>();
        for (String name : names) {
            SerialQueue queue = named.get(name);
            infos.add(queue == null ? new QueueGroup(name, new TurnTimes()).info() : queue.info());
        }
        groups.values().forEach(group -> infos.add(group.info()));
        infos.sort(Comparator.comparing(QueueInfo::name));
        return infos;
    }
}

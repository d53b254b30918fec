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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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
     * The queues that are told of under a name: for a bean class those of its instances, for a queue that was not used
     * yet none.
     *
     * @param named those that have been used
     * @return empty if nothing is told of under it
     */
    Optional<List<SerialQueue>> under(String name, Map<String, SerialQueue> named) {
        List<SerialQueue> queues = new ArrayList<>();
        SerialQueue ofName = named.get(name);
        if (ofName != null) {
            queues.add(ofName);
        }
        QueueGroup group = groups.get(name);
        if (group != null) {
            queues.addAll(group.queues());
        }
        boolean isKnown = ofName != null || group != null || toBeTold.contains(name);
        return isKnown ? Optional.of(queues) : Optional.empty();
    }

    /**
     * What all look like now.
     *
     * @param named those that have been used
     * @param holders how many who have a turn are told at most, of each
     * @param waiters how many who wait are told at most, of each
     */
    List<QueueInfo> infos(Map<String, SerialQueue> named, int holders, int waiters) {
        Set<String> names = new HashSet<>(toBeTold);
        names.addAll(named.keySet());
        List<QueueInfo> infos = new ArrayList<>();
        names.forEach(name -> infos.add(infoOfNamed(name, named.get(name), holders, waiters)));
        groups.values().forEach(group -> infos.add(group.info(holders, waiters)));
        infos.sort(Comparator.comparing(QueueInfo::name));
        return infos;
    }

    private static QueueInfo infoOfNamed(String name, @Nullable SerialQueue queue, int holders, int waiters) {
        return queue == null ? new QueueGroup(name, new TurnTimes()).info() : queue.info(holders, waiters);
    }

    /** What the one of that name looks like now; as {@link #infos}. */
    Optional<QueueInfo> info(String name, Map<String, SerialQueue> named) {
        SerialQueue queue = named.get(name);
        if (queue != null || toBeTold.contains(name)) {
            return Optional.of(infoOfNamed(name, queue, Integer.MAX_VALUE, QueueInfo.WAITERS_TOLD));
        }
        return Optional.ofNullable(groups.get(name)).map(QueueGroup::info);
    }
}

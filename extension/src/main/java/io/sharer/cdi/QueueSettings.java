package io.sharer.cdi;

import io.sharer.Overflow;
import io.sharer.RunOn;
import io.sharer.Shared;
import io.sharer.turn.QueueConfig;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The settings of each queue, gathered from all the annotations that may give them: two that differ are a problem. */
final class QueueSettings {
    private final DefinitionProblems problems;
    private final Map<String, Map<Setting, Given>> ofOwnQueues = new ConcurrentHashMap<>();
    private final Map<String, Map<Setting, Given>> ofNamedQueues = new ConcurrentHashMap<>();

    // Where a dedicated thread was given. CALLER said aloud cannot be told from nothing said, so these never differ.
    private final Map<String, String> threadsOfOwn = new ConcurrentHashMap<>();
    private final Map<String, String> threadsOfNamed = new ConcurrentHashMap<>();

    QueueSettings(DefinitionProblems problems) {
        this.problems = problems;
    }

    /** What belongs to a queue, and not to a call. */
    private enum Setting {
        CAPACITY("capacity", 0),
        PERMITS("permits", 1);

        private final String member;
        private final int byDefault;

        Setting(String member, int byDefault) {
            this.member = member;
            this.byDefault = byDefault;
        }
    }

    private record Given(int value, String place) {}

    /** Queues whose permits are configured, by name. */
    private final Set<String> configuredPermits = ConcurrentHashMap.newKeySet();

    void collect(AnnotatedType<?> type) {
        Shared onClass = MetaAnnotations.sharedOf(type);
        String className = type.getJavaClass().getName();
        if (onClass != null) {
            add(className, onClass.value(), onClass, className);
        }
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Shared onMethod = MetaAnnotations.sharedOf(method);
            if (onMethod != null) {
                String queue = SharedMethods.queueOf(onClass, onMethod);
                add(className, queue, onMethod, SharedMethod.labelOf(method.getJavaMember()));
            }
        }
    }

    private void add(String className, String queue, Shared shared, String place) {
        boolean own = queue.isEmpty();
        String described = describe(className, queue);
        Map<Setting, Given> given = (own ? ofOwnQueues : ofNamedQueues)
                .computeIfAbsent(own ? className : queue, key -> new ConcurrentHashMap<>());
        add(given, described, Setting.CAPACITY, new Given(shared.capacity(), place));
        add(given, described, Setting.PERMITS, new Given(shared.permits(), place));
        if (shared.runOn() == RunOn.DEDICATED_THREAD) {
            (own ? threadsOfOwn : threadsOfNamed).putIfAbsent(own ? className : queue, Places.ofShared(place));
        }
    }

    private void add(Map<Setting, Given> given, String queue, Setting setting, Given now) {
        if (now.value() <= setting.byDefault) {
            return;
        }
        Given before = given.putIfAbsent(setting, now);
        if (before != null && before.value() != now.value()) {
            problems.add(CdiMessages.differentSettings(
                    queue, setting.member, before.value(), before.place(), now.value(), now.place()));
        }
    }

    /** Lets what is configured take the place of what annotations say, when all of those are known. */
    void configure(ConfiguredQueues configured, Set<String> names, Set<Class<?>> withOwnQueue, Warnings warnings) {
        configured.readAll(allOf(names, withOwnQueue)).forEach(problems::add);
        for (String name : names) {
            configure(configured, ofNamedQueues, threadsOfNamed, name, describe("", name), warnings);
        }
        for (Class<?> type : withOwnQueue) {
            configure(configured, ofOwnQueues, threadsOfOwn, type.getName(), describe(type, ""), warnings);
        }
    }

    private static Set<String> allOf(Set<String> names, Set<Class<?>> withOwnQueue) {
        Set<String> all = new TreeSet<>(names);
        withOwnQueue.forEach(type -> all.add(type.getName()));
        return all;
    }

    private void configure(
            ConfiguredQueues configured,
            Map<String, Map<Setting, Given>> queues,
            Map<String, String> threads,
            String name,
            String described,
            Warnings warnings) {
        Map<Setting, Given> given = queues.computeIfAbsent(name, key -> new ConcurrentHashMap<>());
        configured.capacity(name).ifPresent(capacity -> replace(given, Setting.CAPACITY, capacity));
        configured.permits(name).ifPresent(permits -> {
            replace(given, Setting.PERMITS, permits);
            configuredPermits.add(name);
        });
        configured.runOn(name).ifPresent(runOn -> {
            if (runOn.value() == RunOn.DEDICATED_THREAD) {
                threads.put(name, runOn.place());
            } else {
                threads.remove(name);
            }
        });
        String thread = threads.get(name);
        Given permits = given.get(Setting.PERMITS);
        if (thread != null && permits != null && configuredPermits.contains(name)) {
            problems.add(CdiMessages.permitsOnThread(described, permits.place(), permits.value(), thread));
        }
        configured
                .overflow(name)
                .filter(overflow -> overflow.value() != Overflow.REJECT && !given.containsKey(Setting.CAPACITY))
                .ifPresent(overflow ->
                        warnings.add(CdiMessages.configuredOverflowWithoutCapacity(overflow.place(), described)));
    }

    private static void replace(
            Map<Setting, Given> given, Setting setting, io.sharer.config.Setting<Integer> configured) {
        if (configured.value() == setting.byDefault) {
            given.remove(setting);
        } else {
            given.put(setting, new Given(configured.value(), configured.place()));
        }
    }

    /** Whether the permits are configured, so that what annotations say of them does not count. */
    boolean hasConfiguredPermits(Class<?> beanClass, String queue) {
        return configuredPermits.contains(ConfiguredQueues.nameOf(beanClass, queue));
    }

    /** Where a queue, if the name is empty the own one of the class, was given a dedicated thread. */
    Optional<String> threadPlace(Class<?> beanClass, String queue) {
        return Optional.ofNullable(queue.isEmpty() ? threadsOfOwn.get(beanClass.getName()) : threadsOfNamed.get(queue));
    }

    /** Whether a queue, if the name is empty the own one of the class, is bounded. */
    boolean hasCapacity(Class<?> beanClass, String queue) {
        Map<Setting, Given> given = queue.isEmpty() ? ofOwnQueues.get(beanClass.getName()) : ofNamedQueues.get(queue);
        return given != null && given.containsKey(Setting.CAPACITY);
    }

    /** Whether any queue was given a dedicated thread. */
    boolean anyThread() {
        return !threadsOfOwn.isEmpty() || !threadsOfNamed.isEmpty();
    }

    /** A queue in words. */
    static String describe(Class<?> beanClass, String queue) {
        return describe(beanClass.getName(), queue);
    }

    private static String describe(String className, String queue) {
        return queue.isEmpty() ? "the own queue of " + className : "the queue '" + queue + "'";
    }

    QueueConfig ofNamed(QueueConfig common, String queue) {
        return with(common.withName(queue), ofNamedQueues.get(queue));
    }

    QueueConfig ofOwn(QueueConfig common, Class<?> beanClass) {
        return with(common.withName(beanClass.getName()), ofOwnQueues.get(beanClass.getName()));
    }

    private static QueueConfig with(QueueConfig config, @Nullable Map<Setting, Given> given) {
        return given == null
                ? config
                : config.withCapacity(valueOf(Setting.CAPACITY, given)).withPermits(valueOf(Setting.PERMITS, given));
    }

    private static int valueOf(Setting setting, Map<Setting, Given> given) {
        Given found = given.get(setting);
        return found == null ? setting.byDefault : found.value();
    }
}

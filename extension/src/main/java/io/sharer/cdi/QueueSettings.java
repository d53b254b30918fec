package io.sharer.cdi;

import io.sharer.Shared;
import io.sharer.turn.QueueConfig;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The settings of each queue, gathered from all the annotations that may give them: two that differ are a problem. */
final class QueueSettings {
    private final DefinitionProblems problems;
    private final Map<Key, Given> given = new ConcurrentHashMap<>();

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

    /** The own queues of a class, or a named queue, and one of its settings. */
    private record Key(String beanClass, String name, Setting setting) {
        static Key of(String beanClass, String name, Setting setting) {
            return new Key(name.isEmpty() ? beanClass : "", name, setting);
        }
    }

    private record Given(int value, String place) {}

    void collect(AnnotatedType<?> type) {
        Shared onClass = type.getAnnotation(Shared.class);
        String className = type.getJavaClass().getName();
        if (onClass != null) {
            add(className, onClass.value(), onClass, className);
        }
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Shared onMethod = method.getAnnotation(Shared.class);
            if (onMethod != null) {
                String queue = SharedMethods.queueOf(onClass, onMethod);
                add(className, queue, onMethod, SharedMethod.labelOf(method.getJavaMember()));
            }
        }
    }

    private void add(String className, String queue, Shared shared, String place) {
        add(Key.of(className, queue, Setting.CAPACITY), new Given(shared.capacity(), place));
        add(Key.of(className, queue, Setting.PERMITS), new Given(shared.permits(), place));
    }

    private void add(Key key, Given now) {
        if (now.value() <= key.setting().byDefault) {
            return;
        }
        Given before = given.putIfAbsent(key, now);
        if (before != null && before.value() != now.value()) {
            String queue =
                    key.name().isEmpty() ? "the own queue of " + key.beanClass() : "the queue '" + key.name() + "'";
            problems.add(CdiMessages.differentSettings(
                    queue, key.setting().member, before.value(), before.place(), now.value(), now.place()));
        }
    }

    QueueConfig ofNamed(QueueConfig common, String queue) {
        return with(common.withName(queue), "", queue);
    }

    QueueConfig ofOwn(QueueConfig common, Class<?> beanClass) {
        return with(common.withName(beanClass.getName()), beanClass.getName(), "");
    }

    private QueueConfig with(QueueConfig config, String beanClass, String name) {
        return config.withCapacity(valueOf(Key.of(beanClass, name, Setting.CAPACITY)))
                .withPermits(valueOf(Key.of(beanClass, name, Setting.PERMITS)));
    }

    private int valueOf(Key key) {
        Given found = given.get(key);
        return found == null ? key.setting().byDefault : found.value();
    }
}

package io.sharer.cdi;

import io.sharer.Shared;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The capacity of each queue, gathered from all the annotations that may give it: two that differ are a problem. */
final class Capacities {
    private final DefinitionProblems problems;
    private final Map<String, Given> given = new ConcurrentHashMap<>();

    Capacities(DefinitionProblems problems) {
        this.problems = problems;
    }

    private record Given(int capacity, String place) {}

    void collect(AnnotatedType<?> type) {
        Shared onClass = type.getAnnotation(Shared.class);
        String className = type.getJavaClass().getName();
        if (onClass != null) {
            add(className, onClass.value(), onClass.capacity(), className);
        }
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Shared onMethod = method.getAnnotation(Shared.class);
            if (onMethod != null) {
                String queue = SharedMethods.queueOf(onClass, onMethod);
                add(className, queue, onMethod.capacity(), SharedMethod.labelOf(method.getJavaMember()));
            }
        }
    }

    private void add(String className, String queue, int capacity, String place) {
        if (capacity <= 0) {
            return;
        }
        Given before = given.putIfAbsent(key(className, queue), new Given(capacity, place));
        if (before != null && before.capacity() != capacity) {
            String name = queue.isEmpty() ? "the own queue of " + className : "the queue '" + queue + "'";
            problems.add(CdiMessages.differentCapacities(name, before.capacity(), before.place(), capacity, place));
        }
    }

    int ofNamed(String queue) {
        return of(key("", queue));
    }

    int ofOwn(Class<?> beanClass) {
        return of(key(beanClass.getName(), ""));
    }

    private int of(String key) {
        Given found = given.get(key);
        return found == null ? 0 : found.capacity();
    }

    /** Own queues are keyed by their class, named ones by a name that no class has. */
    private static String key(String className, String queue) {
        return queue.isEmpty() ? className : "@" + queue;
    }
}

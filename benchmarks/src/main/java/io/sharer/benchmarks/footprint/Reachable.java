package io.sharer.benchmarks.footprint;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openjdk.jol.vm.VM;
import org.openjdk.jol.vm.VirtualMachine;

/** The objects that can be reached from some, over fields and the elements of arrays. */
final class Reachable {
    private static final VirtualMachine JVM = VM.current();
    private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

    private final Set<Object> objects = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Predicate<Object> excluded;

    private Reachable(Predicate<Object> excluded) {
        this.excluded = excluded;
    }

    /**
     * All that can be reached from these, and they themselves, but for what is excluded and can be reached only over
     * it.
     */
    static Set<Object> from(Iterable<?> roots, Predicate<Object> excluded) {
        Reachable reachable = new Reachable(excluded);
        Deque<Object> found = new ArrayDeque<>();
        roots.forEach(root -> reachable.find(root, found));
        while (!found.isEmpty()) {
            reachable.follow(found.remove(), found);
        }
        return reachable.objects;
    }

    private void find(@Nullable Object object, Deque<Object> found) {
        if (object != null && !isOfTheJvm(object) && !excluded.test(object) && objects.add(object)) {
            found.add(object);
        }
    }

    private static boolean isOfTheJvm(Object object) {
        return object instanceof Class || object instanceof ClassLoader || object instanceof Thread;
    }

    private void follow(Object object, Deque<Object> found) {
        if (object instanceof Object[] array) {
            for (Object element : array) {
                find(element, found);
            }
        }
        for (Field field : FIELDS.computeIfAbsent(object.getClass(), Reachable::referencesOf)) {
            find(JVM.getObject(object, JVM.fieldOffset(field)), found);
        }
    }

    /** What is referred to weakly is not kept, so it is not reached. */
    private static List<Field> referencesOf(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        List<Field> fields = new ArrayList<>(parent == null ? List.of() : referencesOf(parent));
        for (Field field : type.getDeclaredFields()) {
            if (!field.getType().isPrimitive()
                    && !Modifier.isStatic(field.getModifiers())
                    && !field.getName().equals("referent")) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** The bytes that the object takes, with its header and what the JVM adds to align it. */
    static long sizeOf(Object object) {
        return JVM.sizeOf(object);
    }
}

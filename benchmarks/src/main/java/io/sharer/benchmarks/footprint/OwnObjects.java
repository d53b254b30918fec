package io.sharer.benchmarks.footprint;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects of Sharer's that one instance of a bean has for itself, class by class, the largest first.
 *
 * @param classes with how many objects and how many bytes
 */
public record OwnObjects(List<OfClass> classes) {
    /**
     * The objects of one class.
     *
     * @param type its name
     * @param count how many there are
     * @param bytes of all of them together
     */
    public record OfClass(String type, int count, long bytes) {}

    /**
     * What an instance has that another of the same bean, made before it, does not lead to: the objects of Sharer's
     * classes, and all that they alone lead to.
     *
     * @param make makes the instance and uses it, not before this method calls it
     * @param sharers tells whether a class is Sharer's
     */
    static <T> OwnObjects of(T another, Supplier<T> make, Predicate<Class<?>> sharers) {
        Set<Object> shared = Reachable.from(List.of(another), none -> false);
        Set<Object> own = Reachable.from(List.of(make.get()), shared::contains);
        List<Object> roots =
                own.stream().filter(object -> sharers.test(object.getClass())).toList();
        return new OwnObjects(Reachable.from(roots, shared::contains).stream()
                .collect(Collectors.groupingBy(object -> object.getClass().getName()))
                .entrySet()
                .stream()
                .map(OwnObjects::ofClass)
                .sorted(Comparator.comparingLong(OfClass::bytes).reversed().thenComparing(OfClass::type))
                .toList());
    }

    private static OfClass ofClass(Map.Entry<String, List<Object>> entry) {
        Stream<Object> objects = entry.getValue().stream();
        return new OfClass(
                entry.getKey(),
                entry.getValue().size(),
                objects.mapToLong(Reachable::sizeOf).sum());
    }

    /** All of them together. */
    public long bytes() {
        return classes.stream().mapToLong(OfClass::bytes).sum();
    }
}

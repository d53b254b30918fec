package io.sharer.cdi;

import io.sharer.Overflow;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is allowed and may still be a mistake: collected while the application is deployed, and logged once when it is.
 *
 * <p>What may well be meant, and cannot be said in another way, is logged as information only.
 */
final class Warnings {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final Set<String> warnings = new ConcurrentSkipListSet<>();
    private final Set<String> remarks = new ConcurrentSkipListSet<>();
    private final Queue<OverflowPlace> overflows = new ConcurrentLinkedQueue<>();

    /** Methods that are {@code @Unshared}, by a class that is not {@code @Shared}. */
    private final Queue<UnsharedPlace> unshared = new ConcurrentLinkedQueue<>();

    private record OverflowPlace(Class<?> beanClass, String queue, Overflow overflow, String place) {}

    private record UnsharedPlace(Class<?> type, String method) {}

    void add(String warning) {
        warnings.add(warning);
    }

    void addAll(Collection<String> more) {
        warnings.addAll(more);
    }

    void remarkAll(Collection<String> more) {
        remarks.addAll(more);
    }

    /** Logs that instances of a bean take no turns, as is seen only when there is one. */
    static void unintercepted(Class<?> beanClass) {
        LOG.log(System.Logger.Level.WARNING, CdiMessages.unintercepted(beanClass.getName()));
    }

    /** All that a class which has {@code @Shared} on itself or on a method tells by itself. */
    void collect(AnnotatedType<?> type, SharedMethods methods) {
        addAll(DefaultMethods.warnings(type));
        addAll(OwnQueueRules.ofSessionBean(type, methods));
        SettingRules rules = new SettingRules(type, methods);
        addAll(rules.warnings());
        remarkAll(rules.remarks());
        collectOverflows(type, methods);
    }

    private void collectOverflows(AnnotatedType<?> type, SharedMethods methods) {
        Class<?> beanClass = type.getJavaClass();
        collectOverflow(beanClass, methods.homeQueue(), MetaAnnotations.sharedOf(type), beanClass.getName());
        for (AnnotatedMethod<?> method : type.getMethods()) {
            SharedMethod known = methods.find(method.getJavaMember());
            if (known != null) {
                collectOverflow(beanClass, known.queue(), MetaAnnotations.sharedOf(method), known.label());
            }
        }
    }

    private void collectOverflow(Class<?> beanClass, String queue, @Nullable Shared shared, String place) {
        if (shared != null && shared.overflow() != Overflow.REJECT) {
            overflows.add(new OverflowPlace(beanClass, queue, shared.overflow(), place));
        }
    }

    /** Looks at a class that has {@code @Unshared} on a method. */
    void collectUnshared(AnnotatedType<?> type) {
        Class<?> javaClass = type.getJavaClass();
        if (Modifier.isAbstract(javaClass.getModifiers()) || MetaAnnotations.sharedOf(type) != null) {
            return;
        }
        type.getMethods().stream()
                .filter(method -> method.isAnnotationPresent(Unshared.class))
                .map(AnnotatedMethod::getJavaMember)
                .filter(member -> member.getDeclaringClass() == javaClass)
                .forEach(member -> unshared.add(new UnsharedPlace(javaClass, SharedMethod.labelOf(member))));
    }

    /**
     * Logs what was collected.
     *
     * @param settings of all queues, complete now
     * @param shared the classes that have {@code @Shared} on themselves or on a method
     */
    void log(QueueSettings settings, Set<Class<?>> shared) {
        overflows.stream()
                .filter(place -> !settings.hasCapacity(place.beanClass(), place.queue()))
                .map(place -> CdiMessages.overflowWithoutCapacity(
                        place.place(),
                        place.overflow().name(),
                        QueueSettings.describe(place.beanClass(), place.queue())))
                .forEach(this::add);
        unshared.stream()
                .filter(place -> subclassesOf(place.type(), shared).findAny().isEmpty())
                .map(place -> CdiMessages.unsharedWithoutShared(
                        place.method(), place.type().getName()))
                .forEach(this::add);
        warnings.forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
        remarks.forEach(remark -> LOG.log(System.Logger.Level.INFO, remark));
    }

    /** For those the annotation of an inherited method may count. */
    private static Stream<Class<?>> subclassesOf(Class<?> type, Set<Class<?>> shared) {
        return shared.stream().filter(other -> other != type && type.isAssignableFrom(other));
    }
}

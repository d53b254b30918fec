package io.sharer.cdi;

import io.sharer.Access;
import io.sharer.Shared;
import io.sharer.SharedKey;
import io.sharer.Unshared;
import io.sharer.Until;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What cannot be combined with a dedicated thread, wherever in the application that is asked for: collected from each
 * bean, and checked when all have been seen.
 */
final class DedicatedThreadRules {
    private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();

    /** Something asked of a queue that it cannot give if it has a thread. */
    private record Wish(Class<?> beanClass, String queue, boolean forPermits, Problem problem) {
        /** Whether it counts, or something else is configured. */
        boolean isLeft(QueueSettings settings) {
            return !(forPermits && settings.hasConfiguredPermits(beanClass, queue));
        }
    }

    @FunctionalInterface
    private interface Problem {
        String inWords(String queue, String threadPlace);
    }

    void collect(AnnotatedType<?> type) {
        Class<?> beanClass = type.getJavaClass();
        Shared onClass = MetaAnnotations.sharedOf(type);
        if (onClass != null) {
            collect(beanClass, onClass.value(), onClass, beanClass.getName());
            collectSessionBean(type, onClass.value(), beanClass.getName());
        }
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Shared onMethod = MetaAnnotations.sharedOf(method);
            String queue = SharedMethods.queueOf(onClass, onMethod);
            String place = SharedMethod.labelOf(method.getJavaMember());
            if (onMethod != null) {
                collect(beanClass, queue, onMethod, place);
                collectSessionBean(type, queue, place);
            }
            boolean shared = onMethod != null || (onClass != null && !method.isAnnotationPresent(Unshared.class));
            if (shared && method.getParameters().stream().anyMatch(p -> p.isAnnotationPresent(SharedKey.class))) {
                add(beanClass, queue, (name, thread) -> CdiMessages.keyOnThread(name, place, thread));
            }
        }
    }

    private void collect(Class<?> beanClass, String queue, Shared shared, String place) {
        if (shared.access() == Access.READ) {
            add(beanClass, queue, (name, thread) -> CdiMessages.readOnThread(name, place, thread));
        }
        if (shared.permits() > 1) {
            int permits = shared.permits();
            wishes.add(new Wish(beanClass, queue, true, (name, thread) -> {
                return CdiMessages.permitsOnThread(name, Places.ofShared(place), permits, thread);
            }));
        }
        if (shared.until() == Until.COMMIT) {
            add(beanClass, queue, (name, thread) -> CdiMessages.commitOnThread(name, place, thread));
        }
    }

    private void collectSessionBean(AnnotatedType<?> type, String queue, String place) {
        CombinationRules.sessionBean(type)
                .ifPresent(annotation -> add(type.getJavaClass(), queue, (name, thread) -> {
                    return CdiMessages.sessionBeanOnThread(name, place, annotation, thread);
                }));
    }

    private void add(Class<?> beanClass, String queue, Problem problem) {
        wishes.add(new Wish(beanClass, queue, false, problem));
    }

    void check(QueueSettings settings, DefinitionProblems problems) {
        for (Wish wish : wishes) {
            settings.threadPlace(wish.beanClass(), wish.queue())
                    .filter(place -> wish.isLeft(settings))
                    .map(place -> wish.problem().inWords(QueueSettings.describe(wish.beanClass(), wish.queue()), place))
                    .ifPresent(problems::add);
        }
    }
}

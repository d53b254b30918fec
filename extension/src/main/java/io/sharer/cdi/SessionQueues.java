package io.sharer.cdi;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The queues of session beans, by their instances. An EJB container makes the interceptors of a session bean by itself,
 * before the instance or while another bean is being created: they find the instance's queue here when they are called,
 * and so does what is injected. Thread-safe.
 */
final class SessionQueues {
    private final SharedClasses classes;
    private final Function<SharedMethods, BeanQueue> queues;
    private final InstanceMap<BeanQueue> ofInstances = new InstanceMap<>();

    /** @param queues makes the queue of an instance of a class that has these methods */
    SessionQueues(SharedClasses classes, Function<SharedMethods, BeanQueue> queues) {
        this.classes = classes;
        this.queues = queues;
    }

    /** The queue of the instance; {@code null} if it is none of a session bean. */
    @Nullable BeanQueue find(@Nullable Object instance) {
        SharedMethods methods = instance == null ? null : classes.sessionBean(instance.getClass());
        return instance == null || methods == null ? null : ofInstances.find(instance, () -> queues.apply(methods));
    }

    /**
     * Makes this the queue of the instance, unless that has one or is none of a session bean; the queue that it has.
     */
    BeanQueue put(Object instance, BeanQueue queue) {
        return classes.sessionBean(instance.getClass()) == null ? queue : ofInstances.find(instance, () -> queue);
    }
}

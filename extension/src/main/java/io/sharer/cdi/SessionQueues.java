package io.sharer.cdi;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The queues of session beans, by their instances. An EJB container makes the interceptors of a session bean by itself,
 * before the instance or while another bean is being created: they find the instance's queue here when they are called,
 * and so does what is injected. Thread-safe.
 */
final class SessionQueues {
    private final SharedClasses classes;
    private final Function<SharedMethods, BeanQueue> queues;
    private final Map<Key, BeanQueue> ofInstances = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    /** An instance itself, whatever it is equal to, as long as somebody else keeps it. */
    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object instance, @Nullable ReferenceQueue<Object> gone) {
            super(instance, gone);
            hash = System.identityHashCode(instance);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object instance = get();
            return instance != null && other instanceof Key key && key.refersTo(instance);
        }
    }

    /** @param queues makes the queue of an instance of a class that has these methods */
    SessionQueues(SharedClasses classes, Function<SharedMethods, BeanQueue> queues) {
        this.classes = classes;
        this.queues = queues;
    }

    /** The queue of the instance; {@code null} if it is none of a session bean. */
    @Nullable BeanQueue find(@Nullable Object instance) {
        SharedMethods methods = instance == null ? null : classes.sessionBean(instance.getClass());
        return instance == null || methods == null ? null : find(instance, () -> queues.apply(methods));
    }

    /**
     * Makes this the queue of the instance, unless that has one or is none of a session bean; the queue that it has.
     */
    BeanQueue put(Object instance, BeanQueue queue) {
        return classes.sessionBean(instance.getClass()) == null ? queue : find(instance, () -> queue);
    }

    private BeanQueue find(Object instance, Supplier<BeanQueue> otherwise) {
        BeanQueue known = ofInstances.get(new Key(instance, null));
        if (known != null) {
            return known;
        }
        forgetTheGone();
        return ofInstances.computeIfAbsent(new Key(instance, gone), key -> otherwise.get());
    }

    private void forgetTheGone() {
        for (Object key = gone.poll(); key != null; key = gone.poll()) {
            ofInstances.remove(key);
        }
    }
}

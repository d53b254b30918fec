package io.sharer.cdi;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What belongs to which instance: found by identity, whatever that is equal to, and forgotten with it. Thread-safe. */
final class InstanceMap<V> {
    private final Map<Key, V> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

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

    void put(Object instance, V value) {
        forgetTheGone();
        values.put(new Key(instance, gone), value);
    }

    /** What belongs to it; what is made now, if that is nothing. */
    V find(Object instance, Supplier<V> otherwise) {
        V known = values.get(new Key(instance, null));
        if (known != null) {
            return known;
        }
        forgetTheGone();
        return values.computeIfAbsent(new Key(instance, gone), key -> otherwise.get());
    }

    @Nullable V remove(Object instance) {
        return values.remove(new Key(instance, null));
    }

    int size() {
        return values.size();
    }

    private void forgetTheGone() {
        for (Object key = gone.poll(); key != null; key = gone.poll()) {
            values.remove(key);
        }
    }
}

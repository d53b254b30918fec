package io.sharer.cdi;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which queues belong to which product: found by identity, and forgotten with the product. Thread-safe. */
final class ProductQueues {
    private final Map<Key, List<BeanQueue>> queues = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> forgotten = new ReferenceQueue<>();

    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object product, @Nullable ReferenceQueue<Object> forgotten) {
            super(product, forgotten);
            hash = System.identityHashCode(product);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            Object product = get();
            return this == other || (product != null && other instanceof Key key && key.get() == product);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    void put(Object product, List<BeanQueue> itsQueues) {
        for (Object gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
            queues.remove(gone);
        }
        queues.put(new Key(product, forgotten), List.copyOf(itsQueues));
    }

    List<BeanQueue> remove(Object product) {
        return Objects.requireNonNullElse(queues.remove(new Key(product, null)), List.of());
    }

    int size() {
        return queues.size();
    }
}

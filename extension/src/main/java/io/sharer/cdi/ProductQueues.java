package io.sharer.cdi;

import java.util.List;
import java.util.Objects;

/** Which queues belong to which product: found by identity, and forgotten with the product. Thread-safe. */
final class ProductQueues {
    private final InstanceMap<List<BeanQueue>> queues = new InstanceMap<>();

    void put(Object product, List<BeanQueue> itsQueues) {
        queues.put(product, List.copyOf(itsQueues));
    }

    List<BeanQueue> remove(Object product) {
        return Objects.requireNonNullElse(queues.remove(product), List.of());
    }

    int size() {
        return queues.size();
    }
}

package io.sharer.turn;

import io.sharer.spi.Transactions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The queues of keys in which a transaction keeps a turn, by the transaction. Thread-safe. */
final class KeptKeys {
    private final Transactions transactions;
    private final ConcurrentMap<Object, Set<KeyQueue>> byTransaction = new ConcurrentHashMap<>(0);

    KeptKeys(Transactions transactions) {
        this.transactions = transactions;
    }

    void add(Object transaction, KeyQueue queue) {
        byTransaction.compute(transaction, (same, queues) -> {
            Set<KeyQueue> all = queues == null ? ConcurrentHashMap.newKeySet() : queues;
            all.add(queue);
            return all;
        });
    }

    void remove(Object transaction, KeyQueue queue) {
        byTransaction.computeIfPresent(transaction, (same, queues) -> {
            queues.remove(queue);
            return queues.isEmpty() ? null : queues;
        });
    }

    /** Those in which the transaction of this thread keeps a turn, though it may just have completed. */
    Set<KeyQueue> ofThisTransaction() {
        if (byTransaction.isEmpty()) {
            return Set.of();
        }
        Object transaction = transactions.key();
        if (transaction == null) {
            transaction = transactions.completedKey();
        }
        return transaction == null ? Set.of() : byTransaction.getOrDefault(transaction, Set.of());
    }
}

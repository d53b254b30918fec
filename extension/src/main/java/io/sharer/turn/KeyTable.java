package io.sharer.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where the queues of keys are found, by the hash of their key. Its rows are never changed but replaced, so that
 * {@code equals} of a key is called outside of all locks. Thread-safe.
 */
final class KeyTable {
    private static final KeyQueue[] NO_QUEUES = {};

    /** By the hash; those of one key from the oldest to the newest. */
    private final ConcurrentMap<Integer, KeyQueue[]> rows = new ConcurrentHashMap<>();

    /** No turn of a queue that has been removed had a higher number. */
    private final AtomicLong highestTurn = new AtomicLong();

    /** The queues of all keys with the hash of this one. */
    KeyQueue[] row(TurnKey key) {
        return rows.getOrDefault(key.hash(), NO_QUEUES);
    }

    /** Puts a queue at the end of a row, or ahead of another; false if the row is not any more as it was seen. */
    boolean insert(KeyQueue[] seen, KeyQueue queue, @Nullable KeyQueue ahead) {
        Integer hash = queue.key().hash();
        return seen == NO_QUEUES
                ? rows.putIfAbsent(hash, new KeyQueue[] {queue}) == null
                : rows.replace(hash, seen, with(seen, queue, ahead));
    }

    private static KeyQueue[] with(KeyQueue[] seen, KeyQueue added, @Nullable KeyQueue ahead) {
        List<KeyQueue> queues = new ArrayList<>(seen.length + 1);
        for (KeyQueue queue : seen) {
            if (queue == ahead) {
                queues.add(added);
            }
            if (!queue.isOver()) {
                queues.add(queue);
            }
        }
        if (ahead == null) {
            queues.add(added);
        }
        return queues.toArray(NO_QUEUES);
    }

    /** Takes out a queue that is retired. */
    void remove(KeyQueue queue) {
        highestTurn.accumulateAndGet(queue.turns(), Math::max);
        Integer hash = queue.key().hash();
        KeyQueue[] seen = rows.get(hash);
        while (seen != null) {
            KeyQueue[] left = without(seen, queue);
            if (left == seen || (left.length == 0 ? rows.remove(hash, seen) : rows.replace(hash, seen, left))) {
                break;
            }
            seen = rows.get(hash);
        }
    }

    private static KeyQueue[] without(KeyQueue[] seen, KeyQueue gone) {
        if (seen.length == 1) {
            return seen[0] == gone ? NO_QUEUES : seen;
        }
        List<KeyQueue> left = new ArrayList<>(seen.length);
        for (KeyQueue queue : seen) {
            if (queue != gone) {
                left.add(queue);
            }
        }
        return left.size() == seen.length ? seen : left.toArray(NO_QUEUES);
    }

    // --- The numbers of turns ---

    /** No turn of a queue that is not here any more had a higher number. */
    long highestTurn() {
        return highestTurn.get();
    }

    /** No turn of these queues, or of one that is not here any more, has had a higher number. */
    long highestTurn(KeyQueue[] seen) {
        long highest = highestTurn();
        for (KeyQueue queue : seen) {
            highest = Math.max(highest, queue.turns());
        }
        return highest;
    }

    // --- All ---

    /** The queues that are not retired. */
    List<KeyQueue> live() {
        List<KeyQueue> queues = new ArrayList<>();
        for (KeyQueue[] row : rows.values()) {
            for (KeyQueue queue : row) {
                if (!queue.isOver()) {
                    queues.add(queue);
                }
            }
        }
        return queues;
    }

    /** How many there are, retired or not. */
    int size() {
        return rows.values().stream().mapToInt(row -> row.length).sum();
    }
}

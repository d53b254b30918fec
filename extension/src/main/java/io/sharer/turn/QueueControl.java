package io.sharer.turn;

import io.sharer.QueueInfo;
import io.sharer.SharerControl.Holding;
import io.sharer.SharerControl.Waiting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What may be done to queues from outside, for {@link io.sharer.SharerControl}.
 *
 * <p>A body gets its number when somebody first looks at it, so that bodies nobody looks at need no room for one. A
 * number is given once and never again, so that one who looked a while ago can hit no other body by it. No body is
 * kept: its number is forgotten with it. Thread-safe.
 */
public final class QueueControl {
    // Guarded by this. Bodies are compared by identity, for they have no equals.
    private final Map<QueuedBody<?>, Long> ids = new WeakHashMap<>();
    private long last;

    /** Who waits in these queues, so many at most. */
    public List<Waiting> waiting(Collection<SerialQueue> queues, int most) {
        List<Waiting> waiting = new ArrayList<>();
        for (TurnQueue queue : withKeys(queues)) {
            int left = most - waiting.size();
            @Nullable QueueReport report = left > 0 ? queue.reportOfContention() : null;
            if (report != null) {
                long now = System.nanoTime();
                report.seen(Math.min(left, QueueInfo.WAITERS_TOLD))
                        .forEach(seen -> waiting.add(new Waiting(seen.asTold(now), idOf(seen.waiting()))));
            }
        }
        return waiting;
    }

    private OptionalLong idOf(io.sharer.turn.Waiting node) {
        return node instanceof QueuedBody<?> body && body.mayBeDropped()
                ? OptionalLong.of(numberOf(body))
                : OptionalLong.empty();
    }

    private synchronized long numberOf(QueuedBody<?> body) {
        return ids.computeIfAbsent(body, any -> ++last);
    }

    /**
     * Takes the body out of its queue, if that is one of these, and fails it.
     *
     * @return false if its turn has come, or there is no such body
     */
    public boolean cancel(Collection<SerialQueue> queues, long id, CancellationException why) {
        QueuedBody<?> body = bodyOf(id);
        return body != null
                && withKeys(queues).contains(body.queue())
                && body.queue().cancel(body, why);
    }

    private synchronized @Nullable QueuedBody<?> bodyOf(long id) {
        return ids.entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .<@Nullable QueuedBody<?>>map(Map.Entry::getKey)
                .findAny()
                .orElse(null);
    }

    /** Who has turns of these queues, and where they are, of so many at most. */
    public List<Holding> holding(Collection<SerialQueue> queues, int most) {
        List<Holding> holding = new ArrayList<>();
        for (TurnQueue queue : withKeys(queues)) {
            @Nullable QueueReport report = queue.reportOfContention();
            long held = report == null ? 0 : report.heldNanos(System.nanoTime());
            for (Holders.Holder holder : queue.holders().all()) {
                if (holding.size() >= most) {
                    return holding;
                }
                holding.add(new Holding(holder.asTold(held), stackOf(queue, holder)));
            }
        }
        return holding;
    }

    private static List<StackTraceElement> stackOf(TurnQueue queue, Holders.Holder holder) {
        Thread thread = holder.thread();
        if (thread == null) {
            return List.of();
        }
        List<StackTraceElement> stack = List.of(thread.getStackTrace());
        // What a thread does that has gone on to something else is nobody's business here.
        return queue.holders().includes(thread) ? stack : List.of();
    }

    private static List<TurnQueue> withKeys(Collection<SerialQueue> queues) {
        return queues.stream()
                .flatMap(queue -> queue.turns().withKeys().stream())
                .toList();
    }
}

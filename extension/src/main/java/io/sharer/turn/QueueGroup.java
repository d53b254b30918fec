package io.sharer.turn;

import io.sharer.QueueInfo;
import io.sharer.TurnHolder;
import io.sharer.TurnWaiter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Queues of one name, such as those of a bean class's instances, to be told of together. It keeps none of them: what is
 * known of one that nobody has any more is forgotten, unless it was told that the queue has {@linkplain #ended ended}.
 * Thread-safe.
 */
public final class QueueGroup {
    private final String name;
    private final TurnTimes times;

    // Guarded by this:
    private final Set<SerialQueue> known = Collections.newSetFromMap(new WeakHashMap<>());
    private TurnCounts ended = TurnCounts.ofUncontended(0, 0);

    /**
     * An empty group.
     *
     * @param times what the queues note together
     */
    public QueueGroup(String name, TurnTimes times) {
        this.name = name;
        this.times = times;
    }

    /** A queue that there is. */
    public synchronized void add(SerialQueue queue) {
        known.add(queue);
    }

    /** The queue has ended: what it has done so far goes on to count. */
    public synchronized void ended(SerialQueue queue) {
        if (known.remove(queue)) {
            ended = ended.plus(countsOf(queue)).withoutPresent();
        }
    }

    private static TurnCounts countsOf(SerialQueue queue) {
        return queue.turns().allCounts();
    }

    /** Those that there are. */
    public synchronized List<SerialQueue> queues() {
        return List.copyOf(known);
    }

    /** What they look like now. */
    public QueueInfo info() {
        return info(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** The same with so many holders at most, and so many of those who wait, in each queue as many as are ever told. */
    public QueueInfo info(int mostHolders, int mostWaiters) {
        List<SerialQueue> queues;
        TurnCounts counts;
        synchronized (this) {
            queues = new ArrayList<>(known);
            counts = ended;
        }
        List<TurnHolder> holders = new ArrayList<>();
        List<TurnWaiter> waiters = new ArrayList<>();
        for (SerialQueue queue : queues) {
            counts = counts.plus(countsOf(queue));
            addTo(holders, mostHolders, waiters, mostWaiters, queue.turns());
        }
        return new QueueInfo(counts.asStats(name, times), queues.size(), holders, waiters);
    }

    /** What one queue looks like now. */
    static QueueInfo infoOf(TurnQueue queue, int mostHolders, int mostWaiters) {
        List<TurnHolder> holders = new ArrayList<>();
        List<TurnWaiter> waiters = new ArrayList<>();
        addTo(holders, mostHolders, waiters, mostWaiters, queue);
        return new QueueInfo(queue.stats(), 1, holders, waiters);
    }

    private static void addTo(
            List<TurnHolder> holders, int mostHolders, List<TurnWaiter> waiters, int mostWaiters, TurnQueue queue) {
        long now = System.nanoTime();
        for (TurnQueue one : queue.withKeys()) {
            @Nullable QueueReport report = one.reportOfContention();
            long heldNanos = report == null ? 0 : report.heldNanos(now);
            for (Holders.Holder holder : one.holders().all()) {
                if (holders.size() < mostHolders) {
                    holders.add(holder.asTold(heldNanos));
                }
            }
            int left = mostWaiters - waiters.size();
            if (report != null && left > 0) {
                waiters.addAll(report.waiters(now, Math.min(left, QueueInfo.WAITERS_TOLD)));
            }
        }
    }
}

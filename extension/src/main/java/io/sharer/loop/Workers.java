package io.sharer.loop;

import io.sharer.waits.Awaited;
import io.sharer.waits.Blocker;
import io.sharer.waits.Blockers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bound over an executor: runs work in the order in which it came, on so many of its threads at once at most. Nothing
 * that the work throws ends a worker, and no interrupt goes from one piece of work to the next.
 */
final class Workers implements Awaited {
    private final String name;
    private final int limit;
    private final Executor executor;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock:
    private final Deque<Work> queue = new ArrayDeque<>();
    private int active;

    /** Work for a worker. */
    interface Work {
        void run();

        /** The executor refuses, so it will not run. */
        void refused(Throwable refusal);
    }

    /** What the workers do now. */
    record Load(int busy, int waiting) {
        static final Load NONE = new Load(0, 0);
    }

    Workers(String name, Executor executor, int limit) {
        this.name = name;
        this.executor = executor;
        this.limit = limit;
    }

    void execute(Work work) {
        lock.lock();
        try {
            queue.addLast(work);
            if (active >= limit) {
                return;
            }
            active++;
        } finally {
            lock.unlock();
        }
        try {
            executor.execute(this::work);
        } catch (RuntimeException | Error refusal) {
            refused(refusal);
        }
    }

    /** Whoever is the last that could have done it tells all that waits. */
    private void refused(Throwable refusal) {
        List<Work> left = List.of();
        lock.lock();
        try {
            active--;
            if (active == 0) {
                left = new ArrayList<>(queue);
                queue.clear();
            }
        } finally {
            lock.unlock();
        }
        left.forEach(work -> work.refused(refusal));
    }

    private void work() {
        boolean interrupted = Thread.interrupted();
        Thread me = Thread.currentThread();
        boolean entered = running.add(me);
        try {
            for (Work work = next(); work != null; work = next()) {
                run(work);
            }
        } finally {
            if (entered) {
                running.remove(me);
            }
            if (interrupted) {
                me.interrupt();
            }
        }
    }

    private @Nullable Work next() {
        lock.lock();
        try {
            Work work = queue.pollFirst();
            if (work == null) {
                active--;
            }
            return work;
        } finally {
            lock.unlock();
        }
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (Throwable thrown) { // the worker outlives whatever it does
            LoopLog.error(LoopMessages.workerGoesOn(name), thrown);
        }
        Thread.interrupted();
    }

    /** Whether the calling thread is one of them, at work. */
    boolean isCurrent() {
        return running.contains(Thread.currentThread());
    }

    /** Whether the calling thread is one of them, and all others that there may be are at work, too. */
    boolean isLastFree() {
        return isCurrent() && running.size() >= limit;
    }

    /** Those that are at work, each with what its thread does. */
    List<String> descriptions() {
        return running.stream()
                .map(thread -> "the worker '" + thread.getName() + "'" + ThreadPlaces.of(thread))
                .toList();
    }

    Load load() {
        lock.lock();
        try {
            return new Load(running.size(), queue.size());
        } finally {
            lock.unlock();
        }
    }

    /** Any worker that becomes free does what waits; none is in the way as long as there may be another. */
    @Override
    public Blockers blockers() {
        List<Blocker> busy = running.stream()
                .map(thread -> Blocker.running(() -> "a worker of '" + name + "', all of which are busy", thread))
                .toList();
        return busy.size() < limit ? Blockers.NONE : new Blockers(false, busy);
    }

    @Override
    public String description() {
        return "a free worker of '" + name + "'";
    }
}

package io.sharer.loop;

import io.sharer.waits.Awaited;
import io.sharer.waits.Blockers;
import io.sharer.waits.WaitGraph;
import java.util.concurrent.Semaphore;

/** The places of jobs that wait for a worker. Who waits for one is served first come, first served. */
final class WaitingPlaces implements Awaited {
    private final String queue;
    private final int capacity;
    private final Workers workers;
    private final Semaphore free;

    WaitingPlaces(String queue, int capacity, Workers workers) {
        this.queue = queue;
        this.capacity = capacity;
        this.workers = workers;
        this.free = new Semaphore(capacity, true);
    }

    /** Takes a place if there is one and nobody waits for it. */
    boolean tryTake() {
        return !free.hasQueuedThreads() && free.tryAcquire();
    }

    /** Waits for a place. */
    void take() throws InterruptedException {
        try {
            WaitGraph.begin(this, () -> free.availablePermits() > 0).ifPresent(circle -> {
                throw LoopMessages.deadlock("the work queue '" + queue + "'", circle);
            });
            free.acquire();
        } finally {
            WaitGraph.end();
        }
    }

    void free() {
        free.release();
    }

    /** The queue is closed: each that is woken frees its place for the next. */
    void wakeAll() {
        free.release();
    }

    int taken() {
        return Math.max(0, capacity - free.availablePermits());
    }

    @Override
    public Blockers blockers() {
        return workers.blockers();
    }

    @Override
    public String description() {
        return "a place in the work queue '" + queue + "'";
    }
}

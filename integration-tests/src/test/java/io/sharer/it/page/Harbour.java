package io.sharer.it.page;

import io.sharer.CallScoped;
import io.sharer.EventLoop;
import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.Pooled;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.SerialExecutor;
import io.sharer.SharedQueue;
import io.sharer.TurnDeadlockException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A busy place: ships take turns at a lock and at a quay, and borrow cranes. What goes on there is as a test wants it.
 */
@ApplicationScoped
public class Harbour {
    private static final int LONGEST_WAIT_SECONDS = 120;

    @Inject
    @SharedQueue("lock gate")
    SerialExecutor gate;

    @Inject
    @SharedQueue("quay")
    SerialExecutor quay;

    @Inject
    @SharedQueue("customs")
    SerialExecutor customs;

    @Inject
    Pool<Crane> cranes;

    @Inject
    EventLoop pilots;

    @Inject
    ResourceManager resources;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "ship");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Lease<Crane>> lent = new ArrayList<>();
    private CountDownLatch passage = new CountDownLatch(1);
    private volatile boolean traffic;

    /** Loads and unloads. */
    public static class Crane {
        /** Does nothing, for its time. */
        public void lift() {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
        }
    }

    /** There are six. */
    @Produces
    @Pooled(name = "cranes", minSize = 2, maxSize = 6, maxLease = "PT1H")
    @CallScoped
    Crane crane() {
        return new Crane();
    }

    /** A ship is in the lock, and stays there until {@link #open}. */
    synchronized void close(int waiting) throws InterruptedException {
        CountDownLatch opened = new CountDownLatch(1);
        passage = opened;
        CountDownLatch entered = new CountDownLatch(1);
        threads.execute(() -> gate.run(new Passage(() -> {
            ResourceScope berth = resources.open();
            entered.countDown();
            awaitOpening(opened);
            berth.close();
        })));
        if (!entered.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no ship came");
        }
        for (int i = 0; i < waiting; i++) {
            gate.execute(new Passage(() -> {}));
        }
        threads.execute(() -> gate.run(new Passage(() -> {})));
    }

    private static void awaitOpening(CountDownLatch opened) {
        try {
            if (!opened.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody has opened the lock");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The ships go on. */
    synchronized void open() {
        passage.countDown();
    }

    /** Two are at a crane and do not give it back. */
    synchronized void lend() {
        for (int i = 0; i < 2; i++) {
            lent.add(cranes.borrow());
        }
    }

    /** All is given back. */
    synchronized void giveBack() {
        lent.forEach(Lease::close);
        lent.clear();
    }

    /** Two ships wait for each other, and one is told so. */
    void meet() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> cross(quay, customs, both), threads);
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> cross(customs, quay, both), threads);
        if (first.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS) && second.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no deadlock was found");
        }
    }

    private static boolean cross(SerialExecutor mine, SerialExecutor yours, CyclicBarrier both) {
        try {
            return mine.call(new Crossing(yours, both));
        } catch (TurnDeadlockException found) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ships come and go, more of them at times, until it ends. */
    void trade() {
        traffic = true;
        pilots.submit(() -> "aboard").join();
        threads.execute(() -> {
            for (int i = 0; traffic; i++) {
                int rush = i % 400 < 180 ? 3 : 1;
                for (int ship = 0; ship < rush; ship++) {
                    quay.execute(new Unloading(() -> LockSupport.parkNanos(20_000_000)));
                    threads.execute(() -> cranes.<Boolean, RuntimeException>with(crane -> {
                        crane.lift();
                        return true;
                    }));
                }
                customs.execute(new Papers(() -> LockSupport.parkNanos(3_000_000)));
                LockSupport.parkNanos(45_000_000);
            }
        });
    }

    void rest() {
        traffic = false;
    }

    @PreDestroy
    void end() {
        rest();
        open();
        giveBack();
        threads.shutdownNow();
    }

    /** A ship that is at one place wants to another. */
    private record Crossing(SerialExecutor there, CyclicBarrier both) implements Callable<Boolean> {
        @Override
        public Boolean call() throws Exception {
            both.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            there.run(new Passage(() -> {}));
            return true;
        }
    }

    /** A ship goes through the lock. */
    private record Passage(Runnable way) implements Runnable {
        @Override
        public void run() {
            way.run();
        }
    }

    /** A ship is unloaded. */
    private record Unloading(Runnable work) implements Runnable {
        @Override
        public void run() {
            work.run();
        }
    }

    /** Somebody looks at the papers of a ship. */
    private record Papers(Runnable look) implements Runnable {
        @Override
        public void run() {
            look.run();
        }
    }
}

package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** A body that, once begun, goes on until the test opens the gate. */
final class Gate implements Runnable, Callable<Boolean> {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /** One that nobody has to wait at. */
    static Gate opened() {
        Gate gate = new Gate();
        gate.open();
        return gate;
    }

    @Override
    public void run() {
        entered.countDown();
        await(opened);
    }

    @Override
    public Boolean call() {
        run();
        return true;
    }

    void awaitEntered() {
        await(entered);
    }

    void open() {
        opened.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, SECONDS)) {
                throw new AssertionError("nobody came in 20 s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

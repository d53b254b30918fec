package io.sharer.pool;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** A call that tells when it has been reached and goes on when it is opened. */
final class Gate implements Callable<String> {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    @Override
    public String call() throws InterruptedException {
        reached.countDown();
        opened.await();
        return "passed";
    }

    void awaitReached() throws InterruptedException {
        reached.await();
    }

    void open() {
        opened.countDown();
    }
}

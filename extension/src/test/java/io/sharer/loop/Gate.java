package io.sharer.loop;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** A body that tells when it has been reached and goes on when it is opened. */
final class Gate implements Callable<String> {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    @Override
    public String call() throws InterruptedException {
        reached.countDown();
        opened.await();
        return "passed";
    }

    /** As {@link #call()}, and takes no notice of interrupts. */
    String callStubbornly() {
        reached.countDown();
        while (opened.getCount() != 0) {
            try {
                opened.await();
            } catch (InterruptedException e) { // on purpose
            }
        }
        return "passed";
    }

    void awaitReached() throws InterruptedException {
        reached.await();
    }

    boolean isReached() {
        return reached.getCount() == 0;
    }

    void open() {
        opened.countDown();
    }
}

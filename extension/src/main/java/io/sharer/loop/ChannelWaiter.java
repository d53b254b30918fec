package io.sharer.loop;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** A thread that waits for a channel, if it is one. */
abstract class ChannelWaiter {
    private final CountDownLatch served = new CountDownLatch(1);

    /** Lets the thread go on. It runs no code of a user. */
    final void release() {
        served.countDown();
    }

    /**
     * Waits until it is served.
     *
     * @param leave takes it out of its line; false if it has been served meanwhile
     * @throws InterruptedException if this thread was interrupted, and has left
     */
    final void await(BooleanSupplier leave) throws InterruptedException {
        try {
            served.await();
        } catch (InterruptedException e) {
            if (leave.getAsBoolean()) {
                throw e;
            }
            awaitServed();
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever has taken it out of the line is about to serve it. */
    private void awaitServed() {
        while (served.getCount() != 0) {
            try {
                served.await();
            } catch (InterruptedException again) { // the flag is set in any case
            }
        }
    }
}

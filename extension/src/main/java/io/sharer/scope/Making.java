package io.sharer.scope;

import io.sharer.waits.Awaited;
import io.sharer.waits.Blocker;
import io.sharer.waits.Blockers;
import io.sharer.waits.WaitGraph;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Something that one thread is just making, while others who need it wait. Their waits are part of the one graph of
 * waits, so a circle is found that leads over scopes, late bindings, turns and pools.
 */
final class Making implements Awaited {
    private final String what;
    private final Thread maker = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);

    /** The calling thread makes it. */
    Making(String what) {
        this.what = what;
    }

    /** Made, or failed. */
    void over() {
        over.countDown();
    }

    private boolean isOver() {
        return over.getCount() == 0;
    }

    /**
     * Waits until this is over.
     *
     * @return the circle that this wait would close, in words, at once; empty if it is over
     */
    Optional<String> await() throws InterruptedException {
        try {
            Optional<String> circle = WaitGraph.begin(this, this::isOver).filter(words -> !isOver());
            if (circle.isEmpty()) {
                over.await();
            }
            return circle;
        } finally {
            WaitGraph.end();
        }
    }

    @Override
    public Blockers blockers() {
        return new Blockers(
                true,
                List.of(Blocker.running(
                        () -> "the thread '%s', which makes %s".formatted(maker.getName(), what), maker)));
    }

    @Override
    public String description() {
        return what + ", which is being made";
    }
}

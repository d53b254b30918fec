package io.sharer.turn;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An outcome on its way to its future: told once, by whichever thread comes to it first. */
final class Settlement implements Runnable {
    private final TurnQueue queue;
    private final @Nullable CompletableFuture<?> future;
    private final Runnable action;
    private final Set<Settlement> given;
    private final long number;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final long since = System.nanoTime();

    /** Of whoever gives it: code that depends on the future expects it also on threads of our own. */
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

    /** Who gives it to the executor just now, if it must not run there. */
    private volatile @Nullable Thread giver;

    private volatile boolean leftByGiver;

    /** Whether the executor is the one that comes to it, however long that takes. */
    private volatile boolean byHand;

    /** Whether the executor will not come to it. */
    private volatile boolean refused;

    /**
     * @param future that the action completes; {@code null} if nobody has it
     * @param given has this until it is told
     * @param number grows with each that is given
     */
    Settlement(
            TurnQueue queue,
            @Nullable CompletableFuture<?> future,
            Runnable action,
            Set<Settlement> given,
            long number,
            boolean byHand,
            @Nullable Thread giver) {
        this.queue = queue.whole();
        this.future = future;
        this.action = action;
        this.given = given;
        this.number = number;
        this.byHand = byHand;
        this.giver = giver;
    }

    TurnQueue queue() {
        return queue;
    }

    /** Whether the future is completed, which what depends on it may not be. */
    boolean isTold() {
        return future == null || future.isDone();
    }

    long number() {
        return number;
    }

    @Override
    public void run() {
        if (giver == Thread.currentThread()) {
            leftByGiver = true;
        } else if (claimed.compareAndSet(false, true)) {
            try {
                action.run();
            } finally {
                given.remove(this);
            }
        }
    }

    void runOnThreadOfOurOwn() {
        Thread thread = Thread.currentThread();
        thread.setName("sharer-" + queue.config().name() + "-completions");
        thread.setContextClassLoader(loader);
        // Of the code that depended on another future.
        Thread.interrupted();
        run();
    }

    /** The giver is back from the executor; whether that would have had it run there. */
    boolean isLeftByGiver() {
        giver = null;
        return leftByGiver;
    }

    void noteRefused() {
        refused = true;
    }

    /** Nobody steps the executor any more. */
    void expectNoSteps() {
        byHand = false;
    }

    boolean isToBeLookedAfter() {
        return !claimed.get() && (refused || !byHand);
    }

    /** Whether the executor has not come to it for so long, or will not. */
    boolean isOverdue(long patienceNanos) {
        return isToBeLookedAfter() && (refused || System.nanoTime() - since >= patienceNanos);
    }
}

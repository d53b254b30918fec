package io.sharer.testkit;

import io.sharer.spi.SteppedExecutor;
import io.sharer.waits.Stalled;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An executor that runs nothing until it is told to, and then on the thread that tells it.
 *
 * <pre>{@code
 * StepExecutor steps = new StepExecutor();
 * SerialExecutor till = SerialExecutor.builder("till").executor(steps).build();
 * Future<String> sold = till.submit(() -> "sold");
 * steps.runNext();
 * }</pre>
 *
 * A queue hands over the body whose turn it is, and the next when that is done: so a step is a body. A pool hands over
 * what it makes for who waits, a work queue its jobs, a loop its blocking work; and all of them the code that depends
 * on their futures. A thread that waits for such a body, be it this one by {@code join()}, waits until another runs it.
 *
 * <p>Thread-safe; does not block.
 */
public final class StepExecutor implements SteppedExecutor {
    /** So many steps are no end. */
    private static final int MOST = 100_000;

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /** An executor that has nothing to run yet. */
    public StepExecutor() {}

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    /** {@return how many steps there are to be run now} What waits for its turn in a queue is none yet. */
    public int queued() {
        return waiting.size();
    }

    /**
     * Runs the one that came first, on this thread.
     *
     * @throws IllegalStateException if there is none
     */
    public void runNext() {
        if (!runIfAny()) {
            throw TestkitMessages.nothingToRun();
        }
    }

    /**
     * Runs all, and those that come by that.
     *
     * @return how many there were
     * @throws IllegalStateException if there is no end to them
     */
    public int runAll() {
        int steps = 0;
        while (runIfAny()) {
            steps++;
            if (steps == MOST) {
                throw TestkitMessages.noEnd(MOST);
            }
        }
        return steps;
    }

    private boolean runIfAny() {
        Runnable next = waiting.poll();
        if (next instanceof Stalled body) {
            // Run as a task, it would go on with all that are in line behind it.
            body.runHere();
        } else if (next != null) {
            next.run();
        }
        return next != null;
    }

    @Override
    public String toString() {
        return "StepExecutor[" + queued() + " queued]";
    }
}

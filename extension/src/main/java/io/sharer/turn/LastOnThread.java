package io.sharer.turn;

import io.sharer.waits.Awaited;
import io.sharer.waits.Blocker;
import io.sharer.waits.Blockers;
import io.sharer.waits.WaitGraph;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs the last body of a queue, such as {@code @PreDestroy}, on the queue's dedicated thread, and waits for it.
 *
 * <p>It runs there or nowhere: what belongs to one thread does not survive being touched by another. A thread that
 * hangs runs it when it comes back, and is not waited for.
 *
 * <p>At the end of an application its context may be gone already. Then the body has the class loader alone.
 */
final class LastOnThread implements Awaited {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final TurnQueue queue;
    private final DedicatedThread thread;
    private final RelayedCall<?> call;
    private final Callable<?> inContext;
    private final Callable<?> inClassLoader;

    /** Whether the body runs in a turn, which the waiting thread has taken and will end. */
    private final boolean inTurn;

    private LastOnThread(TurnQueue queue, DedicatedThread thread, Runnable last, boolean inTurn) {
        this.queue = queue;
        this.thread = thread;
        this.call = new RelayedCall<>(Executors.callable(last));
        this.inTurn = inTurn;
        this.inClassLoader = new ClassLoaderCarrier().carry(call);
        this.inContext = inContext();
    }

    private Callable<?> inContext() {
        try {
            return queue.config().carrier().carry(call);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The context has ended already.", e);
            return inClassLoader;
        }
    }

    static void run(TurnQueue queue, DedicatedThread thread, Runnable last, boolean inTurn) {
        if (last == Drain.NOTHING) {
            return;
        }
        new LastOnThread(queue, thread, last, inTurn).run();
    }

    private void run() {
        if (thread.isCurrent()) {
            runHere();
            rethrow();
            return;
        }
        boolean hangs = !inTurn && thread.isBusy();
        WaitGraph.announce(this, call::isDone, () -> false);
        boolean interrupted = false;
        try {
            thread.execute(this::runHere);
            if (hangs) {
                if (!queue.isClosed()) { // else it has been told
                    LOG.log(System.Logger.Level.WARNING, TurnMessages.threadHangs(queue.name(), thread.thread()));
                }
                return;
            }
            while (!call.isDone()) {
                if (Thread.interrupted()) {
                    interrupted |= !call.interrupt();
                } else {
                    LockSupport.park(this);
                }
            }
        } finally {
            WaitGraph.end();
            if (interrupted || call.leavesInterrupt()) {
                Thread.currentThread().interrupt();
            }
        }
        rethrow();
    }

    private void rethrow() {
        Throwable thrown = call.failure();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }

    /** On the dedicated thread. */
    private void runHere() {
        if (inTurn) {
            WaitingThread holder = WaitingThread.forLastTurn("the end of what '" + queue.name() + "' is for");
            queue.begin(holder);
            RunningTurn.runLast(queue, holder, this::runInContext);
        } else {
            runInContext();
        }
        call.finish();
    }

    private void runInContext() {
        try {
            inContext.call();
        } catch (Throwable thrown) { // the context's: the body's own is in the call
            LOG.log(System.Logger.Level.DEBUG, "The context has ended already.", thrown);
        }
        if (!call.hasBegun()) {
            inThisClassLoader();
        }
    }

    private void inThisClassLoader() {
        try {
            inClassLoader.call();
        } catch (Exception e) {
            throw new AssertionError(e); // the call throws nothing
        }
    }

    @Override
    public Blockers blockers() {
        @Nullable Thread its = thread.thread();
        return its == null
                ? Blockers.NONE
                : new Blockers(
                        true,
                        List.of(Blocker.running(() -> "what comes last in the queue '" + queue.name() + "'", its)));
    }

    @Override
    public String description() {
        return "the dedicated thread of the queue '" + queue.name() + "'";
    }
}

package io.sharer.cdi.loop;

import io.sharer.ChannelClosedException;
import io.sharer.EventLoop;
import io.sharer.LoopState;
import io.sharer.QueueClosedException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has a task run again and again on a loop's workers, until the loop stops. Between two times it has no thread. */
final class Repetition {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    private final EventLoop loop;
    private final BeanTask task;
    private final Duration every;

    /** Whether the task has begun this time. */
    private volatile boolean begun;

    /** That it could not begin was told, and it has not begun since. */
    private volatile boolean toldOfRefusal;

    Repetition(EventLoop loop, BeanTask task, Duration every) {
        this.loop = loop;
        this.task = task;
        this.every = every;
    }

    /** The next time begins. */
    void begin() {
        begun = false;
        CompletableFuture<?> unused = loop.blocking(() -> {
                    begun = true;
                    toldOfRefusal = false;
                    task.call();
                    return null;
                })
                .whenComplete((nothing, failure) -> ended(failure));
    }

    /** On the loop. */
    private void ended(@Nullable Throwable failure) {
        if (failure != null && !isOfTheEnd(failure)) {
            if (begun) {
                LOG.log(System.Logger.Level.ERROR, LoopCdiMessages.failed(task.name(), loop.name(), every), failure);
            } else {
                tellRefusal(failure);
            }
        }
        try {
            Future<?> next = loop.schedule(this::begin, every.toNanos(), TimeUnit.NANOSECONDS);
            if (loop.state() != LoopState.RUNNING) {
                // A loop that stops takes what it asks for itself, and would wait for that.
                next.cancel(false);
            }
        } catch (RejectedExecutionException ending) {
            LOG.log(System.Logger.Level.DEBUG, "The task {0} ends with its loop.", task.name());
        }
    }

    /** Once: a server may stop its executor a while before it ends the application. */
    private void tellRefusal(Throwable why) {
        if (!toldOfRefusal) {
            toldOfRefusal = true;
            LOG.log(System.Logger.Level.INFO, LoopCdiMessages.notBegun(task.name(), loop.name(), every, why));
        }
    }

    private boolean isOfTheEnd(Throwable failure) {
        return loop.state() != LoopState.RUNNING
                && (failure instanceof QueueClosedException
                        || failure instanceof ChannelClosedException
                        || failure instanceof InterruptedException
                        || failure instanceof CancellationException);
    }
}

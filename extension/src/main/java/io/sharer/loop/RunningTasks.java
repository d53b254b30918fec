package io.sharer.loop;

import io.sharer.ChannelClosedException;
import io.sharer.LoopBody;
import io.sharer.turn.DedicatedThread;
import io.sharer.turn.TurnTimer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The tasks of one life of a loop, each on a thread of its own. */
final class RunningTasks {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final LoopLife life;
    private final LoopConfig config;
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();

    RunningTasks(LoopLife life, LoopConfig config) {
        this.life = life;
        this.config = config;
    }

    private static Thread plainThread(Runnable whole) {
        return DedicatedThread.plainThreads(true).newThread(whole);
    }

    /** One run of a task. Told apart by identity. */
    final class Run {
        private final String name;
        private final LoopBody body;
        private final WorkState state = new WorkState();
        private volatile boolean cancelled;
        private volatile boolean over;
        private volatile @Nullable Thread thread;

        private Run(String name, LoopBody body) {
            this.name = name;
            this.body = body;
        }

        private void run(Callable<?> carried) {
            try {
                if (state.begin()) {
                    perform(carried);
                }
            } finally {
                ended();
            }
        }

        private void perform(Callable<?> carried) {
            Throwable failure = null;
            try {
                carried.call();
            } catch (Throwable thrown) { // whatever it is, the handler must be told
                failure = thrown;
            } finally {
                state.end();
            }
            boolean ofCancelling = cancelled
                    && (failure instanceof InterruptedException
                            || failure instanceof CancellationException
                            || failure instanceof ChannelClosedException);
            if (failure != null && !ofCancelling) {
                life.tellFailure(LoopMessages.taskFailed(life.name(), name), failure);
            }
        }

        private void ended() {
            over = true;
            if (runs.remove(this)) {
                life.outstanding().leave();
            }
        }

        /** Interrupts it, or keeps it from beginning; false if it was cancelled before, or is over. */
        boolean cancel() {
            if (cancelled || over) {
                return false;
            }
            cancelled = true;
            if (state.withdraw()) {
                ended();
            } else {
                state.interrupt();
            }
            return true;
        }

        boolean isOver() {
            return over;
        }

        private void start() {
            Callable<?> carried = config.carrier().carry(() -> {
                body.run();
                return null;
            });
            Runnable whole = () -> run(carried);
            Thread made = config.threads().newThread(whole);
            if (made == null) {
                startOn(plainThread(whole));
            } else {
                startOn(made);
                lookWhetherItBegins(made, whole);
            }
        }

        private void startOn(Thread made) {
            made.setName("sharer-" + life.name() + "-" + name);
            thread = made;
            made.start();
        }

        /** A container may end a thread that it has made before that comes to what it is for, and tell nobody. */
        private void lookWhetherItBegins(Thread made, Runnable whole) {
            TurnTimer timer = life.timer();
            if (!timer.isGiven() && state.isWaiting()) {
                try {
                    Future<?> ignored = timer.schedule(
                            () -> {
                                boolean comesToIt = made.isAlive();
                                if (state.isWaiting()) {
                                    startAgain(made, comesToIt, whole);
                                }
                            },
                            LOOK_AGAIN_NANOS);
                } catch (RuntimeException | Error noThread) {
                    // Nobody looks then. It has a thread, and must not be told to have failed.
                }
            }
        }

        private void startAgain(Thread made, boolean comesToIt, Runnable whole) {
            if (comesToIt) {
                lookWhetherItBegins(made, whole);
                return;
            }
            LoopLog.warning(LoopMessages.endedBeforeTask(life.name(), name));
            try {
                startOn(plainThread(whole));
            } catch (RuntimeException | Error notBegun) {
                ended();
                life.tellFailure(LoopMessages.taskFailed(life.name(), name), notBegun);
            }
        }

        /** Whether it has a thread, or had one. */
        boolean hasStarted() {
            return thread != null;
        }
    }

    /** Starts a task. What keeps it from starting is told as its failure. */
    Run start(String name, LoopBody body) {
        Run run = new Run(name, body);
        life.outstanding().enter();
        runs.add(run);
        if (!life.isOpen()) {
            run.cancel();
            return run;
        }
        try {
            run.start();
        } catch (RuntimeException | Error notBegun) {
            run.ended();
            life.tellFailure(LoopMessages.taskFailed(life.name(), name), notBegun);
        }
        return run;
    }

    /** Interrupts all. */
    void cancelAll() {
        runs.forEach(Run::cancel);
    }

    /** Interrupts all that have taken no notice so far, or have waited again. */
    void interruptAgain() {
        runs.forEach(run -> run.state.interrupt());
    }

    boolean isCurrent() {
        Thread me = Thread.currentThread();
        return runs.stream().anyMatch(run -> run.thread == me);
    }

    int running() {
        return runs.size();
    }

    /** The names of those that run, each with what its thread does. */
    List<String> descriptions() {
        return runs.stream()
                .map(run -> "the task '" + run.name + "'" + ThreadPlaces.of(run.thread))
                .toList();
    }
}

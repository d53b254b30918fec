package io.sharer.loop;

import io.sharer.LoopBody;
import io.sharer.LoopState;
import io.sharer.LoopTaskHandle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tasks that were declared on a loop, which are factories: each life of the loop runs them anew. */
final class DeclaredTasks {
    private final List<Declared> all = new CopyOnWriteArrayList<>();
    private final Supplier<LoopState> state;

    DeclaredTasks(Supplier<LoopState> state) {
        this.state = state;
    }

    /** One of them. */
    private final class Declared implements LoopTaskHandle {
        private final String name;
        private final LoopBody body;
        private final ReentrantLock lock = new ReentrantLock();

        // Guarded by the lock:
        private boolean cancelled;
        private @Nullable LoopLife startedIn;

        private volatile RunningTasks.@Nullable Run run;

        Declared(String name, LoopBody body) {
            this.name = name;
            this.body = body;
        }

        /** Starts it in that life, once. */
        void start(LoopLife life) {
            lock.lock();
            try {
                // A start that was overtaken by a stop comes with a life that is over.
                if (cancelled || startedIn == life || !life.isOpen()) {
                    return;
                }
                startedIn = life;
            } finally {
                lock.unlock();
            }
            RunningTasks.Run started = life.tasks().start(name, body);
            boolean unwanted;
            lock.lock();
            try {
                if (startedIn == life) {
                    run = started;
                }
                unwanted = cancelled;
            } finally {
                lock.unlock();
            }
            if (unwanted) {
                started.cancel();
            }
        }

        boolean hasStarted() {
            RunningTasks.Run running = run;
            return running != null && running.hasStarted();
        }

        @Override
        public boolean cancel() {
            RunningTasks.Run running;
            boolean begun;
            lock.lock();
            try {
                if (cancelled) {
                    return false;
                }
                cancelled = true;
                running = run;
                begun = startedIn != null;
            } finally {
                lock.unlock();
            }
            all.remove(this);
            return !begun || running == null || running.cancel();
        }

        @Override
        public boolean isDone() {
            RunningTasks.Run running = run;
            LoopState now = state.get();
            if (running != null && !running.isOver()) {
                return false;
            }
            lock.lock();
            try {
                return cancelled || now == LoopState.STOPPED || (running != null && now != LoopState.NEW);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Remembers a task. It does not start by itself. */
    LoopTaskHandle declare(String name, LoopBody body) {
        Declared task = new Declared(name, body);
        all.add(task);
        return task;
    }

    /** Whether one that was declared here has been started since. */
    static boolean hasStarted(LoopTaskHandle task) {
        return ((Declared) task).hasStarted();
    }

    /** Starts those that have not been started in this life. */
    void startAll(LoopLife life) {
        all.forEach(task -> task.start(life));
    }
}

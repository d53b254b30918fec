package io.sharer.loop;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stops a loop when the program is told to end, if that is wanted: a shutdown hook, as long as the loop runs. */
final class ExitHook {
    private final String loop;
    private final @Nullable Duration deadline;
    private final Consumer<Duration> stop;
    private volatile @Nullable Thread hook;

    ExitHook(LoopConfig config, Consumer<Duration> stop) {
        this.loop = config.name();
        this.deadline = config.exitDeadline();
        this.stop = stop;
    }

    void add() {
        Duration time = deadline;
        if (time == null) {
            return;
        }
        Thread thread = new Thread(null, () -> stop.accept(time), "sharer-" + loop + "-exit", 0, false);
        // The loop is all it needs.
        thread.setContextClassLoader(null);
        try {
            Runtime.getRuntime().addShutdownHook(thread);
            hook = thread;
        } catch (IllegalStateException ending) {
            // The program is ending already.
            hook = null;
        }
    }

    /** The hook, while there is one. */
    @Nullable Thread thread() {
        return hook;
    }

    void remove() {
        Thread thread = hook;
        hook = null;
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException ending) {
            // The hook runs, or is about to; it finds the loop stopped.
            hook = null;
        }
    }
}

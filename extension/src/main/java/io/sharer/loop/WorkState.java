package io.sharer.loop;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where one piece of work stands: it runs once or is withdrawn, and an interrupt that is meant for it reaches nothing
 * else.
 *
 * <pre>
 *   WAITING --begin--&gt; RUNNING --interrupt--&gt; INTERRUPTING --&gt; INTERRUPTED
 *      |                  |                                        |
 *      +--withdraw--&gt;  OVER  &lt;--end--------------------------------+
 * </pre>
 *
 * Who wins the compare-and-set goes on with it. {@code end} waits while the interrupt is just being set.
 */
final class WorkState {
    private static final int WAITING = 0;
    private static final int RUNNING = 1;
    private static final int INTERRUPTING = 2;
    private static final int INTERRUPTED = 3;
    private static final int OVER = 4;

    private final AtomicInteger state = new AtomicInteger(WAITING);
    private volatile @Nullable Thread runner;

    /** Claims the work for the calling thread; false if it was withdrawn, or begun before. */
    boolean begin() {
        // Before it is claimed, so that whoever sees it running finds whom to interrupt.
        runner = Thread.currentThread();
        if (state.compareAndSet(WAITING, RUNNING)) {
            return true;
        }
        runner = null;
        return false;
    }

    /** The work will never run; false if it has begun, or was withdrawn before. */
    boolean withdraw() {
        return state.compareAndSet(WAITING, OVER);
    }

    /**
     * Called by the thread that has run it: no interrupt that was meant for it comes any more, and none stays behind.
     * One that was meant for the thread, or for work around this, does.
     *
     * @return whether it was interrupted and has taken no notice
     */
    boolean end() {
        runner = null;
        boolean untouched = state.compareAndSet(RUNNING, OVER);
        while (!untouched && !state.compareAndSet(INTERRUPTED, OVER)) {
            Thread.onSpinWait();
        }
        return !untouched && Thread.interrupted();
    }

    /** Interrupts the thread that runs it, if one does. */
    void interrupt() {
        Thread thread = runner;
        if (thread != null
                && (state.compareAndSet(RUNNING, INTERRUPTING) || state.compareAndSet(INTERRUPTED, INTERRUPTING))) {
            try {
                thread.interrupt();
            } finally {
                state.set(INTERRUPTED);
            }
        }
    }

    boolean isWaiting() {
        return state.get() == WAITING;
    }

    boolean isRunning() {
        int now = state.get();
        return now != WAITING && now != OVER;
    }

    /** The thread that runs it, as far as can be seen. */
    @Nullable Thread runner() {
        return runner;
    }
}

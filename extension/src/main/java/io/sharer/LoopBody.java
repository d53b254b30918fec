package io.sharer;

/**
 * What a task of an {@link EventLoop} does, on a thread of its own, so that it may block.
 *
 * <p>It ends when it returns. When the loop stops, or the task is cancelled, its thread is interrupted: it cleans up
 * and returns, or throws the {@link InterruptedException}.
 */
@FunctionalInterface
public interface LoopBody {
    /**
     * Runs the task once, from the start of the loop, or of the task, to its end.
     *
     * @throws Exception whatever went wrong; it reaches the loop's failure handler and the log
     */
    void run() throws Exception;
}

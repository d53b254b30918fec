package io.sharer.spi;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Follows calls through queues, for distributed tracing: the wait for a turn, and the body in it.
 *
 * <p>Implementations are thread-safe, never block, and throw nothing of their own.
 */
public interface TurnTracer {
    /**
     * Takes the turn for a body, and follows both.
     *
     * @param queue the queue's name
     * @param method what is called
     * @param body to be run in the turn, on whatever thread
     * @param turn takes the turn for the body that it is given, once
     * @return what the turn has returned
     * @throws Exception what it has thrown, as it is
     */
    @Nullable Object follow(String queue, String method, Callable<@Nullable Object> body, Taking turn) throws Exception;

    /** How a turn is taken for a body. */
    @FunctionalInterface
    interface Taking {
        /**
         * Runs the body in its turn, or has it run later and returns its future.
         *
         * @param body what is to run
         * @return what it returns, or its future
         * @throws Exception what the body throws
         */
        @Nullable Object forBody(Callable<@Nullable Object> body) throws Exception;
    }
}

package io.sharer.spi;

import java.util.concurrent.Executor;

/**
 * An executor whose tasks run when somebody says so, and no sooner: a test's. What an executor does not come to for a
 * while Sharer runs on threads of its own, because its threads may wait for each other; for one of these it does not.
 */
public interface SteppedExecutor extends Executor {}

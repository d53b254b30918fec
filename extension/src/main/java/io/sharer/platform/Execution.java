package io.sharer.platform;

import io.sharer.spi.ContextCarrier;
import java.util.concurrent.Executor;

/**
 * How bodies are run away from their caller's thread.
 *
 * @param executor runs them
 * @param carrier takes the caller's context along
 */
public record Execution(Executor executor, ContextCarrier carrier) {}

/**
 * The optional parts of the platform, each met by presence: where one is absent nothing of it is loaded.
 *
 * <ul>
 *   <li>Jakarta Concurrency: queued bodies run on the container's {@code ManagedExecutorService}, with the context that
 *       its {@code ContextService} captured ({@code ManagedExecution}), and a queue can be had as such an executor
 *       ({@code QueueAsManagedExecutor}, whose stages are {@code QueueStage}s). Dedicated threads come from its
 *       {@code ManagedThreadFactory} ({@code ManagedThreads}).
 *   <li>Jakarta Transactions: {@code ServerTransactions} tells of the caller's, {@code OwnTransactions} leaves none of
 *       a body behind.
 *   <li>MicroProfile Config: {@code MicroProfileSource} reads what is configured, by the application's class loader.
 * </ul>
 *
 * What is outside and wants to know what queues and pools do is a {@code View}, made by {@code Views}: one package for
 * each of {@linkplain io.sharer.platform.jmx JMX}, {@linkplain io.sharer.platform.telemetry metrics and spans}, and
 * {@linkplain io.sharer.platform.health health}. {@code ApplicationName} is what it knows the application by.
 *
 * <p>Those of Jakarta are looked up in JNDI at the first call that needs them, for none is there while an extension
 * starts, and injection of them works on few servers.
 */
@NullMarked
package io.sharer.platform;

import org.jspecify.annotations.NullMarked;

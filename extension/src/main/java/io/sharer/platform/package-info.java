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
 * Those of Jakarta are looked up in JNDI at the first call that needs them, for none is there while an extension
 * starts, and injection of them works on few servers.
 */
@NullMarked
package io.sharer.platform;

import org.jspecify.annotations.NullMarked;

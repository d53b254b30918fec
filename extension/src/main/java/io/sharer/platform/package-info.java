/**
 * The optional parts of the platform, each met by presence: where one is absent nothing of it is loaded.
 *
 * <p>So far Jakarta Concurrency: queued bodies run on the container's {@code ManagedExecutorService}, with the context
 * that its {@code ContextService} captured. Both are looked up in JNDI at the first asynchronous call, for neither is
 * there while an extension starts, and injection of them works on few servers.
 *
 * <p>And Jakarta Transactions, as far as to tell whether a thread is in a transaction.
 */
@NullMarked
package io.sharer.platform;

import org.jspecify.annotations.NullMarked;

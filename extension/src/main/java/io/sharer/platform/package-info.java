/**
 * The optional parts of the platform, each met by presence: where one is absent nothing of it is loaded.
 *
 * <p>So far Jakarta Concurrency: queued bodies run on the container's {@code ManagedExecutorService}, with the context
 * that its {@code ContextService} captured, and dedicated threads come from its {@code ManagedThreadFactory}. They are
 * looked up in JNDI when they are first needed, for none is there while an extension starts, and injection of them
 * works on few servers.
 */
@NullMarked
package io.sharer.platform;

import org.jspecify.annotations.NullMarked;

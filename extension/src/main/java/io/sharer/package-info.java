/**
 * All that users of Sharer touch: the annotations, {@link io.sharer.SerialExecutor}, {@link io.sharer.Pool}, their
 * statistics and exceptions.
 *
 * <p><b>Turn.</b> Callers of one resource take turns in a queue. {@link io.sharer.Shared} on a CDI bean does it for the
 * bean's methods; a {@link io.sharer.SerialExecutor} does it for any code, with or without a container.
 *
 * <p><b>Pool.</b> Expensive objects are lent to one borrower at a time and taken back. A {@link io.sharer.Pool} does it
 * for any code, {@link io.sharer.Pooled} on a CDI producer or bean class by the scope of the bean;
 * {@link io.sharer.CallScoped} and {@link io.sharer.ThreadScoped} are scopes for it.
 *
 * <p>Nothing in this package works by itself, and nothing in it depends on the packages below it; the exceptions are
 * {@link io.sharer.SerialExecutor#builder(String)} and {@link io.sharer.Pool#builder}, which open the engines to plain
 * Java, {@link io.sharer.Turn#current()}, and {@link io.sharer.ThreadScope#release()}.
 */
@NullMarked
package io.sharer;

import org.jspecify.annotations.NullMarked;

/**
 * All that users of Sharer touch: the annotations, {@link io.sharer.SerialExecutor}, its statistics and its exceptions.
 *
 * <p><b>Turn.</b> Callers of one resource take turns in a queue. {@link io.sharer.Shared} on a CDI bean does it for the
 * bean's methods; a {@link io.sharer.SerialExecutor} does it for any code, with or without a container.
 *
 * <p>Nothing in this package works by itself, and nothing in it depends on the packages below it; the one exception is
 * {@link io.sharer.SerialExecutor#builder(String)}, which opens the engine to plain Java.
 */
@NullMarked
package io.sharer;

import org.jspecify.annotations.NullMarked;

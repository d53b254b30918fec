/**
 * What integrators implement: the {@link io.sharer.spi.ContextCarrier}, which takes a caller's context along to the
 * thread that runs its body, {@link io.sharer.spi.Transactions}, which tell of the caller's transaction, and the
 * {@link io.sharer.spi.EventObserver}, which is told of rare things.
 */
@NullMarked
package io.sharer.spi;

import org.jspecify.annotations.NullMarked;

/**
 * What integrators implement: the {@link io.sharer.spi.ContextCarrier}, which takes a caller's context along to the
 * thread that runs its body, {@link io.sharer.spi.Transactions}, which tell of the caller's transaction, and the
 * {@link io.sharer.spi.EventObserver}, which is told of rare things. {@link io.sharer.spi.ConsoleSettings} say to whom
 * one who shows the application to people may show it.
 */
@NullMarked
package io.sharer.spi;

import org.jspecify.annotations.NullMarked;

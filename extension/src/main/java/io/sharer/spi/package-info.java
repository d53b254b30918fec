/**
 * What integrators implement: so far the {@link io.sharer.spi.ContextCarrier}, which takes a caller's context along to
 * the thread that runs its body.
 */
@NullMarked
package io.sharer.spi;

import org.jspecify.annotations.NullMarked;

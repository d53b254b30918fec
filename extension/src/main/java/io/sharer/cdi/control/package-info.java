/**
 * Lets whoever runs the application do something about its queues and pools.
 *
 * <ul>
 *   <li>{@code ApplicationControl} takes the names that {@link io.sharer.SharerRegistry} tells, and hands each wish to
 *       the extension that has what it is about. It refuses names that there are not, and asks nobody who wishes.
 *   <li>{@code ControlExtension} adds it to the beans, and {@link io.sharer.spi.ConsoleSettings}, which say who may see
 *       and do what where that is offered to people.
 * </ul>
 *
 * Arrows lead from here to the other extensions and never back, as from {@link io.sharer.cdi.observe}.
 */
@NullMarked
package io.sharer.cdi.control;

import org.jspecify.annotations.NullMarked;

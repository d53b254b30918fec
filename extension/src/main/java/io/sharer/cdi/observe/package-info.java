/**
 * Shows what Sharer does in an application: joins what queues, pools, scopes and loops tell to those who want to know.
 *
 * <ul>
 *   <li>{@code ApplicationRegistry} is the one place that all is read from. It asks the other extensions, each of which
 *       knows its own part, whenever it is asked itself.
 *   <li>{@code EventDelivery} is told of rare things by the engines, and tells the application's observers of them, on
 *       another thread and outside any turn.
 *   <li>{@code Views} are those to whom the registry is shown as long as the application runs, such as JMX and metrics:
 *       {@link io.sharer.platform} knows them, each where it is present.
 *   <li>{@code ObserveSettings} say, as it is configured, which of them there are.
 *   <li>{@code ObserveExtension} hears the container's events and hands each to the one who answers it.
 * </ul>
 *
 * Arrows lead from here to the other extensions and never back: queues and pools work without being looked at.
 */
@NullMarked
package io.sharer.cdi.observe;

import org.jspecify.annotations.NullMarked;

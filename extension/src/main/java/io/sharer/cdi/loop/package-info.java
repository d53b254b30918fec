/**
 * Joins CDI to event loops.
 *
 * <ul>
 *   <li>{@code LoopExtension} hears the container's events. {@code LoopTasks} collect the {@code @LoopTask} methods of
 *       beans, each a {@code BeanTask}, and tell which cannot be run.
 *   <li>{@code ApplicationLoops} are the loops of one application, by name. Each is made when it is first asked for and
 *       runs with the container's threads; those that have tasks start with the application.
 *   <li>{@code Repetition} has a task run again and again. {@code InjectedLoop} is a loop as beans have it;
 *       {@code OfName} keeps those with a name apart from the one without.
 * </ul>
 *
 * <p>Loops end before queues and pools, so that what their tasks still do finds those alive.
 */
@NullMarked
package io.sharer.cdi.loop;

import org.jspecify.annotations.NullMarked;

/**
 * Turns on a container of CDI Lite, which runs no portable extension.
 *
 * <ul>
 *   <li>{@code LiteExtension} is a build compatible extension: it finds the classes with {@code @Shared}
 *       ({@code SharedPresence}), hands them to the rules that hold everywhere, and binds the interceptor. What a rule
 *       reads is a {@code ReflectedType}; {@code LiteMembers} and {@code LitePlaces} look at what is not loaded.
 *   <li>{@code LiteTurns} are the application's queues when it runs, made by {@code LiteTurnsBean} of the classes that
 *       were found, and drained and closed by {@code LiteLife}. {@code NamedQueueBean} makes what is injected by name.
 *   <li>{@code InTurnsInterceptor} makes the queue of an instance and leads the instance's beginning, calls and end to
 *       it. {@code BeansInCreation} tells an injected {@code SerialExecutor} which instance it is for.
 * </ul>
 *
 * A container that runs portable extensions leaves all of this out, but for {@code ForgettingExtension}, which is one:
 * it clears up what Weld keeps of an application because there is a {@code LiteExtension} to leave out.
 */
@NullMarked
package io.sharer.cdi.lite;

import org.jspecify.annotations.NullMarked;

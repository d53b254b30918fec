/**
 * All that users of Sharer touch: the annotations, the interfaces that work without a container, statistics and
 * exceptions.
 *
 * <p><b>Turn.</b> Callers of one resource take turns in a queue. {@link io.sharer.Shared} on a CDI bean does it for the
 * bean's methods; a {@link io.sharer.SerialExecutor} does it for any code, with or without a container.
 *
 * <p><b>Pool.</b> Expensive objects are lent to one borrower at a time and taken back. A {@link io.sharer.Pool} does it
 * for any code, {@link io.sharer.Pooled} on a CDI producer or bean class by the scope of the bean;
 * {@link io.sharer.CallScoped} and {@link io.sharer.ThreadScoped} are scopes for it.
 *
 * <p><b>Scope.</b> What a stretch of work acquires is released at its end. {@link io.sharer.ResourceManager} opens such
 * scopes, and {@link io.sharer.ManagedResources} on a CDI bean for its methods; {@link io.sharer.ResourceTemplate}s and
 * {@link io.sharer.ResourceScoped} beans live in them. {@link io.sharer.Late} objects are bound when they are there.
 *
 * <p><b>Loop.</b> An {@link io.sharer.EventLoop} runs bodies from everywhere on one thread, and what blocks beside it;
 * a {@link io.sharer.Channel} leads from threads to it and back.
 *
 * <p><b>Sight.</b> A {@link io.sharer.SharerRegistry} tells of everything in an application, and a
 * {@link io.sharer.SharerEvent} of what is rare; by {@link io.sharer.SharerControl} whoever runs it can do something.
 *
 * <p><b>Time.</b> What is built without a container may be given a {@link io.sharer.TimeSource}.
 *
 * <p>Nothing in this package works by itself, and nothing in it depends on the packages below it; the exceptions are
 * the static factories {@link io.sharer.SerialExecutor#builder(String)}, {@link io.sharer.Pool#builder},
 * {@link io.sharer.EventLoop#named(String)}, {@link io.sharer.ResourceManager#create()}, those of
 * {@link io.sharer.ResourceTemplate} and {@link io.sharer.LateBinding#create(Class)}, which open the engines to plain
 * Java, {@link io.sharer.Turn#current()}, which asks one, and {@link io.sharer.ThreadScope#release()}.
 */
@NullMarked
package io.sharer;

import org.jspecify.annotations.NullMarked;

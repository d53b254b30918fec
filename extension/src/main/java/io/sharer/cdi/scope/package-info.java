/**
 * Joins CDI to resource scopes.
 *
 * <ul>
 *   <li>{@code ScopeExtension} hears the container's events, has the application's one {@code ScopeManager}, and ends
 *       what is open with the application: after the queues have been drained, while all beans are alive.
 *   <li>{@code ResourceContext} is an ordinary context of a normal scope, whose instances are held by the resource
 *       scope that is open in the caller's context, in one order with the resources of templates. So whatever producer
 *       is {@code @ResourceScoped} has its product disposed of at the end of that scope.
 *   <li>{@code ManagedResourcesInterceptor} passes calls to {@code ManagedCalls}, which run them in scopes;
 *       {@code ManagedFuture} is what the caller of an asynchronous one gets, {@code EagerBeans} are what a scope has
 *       from its beginning. {@code ManagedMethods} tell at deployment what cannot work.
 * </ul>
 *
 * That a scope goes along to asynchronous {@code @Shared} bodies, and waits for them, is the business of the package
 * above, which has the queues.
 */
@NullMarked
package io.sharer.cdi.scope;

import org.jspecify.annotations.NullMarked;

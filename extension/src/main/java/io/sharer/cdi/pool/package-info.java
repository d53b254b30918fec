/**
 * Joins pools to CDI: what is {@code @Pooled} is lent by the scope of its bean.
 *
 * <p><b>What a context has.</b> A context is told when a call begins, and neither when it ends nor what it throws. So
 * it never has a pooled object, but a wrapper that passes calls on, and tells the pool of each: a proxy of the JDK's
 * for an interface ({@code InterfaceWrapper}), an instance of a generated subclass for a class ({@code ClassWrapper},
 * {@code ForwarderBytes}). A wrapper is made without running a constructor, and is no object of the pool. Behind it
 * stands a {@code Loan}, which says which object a call reaches:
 *
 * <table>
 * <caption>Kinds of holding</caption>
 * <tr><th>{@code Holding}</th><th>scope</th><th>the loan</th></tr>
 * <tr><td>{@code PER_CALL}</td><td>{@code @CallScoped}</td><td>{@code CallLoan}: one for each call; one wrapper serves
 * the application</td></tr>
 * <tr><td>{@code PER_UNIT}</td><td>{@code @RequestScoped}, {@code @TransactionScoped}</td><td>{@code HeldLoan}: from the
 * first call to the end of the scope; what is discarded is not replaced, for the work done with it is lost</td></tr>
 * <tr><td>{@code LONG}</td><td>all others, and {@code @Dependent} interfaces</td><td>{@code HeldLoan}: the same, but what
 * is discarded is replaced</td></tr>
 * <tr><td>{@code BARE}</td><td>{@code @Dependent} classes</td><td>the object itself, without a wrapper</td></tr>
 * </table>
 *
 * <p><b>Invariants.</b> An object that a call is at work on is given to nobody else: a {@code HeldLoan} whose scope
 * ends gives it back when its last call returns. {@code equals}, {@code hashCode} and {@code toString} of a wrapper
 * reach no loan. An object is made and ended by what the container would have made and ended it with
 * ({@code ObjectSource}), with a creational context of its own ({@code PooledObjects}).
 *
 * <p><b>Who does what.</b>
 *
 * <ul>
 *   <li>{@code PoolExtension} hears the container's events. {@code PooledPlaces} collects what is annotated and is
 *       wrong with it, {@code PoolRules} check one {@code PooledPlace} and make a {@code PoolDefinition} of it;
 *       {@code Proxyability}, {@code UnforwardedMembers}, {@code Disposers} and {@code Scopes} answer their questions.
 *   <li>{@code LendingProducer} and {@code LendingInjectionTarget} stand where the container asks for instances, and
 *       lend. What they replace is the pool's {@code ObjectSource}; {@code Closing} says how it ends.
 *   <li>{@code OpenPool} is a pool while the application runs, with all that scopes have of it;
 *       {@code ApplicationPools} are all of them, and {@code PoolRuntime} is what they run with. {@code InjectedPool}
 *       is how beans get one, {@code HookBean} is who hears of it.
 *   <li>{@code CallContext} and {@code ThreadContext} are the contexts of our scopes. What a thread has in a request is
 *       with the bean {@code RequestThreads}, and ends with that.
 *   <li>{@code StartedExecutor} runs what no borrower does, in the context that the application was started in.
 * </ul>
 *
 * <p><b>The end.</b> Before the application context is destroyed queues are drained; they may use what is pooled. After
 * all who observe that event, pools are closed, the last used first: objects end while the beans are alive that made
 * them. What is held bare cannot be taken back, and is closed when its holder ends; what nobody ends is closed last.
 *
 * <p>Everything is kept per application, in the extension's instance. The one static field, of {@code ThreadContext},
 * has the applications that run, so that a thread can let go in all of them.
 */
@NullMarked
package io.sharer.cdi.pool;

import org.jspecify.annotations.NullMarked;

/**
 * How long something is kept: resource scopes and what is acquired in them, and objects that are bound late.
 *
 * <h2>Promises</h2>
 *
 * <ul>
 *   <li>A scope has one of each resource, acquired by the first who asks, and releases all of them in the reverse order
 *       of their acquisition, whatever fails.
 *   <li>What fails while it is acquired leaves nothing behind, neither a resource nor an open scope.
 *   <li>A scope that is joined ends with the last who leaves it, and waits for the code that it went along to.
 *   <li>Who could only wait for itself is told so, and does not hang.
 *   <li>No code of a user runs under a lock of this package, and nothing stays on a thread.
 * </ul>
 *
 * <h2>Where what happens</h2>
 *
 * <ul>
 *   <li>{@code ScopeManager} opens scopes; {@code ScopeHandle} is what each has who opened or joined one.
 *   <li>{@code Contexts} know by {@code Binding}s which scope each thread is in. {@code ScopeCarrier} takes it along to
 *       queued bodies.
 *   <li>{@code OpenScope} knows who is in it, and ends. {@code CodeAlong} is the code that it went along to, and says
 *       who releases after that. {@code Holdings} are what it {@code Held}: each is an {@code Acquisition}, such as the
 *       {@code Pair} of functions of a {@code Template}. {@code Failures} of several releases become one exception.
 *   <li>{@code OutsideHoldings} are what threads have acquired outside any scope; {@code OutsidePolicies} say, for each
 *       application by its class loaders, what becomes of that, and whom to tell of deadlocks.
 *   <li>{@code LateHolder} has what is bound late, {@code LateProxy} passes calls on to it.
 *   <li>{@code Making} is what one thread makes while others wait, for scopes and late bindings alike. These waits are
 *       part of {@link io.sharer.waits}, so circles are found, be they over turns and pools as well.
 *   <li>{@code Resources} and {@code LateBindings} open it all to users and to the CDI packages.
 * </ul>
 *
 * <h2>The states of a scope</h2>
 *
 * <pre>
 *            the last one leaves                 the code that it went along to is done,
 *   OPEN -------------------------&gt; ENDING       or 30 seconds are over
 *    ^  \                             |  -----------------------------------------------&gt; RELEASING ---&gt; ENDED
 *    +--+  others join and leave      |  who closes waits for that; if that could only
 *                                     |  wait for itself, the last of the code releases
 * </pre>
 *
 * <ul>
 *   <li>OPEN: things are acquired, others join.
 *   <li>ENDING: nobody joins; the code that the scope went along to still acquires things. The 30 seconds are for a
 *       thread that is kept waiting; where nobody is, the code has all the time that it takes.
 *   <li>RELEASING: nothing is acquired, and such code that comes only now is refused. What is still there can be had,
 *       by the releases of others above all.
 * </ul>
 *
 * <h2>Who may touch what</h2>
 *
 * <table>
 *   <caption>Fields and their guards</caption>
 *   <tr><th>field</th><th>read and written by</th></tr>
 *   <tr><td>which scope a thread is in</td><td>that thread; taken away by whoever ends it there</td></tr>
 *   <tr><td>who is in a scope</td><td>who has the scope's lock</td></tr>
 *   <tr><td>what it waits for, and who releases</td><td>who has the lock of its {@code CodeAlong}</td></tr>
 *   <tr><td>what it holds</td><td>who has the lock of its holdings; what is taken out is its taker's to release</td></tr>
 *   <tr><td>what a thread holds outside</td><td>that thread, and anybody once it is dead</td></tr>
 *   <tr><td>what is bound late</td><td>read by all; written under the holder's lock</td></tr>
 * </table>
 *
 * <h2>What it does not do</h2>
 *
 * A scope does not follow functions that are attached to a stage, nor tasks of other executors. It is closed by hand,
 * by {@code @ManagedResources}, or with the application; {@code purge} is a net for what dead threads have left, and
 * says so in the log.
 */
@NullMarked
package io.sharer.scope;

import org.jspecify.annotations.NullMarked;

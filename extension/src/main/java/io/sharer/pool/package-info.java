/**
 * What is lent: the pool, in plain Java.
 *
 * <h2>Promises</h2>
 *
 * <ul>
 *   <li>An object has one borrower at a time. Each loan happens-before the next.
 *   <li>{@code created - closed == live <= maxSize} at every instant: a place is taken before its object is made, and
 *       free only after that has been closed. After a change to a smaller size {@code live} may be larger until enough
 *       has come back, and never grows meanwhile.
 *   <li>A lease is the token of one loan. It ends once, whoever ends it; a late or foreign one touches nobody else's.
 *   <li>Who waits is served first come, first served. A thread that waits may be overtaken by those that run, in the
 *       first millisecond of its waiting; from then on, and for futures always, it is strict hand-over.
 *   <li>An uncontended loan is two compare-and-sets and one allocation: no lock, no thread-local and, unless an option
 *       asks for it, no clock.
 *   <li>No code of a user runs under a lock, nor on the housekeeper's thread. What it throws harms nobody else.
 * </ul>
 *
 * <h2>Where what happens</h2>
 *
 * <ul>
 *   <li>{@code ObjectPool}: lends what is idle, and takes it back. {@code Slot}, {@code Item}, {@code PooledLease}: a
 *       place, an object, a loan. {@code TrackedLease}: a loan whose time is looked after, and the calls in it.
 *   <li>{@code Stock}: finds an idle object, the one that was given back last if nobody interferes ({@code Recency};
 *       who interferes is kept apart by {@code Meetings}), or a free place ({@code Places}).
 *   <li>{@code Borrowing}: everything else that happens to a borrower. {@code WaitingLine} is the line in which
 *       {@code BorrowingThread}s and {@code BorrowingFuture}s stand; {@code LeaseWait} and {@code Loans} tell the wait
 *       graph, and messages, who has what. {@code SecondBorrows}: a thread that would have to wait for its second
 *       object.
 *   <li>{@code Supply}: what is given back or made goes to whoever waits, becomes idle, or is closed.
 *       {@code Lifecycle}: the calls of the factory, of hooks and of close. {@code DiscardRule}: what exceptions mean.
 *   <li>{@code Housekeeper}: one scheduled task for all pools. {@code Upkeep} is one pool's part of it: long loans, and
 *       what it has the executor do, {@code Sweep} for idle objects and {@code Refill} for the minimum.
 *   <li>{@code RecordedLease}: a loan that the flight recorder is told of.
 *   <li>{@code PoolEnd}: the end.
 * </ul>
 *
 * <h2>The states of a slot</h2>
 *
 * One number, the <em>state</em>, whose last digits say of which kind it is. Each change of it is one compare-and-set,
 * or a write by who has the slot.
 *
 * <pre>
 *             place taken           made, for a borrower
 *   EMPTY ----------------&gt; MAKING ----------------------+
 *      ^                      |  made, for whoever comes |
 *      |                      v                          v
 *      |                    IDLE  -----  lent  -----&gt;  LENT
 *      |                     | ^                       | |    |
 *      |              checked| |  healthy    given back| |    | discarded, killed, not healthy, hook failed
 *      |                     v |                       v |    |
 *      |                   CHECKED              RETURNED |    |     (RETURNED only where something is done on return)
 *      |                     | idle, old       |  worn   |    |
 *      |                     v not healthy     v         |    v
 *      +----- closed --------- CLOSED &lt;------------------+----
 * </pre>
 *
 * <ul>
 *   <li>With each change the number grows, so no state comes twice, and no compare-and-set can take one loan for
 *       another. A lease knows the state of its loan: {@link io.sharer.Lease#isValid()} is {@code state == loan}.
 *   <li>Who has changed the state to anything but {@code EMPTY} and {@code IDLE} has the slot: nobody else writes
 *       there. The exception is a loan, which the housekeeper may kill; so all go from it by compare-and-set.
 *   <li>The object is written by who has the slot, before the state that tells of it. Who reads a state, then the
 *       object, and then succeeds in changing just that state, has read the object that belongs to it: a later one
 *       would have been written after a change in between.
 *   <li>Who has borrowed is written after the loan has begun, together with its state. Who reads it compares both: so
 *       it is the borrower of that very loan, or nobody as long as that is not told.
 * </ul>
 *
 * <h2>Who waits is never forgotten</h2>
 *
 * An object that is given back becomes idle without a look at the line's lock; only {@code attention} is read, which
 * counts those who wait. The two sides of Dekker's argument, in which all four steps are volatile, or compare-and-sets,
 * and so are seen in one order by all:
 *
 * <pre>
 *   who gives back:  1. the slot becomes idle        who waits:  1. attention is raised
 *                    2. attention is read                        2. all slots, and the places, are looked at
 * </pre>
 *
 * If the first reads 0, then 1 of the second comes after that, and its 2 finds the idle slot. Otherwise the first takes
 * the lock and hands that slot to whoever stands in front then. If somebody has taken it meanwhile, who came before the
 * waiter, that one gives it back and does the same. Places are freed, and flags raised, in the same way; and what is
 * checked or made ends as what is given back.
 *
 * <p>While a thread is first that may be overtaken, what is given back stays idle, and that thread is roused: it is
 * woken to look, unless it was and has not looked since. Again all steps are seen in one order:
 *
 * <pre>
 *   who gives back:  1. the slot becomes idle              who is first:     1. is calm
 *                    2. is the first roused? else rouse it                   2. all slots are looked at
 *                    3. is it the first still?             who removes it:   1. another one is the first
 *                       else 2. with that one                                2. was it roused? then as above, for that one
 * </pre>
 *
 * If it was roused at 2, the look is still to come, and finds the slot: a thread asks whether it is roused right before
 * each time it parks, for the wake-up alone may have been spent on a wait for a lock. If it was removed meanwhile,
 * either 3 sees the next one, or who removes it sees that it was roused. Who becomes the first by joining looks anyway.
 * If nobody may be overtaken at 2, the slot is handed over as before.
 *
 * <p>A waiter has one outcome, written under the lock: a lease, a place to make an object in, or a failure. Who leaves
 * takes the lock too: either it is still in line, or it has an outcome, which it uses or gives back.
 *
 * <h2>Who may touch what</h2>
 *
 * <table>
 *   <caption>Fields and their guards</caption>
 *   <tr><th>field</th><th>read by</th><th>written by</th></tr>
 *   <tr><td>a slot's state</td><td>all</td><td>by compare-and-set; who has the slot may write</td></tr>
 *   <tr><td>a slot's object, number of loans, borrower and tracked lease; an item's notes</td><td>all, racily</td><td>who has the slot</td></tr>
 *   <tr><td>which loan of a slot was handed on</td><td>all, racily</td><td>all who use the lease, racily</td></tr>
 *   <tr><td>hints of what came back last, notes of who has met others</td><td colspan="2">all, racily</td></tr>
 *   <tr><td>who is first, if it is a thread</td><td>all</td><td>who has the line's lock</td></tr>
 *   <tr><td>whether that is roused</td><td>all</td><td>to {@code true} by all; to {@code false} by itself, under the lock</td></tr>
 *   <tr><td>the counts of places</td><td>all</td><td>all, by compare-and-set</td></tr>
 *   <tr><td>attention</td><td>all</td><td>who has the line's lock</td></tr>
 *   <tr><td>the line</td><td colspan="2">who has the line's lock</td></tr>
 * </table>
 *
 * <h2>What it does not do</h2>
 *
 * It does not see whether a borrower goes on with an object after its lease has ended: a proxy that brackets calls by
 * {@link io.sharer.pool.PooledLease#enter()} does. Nor does it know where a lease is that was handed to another thread
 * which has not used it: see {@code docs/decisions/0021}.
 */
@NullMarked
package io.sharer.pool;

import org.jspecify.annotations.NullMarked;

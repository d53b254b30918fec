/**
 * What loans cost, beside other pools.
 *
 * <ul>
 *   <li>{@code PoolLoans}: threads that borrow and give back. 32 of them are more than there are objects, so that some
 *       wait.
 *   <li>{@code VirtualThreadLoans}: a thousand virtual threads that do.
 *   <li>{@code LoanWaits}: 32 threads, where not the sum is looked at but the one who waits longest.
 *   <li>{@code PoolFilling}: an empty pool, a factory that takes a millisecond, and as many borrowers as objects.
 *   <li>{@code TenThings}: what all pools have in common here; its children are the peers.
 * </ul>
 *
 * <h2>What keeps the comparison fair</h2>
 *
 * <ul>
 *   <li>All pools have ten objects, which are there before anything is measured, but for {@code PoolFilling}. Nothing
 *       is validated, nothing expires, no borrower has a time-out. Where a pool can be told to lend what was given back
 *       last, as ours does, it is.
 *   <li>Where a pool can let those who run overtake those who wait, it does: so it is at its fastest. Ours lets them
 *       for a millisecond.
 *   <li>HikariCP's bag is the bag alone, without the pool around it; its borrowers have a time-out of a day, for it
 *       knows none without. It keeps lists in thread-locals, as Stormpot does; ours, Commons Pool 2, Vibur and the
 *       queue keep nothing there. On virtual threads Stormpot is asked through the tap that it has for them.
 *   <li>Statistics are switched off as far as they can be. What is left: ours counts loans, Commons Pool 2 counts loans
 *       and notes when each object's began and ended, Stormpot notes when an object was made.
 *   <li>All run on the same JDK, the newest that is there: Stormpot needs 21.
 *   <li>The borrower writes to the object that it has borrowed, and to nothing that others have.
 * </ul>
 */
@NullMarked
package io.sharer.benchmarks.pools;

import org.jspecify.annotations.NullMarked;

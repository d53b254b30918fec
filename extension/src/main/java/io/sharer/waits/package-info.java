/**
 * Who waits for whom: finds a deadlock at the moment in which it closes, in the thread that closes it.
 *
 * <p>A thread that is about to block says so, in {@link io.sharer.waits.WaitGraph}, and what it waits for
 * ({@link io.sharer.waits.Awaited}) tells who would have to act first ({@link io.sharer.waits.Blockers}). From there
 * the search goes on through the waits of those. A thread that does not block is never looked for, so that a call that
 * finds its turn free pays nothing.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li><b>Every circle is found.</b> A wait is there for others to see, then gets its number, then is searched from,
 *       with a full fence in between. So the one with the highest number sees all the others of its circle.
 *   <li><b>Every circle that is reported is one.</b> The search runs twice, and only what it finds both times, wait by
 *       wait, is believed: a thread that has been blocked in the same wait all the time between has released nothing.
 *   <li><b>One fails.</b> Of the waits in a circle only the one with the highest number reports it. One that is seen
 *       without a number gets it from whoever sees it, a higher one than that has, and searches after that.
 *   <li><b>The asker is older than what it asked for.</b> A thread that has another act for it draws a number before it
 *       asks, which is its wait's unless what it asked for still stands in line when the number is needed.
 * </ul>
 *
 * Where several could free a waiter, as with permits, all of them have to be stuck.
 */
@NullMarked
package io.sharer.waits;

import org.jspecify.annotations.NullMarked;

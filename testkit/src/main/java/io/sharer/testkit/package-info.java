/**
 * For tests of programs that use Sharer. Nothing of this is in the extension's jar.
 *
 * <ul>
 *   <li>{@code StepExecutor} runs nothing by itself: a test has bodies run one by one, on its own thread. It is given
 *       to the builders of queues, pools, work queues and loops.
 *   <li>{@code TestClock} is a time that passes when the test says so: time-outs, schedules and ages depend on it where
 *       it is given to a builder. What becomes due is run by the thread that moves it.
 *   <li>{@code SharerLeaks} is an extension for JUnit: after each test, or after all of a class, nothing of Sharer is
 *       left, or the test fails and says what is.
 * </ul>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>With both, a test of what is queued has one thread, sleeps nowhere, and has one outcome.
 *   <li>One step runs one body: what gets its turn by that is the next step's.
 *   <li>What is due runs in the order of its times, and at equal times in the order in which it was scheduled; the
 *       clock shows that time meanwhile.
 *   <li>No code of others runs under a lock of this package.
 *   <li>A leak is told once it has stayed for a while: what is just about to end is none.
 * </ul>
 *
 * The kit uses what is public in Sharer, and what its engines tell of themselves. It has no part in what is tested:
 * without it everything goes the same way, on more threads.
 */
@NullMarked
package io.sharer.testkit;

import org.jspecify.annotations.NullMarked;

/**
 * Who is next: the queue in which callers take turns, in plain Java.
 *
 * <h2>Promises</h2>
 *
 * <ul>
 *   <li>At most one body has the turn; each turn happens-before the next.
 *   <li>One line for waiting threads and queued bodies, first come, first served. A running thread may take a free turn
 *       ahead of <em>threads</em> in line, for at most a millisecond of the first one's time at the front, and never
 *       ahead of a queued body: so what one thread asks for is done in the order in which it asked.
 *   <li>A body that has the turn ends it exactly once, and an ended turn always finds the next in line.
 *   <li>No code of a user runs under a lock of this package, nor does a future complete inside a turn.
 * </ul>
 *
 * <h2>The states of a queue</h2>
 *
 * One word, {@code TurnQueue.state}, holds five bits.
 *
 * <pre>
 *            acquire (CAS)                     line not empty
 *   FREE  ------------------&gt;  HELD  ------------------------------+
 *    ^                          |                                   |
 *    |  release (CAS): nobody   |  release: the first in line is    |
 *    +------- in line ----------+  ... a thread, at the front &lt; 1 ms: FREE + WOKEN, it tries for itself
 *                               |  ... a thread, strict: HELD, handed over to it
 *                               |  ... a body: HELD, dispatched to the executor
 * </pre>
 *
 * <ul>
 *   <li>{@code HELD}: a body runs, or has been dispatched, or waits for the stage it returned.
 *   <li>{@code WAITERS}: the line is not empty.
 *   <li>{@code STRICT}: nobody may take a free turn ahead of the line: a body is in it, its front has waited too long,
 *       or the queue is closing.
 *   <li>{@code WOKEN}: the front was woken to try for a free turn, so a release need not wake anybody.
 *   <li>{@code CLOSED}: nothing new is taken.
 * </ul>
 *
 * Invariant: a line that is not empty is served, that is, {@code WAITERS} implies {@code HELD} or {@code WOKEN}.
 *
 * <h2>Who may touch what</h2>
 *
 * <table>
 *   <caption>Fields and their guards</caption>
 *   <tr><th>field</th><th>read by</th><th>written by</th></tr>
 *   <tr><td>{@code state}, HELD while free</td><td>all</td><td>anyone who takes the turn, by CAS</td></tr>
 *   <tr><td>{@code state}, HELD while held</td><td>all</td><td>who has the turn</td></tr>
 *   <tr><td>{@code state}, the other bits</td><td>all</td><td>who has the line's mutex, by CAS unless it has the turn too</td></tr>
 *   <tr><td>{@code owner}, {@code turns}</td><td>all, racily: a thread can trust the answer about itself</td><td>who has the turn</td></tr>
 *   <tr><td>the line, a body's runner and stage</td><td colspan="2">who has the line's mutex</td></tr>
 *   <tr><td>a body's claim</td><td>all</td><td>by CAS: the one who claims it runs it or ends its turn</td></tr>
 * </table>
 *
 * <h2>What it does not do</h2>
 *
 * Reads beside reads, several permits, time-outs, keys and a dedicated thread are not here yet, nor is the detection of
 * deadlocks over several queues.
 *
 * <p>The wake-up without hand-over and the strictness after a millisecond follow Go's {@code sync.Mutex} (its "normal"
 * and "starvation" modes).
 */
@NullMarked
package io.sharer.turn;

import org.jspecify.annotations.NullMarked;

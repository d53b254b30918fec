/**
 * Who is next: the queue in which callers take turns, in plain Java.
 *
 * <h2>Promises</h2>
 *
 * <ul>
 *   <li>A writer runs alone or, with permits, beside so many other writers; readers run beside each other. Each turn
 *       happens-before the next.
 *   <li>One line for waiting threads and queued bodies, first come, first served. A running thread may take a free turn
 *       ahead of <em>threads</em> in line, for at most a millisecond of the first one's time at the front, and never
 *       ahead of a queued body: so what one thread asks for is done in the order in which it asked.
 *   <li>A body that has a turn ends it exactly once, and an ended turn always finds the next in line.
 *   <li>Who could never be served is told so: {@link io.sharer.waits}.
 *   <li>No code of a user runs under a lock of this package, nor does a future complete inside a turn.
 * </ul>
 *
 * <h2>Where what happens</h2>
 *
 * <ul>
 *   <li>{@code TurnQueue}: a turn is free, and taken and given back by one compare-and-set of the {@code TurnState};
 *       {@code Holders} know by whom.
 *   <li>{@code Contention}: there is none free. Threads and bodies join the {@code WaitingLine}, leave it, and are
 *       served; what that brings about, the {@code Handover}, is acted on outside the line's mutex. A
 *       {@code PlaceWaiter} waits for a place in a full line.
 *   <li>{@code Arrivals}, {@code Deck}: queued bodies come into line, and short ones follow each other, without the
 *       mutex; {@code Interrupts} reach who has the turn and nobody after.
 *   <li>{@code Dispatcher}, {@code BodyThread}, {@code QueuedBody}, {@code ReturnedStage}, {@code TurnFuture}: a body
 *       gets a thread, runs, perhaps leaves its turn to a stage, and its future is completed after the turn.
 *   <li>{@code Helping}: a body that has its turn and no thread is run by one who keeps a thread busy with waiting. Who
 *       helps is handed its turn meanwhile, and counts as its holder from then on.
 *   <li>{@code QueueReport}, {@code TurnTimes}, {@code RunningTurn}: what is told, to users and to the body itself.
 *   <li>{@code KeptTurns}, {@code KeptTurn}: a turn outlives the call that took it, and is ended by the completion of a
 *       transaction.
 *   <li>{@code DedicatedThread}: an executor of one thread, which then runs the synchronous calls as well. Such a call
 *       is a {@code CalledBody}, whose caller waits for it in line and in the wait graph, and a {@code RelayedCall},
 *       which passes the caller's interrupt to the body and the outcome back. {@code LastOnThread} runs the last turn
 *       there; {@code Settlements} complete futures elsewhere.
 *   <li>{@code Drain}: the end. {@code DrainTogether} is that of several queues side by side, and {@code CommonEnd} the
 *       time that they have for it together. {@code WatchDog}: what the search for deadlocks cannot see.
 *   <li>{@code SerialQueue}: all of it, as users call it.
 * </ul>
 *
 * <h2>The states of a queue</h2>
 *
 * One word, {@code TurnState}, counts the readers and writers that hold a turn, and has five flags.
 *
 * <pre>
 *            take: +1 (CAS)                      line not empty
 *   FREE  ------------------&gt;  HELD  ------------------------------+
 *    ^                          |                                   |
 *    |  give back: -1 (CAS)     |  give back: the line is served    |
 *    +------- nobody in line ---+  ... a thread, at the front &lt; 1 ms: woken, it tries for itself
 *                               |  ... a thread, strict: handed over to it
 *                               |  ... a body: handed over to it, and dispatched to the executor
 *                               |  ... and so on, while there is a free turn for the next in line
 * </pre>
 *
 * <ul>
 *   <li>{@code WAITERS}: the line is not empty.
 *   <li>{@code STRICT}: nobody may take a free turn ahead of the line: a body is in it, its front has waited too long,
 *       or the queue is closing.
 *   <li>{@code WOKEN}: the front was woken to try for a free turn, so a release need not wake anybody.
 *   <li>{@code ARRIVED}: bodies have come that are not in line yet, and may not be passed either.
 *   <li>{@code CLOSED}: nothing new is taken.
 * </ul>
 *
 * Invariant: a line that is not empty is served, that is, {@code WAITERS} or {@code ARRIVED} implies that somebody
 * holds a turn, whose release will look after the line, or {@code WOKEN}.
 *
 * <h2>Who may touch what</h2>
 *
 * <table>
 *   <caption>Fields and their guards</caption>
 *   <tr><th>field</th><th>read by</th><th>written by</th></tr>
 *   <tr><td>the counts in the state word</td><td>all</td><td>who takes or gives back a turn, by CAS</td></tr>
 *   <tr><td>the flags in the state word</td><td>all</td><td>who has the line's mutex, by CAS; {@code ARRIVED} is set by submitters</td></tr>
 *   <tr><td>the holder that is alone, the number of turns</td><td>all, racily: a thread can trust the answer about itself</td><td>who has the turn</td></tr>
 *   <tr><td>the line</td><td colspan="2">who has the line's mutex</td></tr>
 *   <tr><td>the deck</td><td>who has the turn, others racily</td><td>filled under the mutex while it is empty, emptied by who has the turn</td></tr>
 *   <tr><td>where a body stands</td><td>all</td><td>by CAS: the one who takes it from waiting or given to something else goes on with it</td></tr>
 *   <tr><td>a kept turn's word: bodies inside, and whether its transaction has completed</td><td>all</td><td>by CAS: the change that leaves nobody inside a completed one ends the turn</td></tr>
 * </table>
 *
 * <h2>What it does not do</h2>
 *
 * Keys are not here yet.
 *
 * <p>The wake-up without hand-over and the strictness after a millisecond follow Go's {@code sync.Mutex} (its "normal"
 * and "starvation" modes).
 */
@NullMarked
package io.sharer.turn;

import org.jspecify.annotations.NullMarked;

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
 *       {@code CountedTurns} number and time them, and {@code Holders} know whose they are.
 *   <li>{@code Contention}: there is none free. Threads and bodies join the {@code WaitingLine} by {@code Admission},
 *       leave it, and are served by the {@code LineService}; what that brings about, the {@code Handover}, is acted on
 *       outside the line's mutex. A {@code TurnWait} is a thread's, a {@code PlaceWaiter} waits for a place in a full
 *       line.
 *   <li>{@code Arrivals}, {@code Deck}: queued bodies come into line, and short ones follow each other, without the
 *       mutex; {@code Interrupts} reach who has the turn and nobody after.
 *   <li>{@code Dispatcher}, {@code BodyThread}, {@code QueuedBody}, {@code ReturnedStage}: a body gets a thread, runs,
 *       and perhaps leaves its turn to a stage. {@code ToldBody}, {@code TurnFuture}, {@code Settlements}: after the
 *       turn its future is completed, by the executor, or by a thread of our own if that does not come to it.
 *   <li>{@code Helping}: a body that has its turn and no thread is run by one who keeps a thread busy with waiting. Who
 *       helps is handed its turn meanwhile, and counts as its holder from then on.
 *   <li>{@code QueueReport}, {@code TurnTimes}, {@code RunningTurn}: what is told, to users and to the body itself.
 *       {@code CallStacks} are thread-locals that leave nothing behind.
 *   <li>{@code KeptTurns}, {@code KeptTurn}: a turn outlives the call that took it, and is ended by the completion of a
 *       transaction.
 *   <li>{@code DedicatedThread}: an executor of one thread, which then runs the synchronous calls as well. Such a call
 *       is a {@code CalledBody}, whose caller waits for it in line and in the wait graph, and a {@code RelayedCall},
 *       which passes the caller's interrupt to the body and the outcome back. {@code LastOnThread} runs the last turn
 *       there.
 *   <li>{@code KeyedQueues}, {@code KeyTable}, {@code KeyQueue}, {@code KeyPass}: each key has a queue of its own while
 *       calls with it come; see below.
 *   <li>{@code Drain}: the end. {@code DrainTogether} is that of several queues side by side, and {@code CommonEnd} the
 *       time that they have for it together. {@code WatchDog}: what the search for deadlocks cannot see.
 *   <li>{@code QueueGroup}, {@code TurnEvents}: what is told to who looks after the application; {@code QueueControl}:
 *       what they may do about it.
 *   <li>{@code SerialQueue}: all of it, as users call it. {@code SyncCalls}, {@code CallsUntilCommit},
 *       {@code KeyedCalls}, {@code BulkCalls}: the kinds of calls.
 * </ul>
 *
 * <h2>The states of a queue</h2>
 *
 * One word, {@code TurnState}, counts the readers and writers that hold a turn, and has six flags.
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
 *   <li>{@code KEYED}: all calls so far had keys, whose queues do without passes until this is taken down.
 * </ul>
 *
 * Invariant: a line that is not empty is served, that is, {@code WAITERS} or {@code ARRIVED} implies that somebody
 * holds a turn, whose release will look after the line, or {@code WOKEN}, or, while the first key comes, that somebody
 * is just taking {@code KEYED} down.
 *
 * <h2>Who may touch what</h2>
 *
 * <table>
 *   <caption>Fields and their guards</caption>
 *   <tr><th>field</th><th>read by</th><th>written by</th></tr>
 *   <tr><td>the counts in the state word</td><td>all</td><td>who takes or gives back a turn, by CAS</td></tr>
 *   <tr><td>the flags in the state word</td><td>all</td><td>who has the line's mutex, by CAS; {@code ARRIVED} is set by submitters, {@code KEYED} by the first call with a key</td></tr>
 *   <tr><td>the holder that is alone, the number of turns</td><td>all, racily: a thread can trust the answer about itself</td><td>who has the turn</td></tr>
 *   <tr><td>the line</td><td colspan="2">who has the line's mutex</td></tr>
 *   <tr><td>the deck</td><td>who has the turn, others racily</td><td>filled under the mutex while it is empty, emptied by who has the turn</td></tr>
 *   <tr><td>where a body stands</td><td>all</td><td>by CAS: the one who takes it from waiting or given to something else goes on with it</td></tr>
 *   <tr><td>which queue of a key is ahead of which</td><td>all</td><td>who has the lock of doors, until it is open</td></tr>
 *   <tr><td>what has become of a key's pass</td><td>all</td><td>by CAS: who retires the queue gives back a pass that was given, and leaves the line with one that was not</td></tr>
 *   <tr><td>a kept turn's word: bodies inside, and whether its transaction has completed</td><td>all</td><td>by CAS: the change that leaves nobody inside a completed one ends the turn</td></tr>
 * </table>
 *
 * <h2>Keys</h2>
 *
 * A call with a key is a call of that key's queue, which is a {@code TurnQueue} as any other, found by the hash of the
 * key. It is made by the first call and retired, for good, by whoever finds it idle: one compare-and-set from "no turn,
 * nobody in line" to {@code CLOSED}, after which it counts as gone wherever it is still found. What comes then is told
 * so by {@code KeyRetired}, and looks for the key again.
 *
 * <p>As long as all calls of a queue have keys, its own queue, the <em>gate</em>, is not touched: its flag
 * {@code KEYED} has the first call without a key find no free turn, and give each key's queue that is there its pass
 * before it takes the flag down for ever. From then on each key's queue has a <em>pass</em>: one turn to read at the
 * gate, for as long as it is there. A pass that has to wait stands in the gate's line among the calls without a key, in
 * order, and meanwhile its key's calls stand in their own line behind a door that is shut. So nobody waits twice, and
 * no thread waits for a body.
 *
 * <pre>
 *             pass and nobody ahead            idle: 0 to CLOSED
 *   SHUT -----------------------------&gt; OPEN ----------------------&gt; RETIRED, pass given back,
 *    |   (all its turns are taken till then)                           the next in the key's row looks again
 *    +-------------------------------------------------------------&gt; RETIRED
 *             all its calls have given up: "only those turns" to CLOSED
 * </pre>
 *
 * <ul>
 *   <li><b>Order.</b> A call joins the last queue of its key only if no call without a key has joined the gate's line,
 *       or arrived there, since that asked for its pass. Otherwise it makes a successor, whose pass stands behind that
 *       call.
 *   <li><b>One is open.</b> The queues of one key stand in a row, and each is open only when those ahead are retired:
 *       when a call without a key gives up, the pass behind it may come before the queue ahead of it is done. A queue
 *       enters the map only in place of what its maker has seen there. The numbers of its turns go on from there.
 *   <li><b>Inside a turn.</b> A caller that has the turn of a key, or reads at the gate, takes another key ahead of the
 *       calls without a key in line: they wait for it anyway. That queue goes to the head of its key's row. It has a
 *       turn if it runs inside one, goes on with one that is left to a stage, or its transaction keeps one; of the
 *       latter two it is made sure by an {@code EnteredTurn} for a moment.
 *   <li><b>No code of a user</b>, which {@code equals}, {@code hashCode} and {@code toString} of a key are, runs under
 *       a lock: the map's values are replaced and never changed, and names are put into words outside the mutex.
 *   <li><b>The end</b> is a call without a key, so it comes after all keys.
 * </ul>
 *
 * <h2>What it does not do</h2>
 *
 * Turns across servers: a queue belongs to one application on one of them.
 *
 * <p>The wake-up without hand-over and the strictness after a millisecond follow Go's {@code sync.Mutex} (its "normal"
 * and "starvation" modes).
 */
@NullMarked
package io.sharer.turn;

import org.jspecify.annotations.NullMarked;

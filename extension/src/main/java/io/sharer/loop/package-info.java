/**
 * One living thread: the event loop, in plain Java, and bounded background work beside it.
 *
 * <h2>Promises</h2>
 *
 * <ul>
 *   <li>Bodies run on one thread, one after another, those of one caller in the order in which it asked. A stage that
 *       is pending holds nobody up.
 *   <li>Futures complete on that thread, and so what depends on them runs there.
 *   <li>What was taken on is finished, or fails: at the end of a loop no future is left that is not done, and nothing
 *       has run twice.
 *   <li>After the stop there is no thread and no timer. While it is idle, a loop has its one thread.
 *   <li>Who waits on the loop for the loop is told so, and so is every other circle: {@link io.sharer.waits}.
 *   <li>No code of a user runs under a lock of this package, and nothing is kept on a thread.
 * </ul>
 *
 * <h2>Where what happens</h2>
 *
 * <ul>
 *   <li>{@code Loop}: all of it, as users call it. {@code EventLoops} builds it from a {@code LoopConfig}.
 *   <li>{@code LoopLives}: the states, and all ways from one to the next. Each start makes a {@code LoopLife}, which
 *       has the thread, the workers and the timer, and decides what is taken on; {@code LoopEnd} ends it.
 *       {@code ExitHook} does so when the program is told to end.
 *   <li>{@code Outstanding}: what was taken on and is not finished.
 *   <li>{@code Job}: a body and its future. {@code LoopJob} runs on the loop, {@code WorkerJob} on a worker,
 *       {@code Timed} later; {@code LoopCall} is one whose caller waits; {@code FirstOf} are several. {@code WorkState}
 *       says who may run, withdraw and interrupt it.
 *   <li>{@code LoopFuture}: withdraws what it stands for when somebody else completes it, and is part of the search for
 *       deadlocks; {@code LoopBlockers} and {@code Workers} say who has to act.
 *   <li>{@code DeclaredTasks} are factories, {@code RunningTasks} what they have started in one life.
 *   <li>{@code LoopWatch}: tells of bodies that keep the loop. {@code Failures} tells what no future tells.
 *   <li>{@code LoopChannel}, {@code ChannelSender}, {@code ChannelReceiver}: elements between threads and the loop.
 *   <li>{@code Workers}: a bound over an executor, for blocking work.
 * </ul>
 *
 * <h2>The states</h2>
 *
 * <pre>
 *   NEW --start--&gt; RUNNING --stop--&gt; STOPPING -----everything done-----&gt; STOPPED --start--&gt; RUNNING, a new life
 *    |                                  |                                  ^
 *    |                                  +--deadline: interrupts, fails-----+
 *    +--stop---------------------------------------------------------------+
 * </pre>
 *
 * <h2>Who may touch what</h2>
 *
 * <table>
 *   <caption>Fields and their guards</caption>
 *   <tr><th>field</th><th>read by</th><th>written by</th></tr>
 *   <tr><td>the state, the life, its end</td><td>all</td><td>who has the lock of {@code LoopLives}</td></tr>
 *   <tr><td>what is outstanding</td><td>who ends the life, after it has said so</td><td>who asks for something, before it looks whether it may</td></tr>
 *   <tr><td>where a job stands</td><td>all</td><td>by CAS: who wins goes on with it</td></tr>
 *   <tr><td>the watchdog's mark</td><td>the timer</td><td>the loop's thread</td></tr>
 *   <tr><td>the lines of a channel</td><td colspan="2">who has its lock</td></tr>
 * </table>
 *
 * <h2>What it has of the turn engine, and what it does without</h2>
 *
 * The loop's thread is a {@link io.sharer.turn.DedicatedThread}, which survives whatever it runs and is replaced if it
 * dies; its clock is a {@link io.sharer.turn.TurnTimer}, of the JVM's time or of one that is given, whose thread is
 * there only while something is due; workers' threads are {@link io.sharer.turn.OwnThreads}. The queue is not a turn
 * queue: a turn is held until its stage is done, and the loop is not; a turn's future completes elsewhere, and the
 * loop's on the loop; and nothing that a turn queue does besides, reading beside each other, permits, keys, overtaking,
 * concerns a loop. So the queue is that of the thread, and there is no other.
 */
@NullMarked
package io.sharer.loop;

import org.jspecify.annotations.NullMarked;

/**
 * What turns cost, and loans in {@code io.sharer.benchmarks.pools}, beside what people use instead.
 *
 * <p>Each class measures one kind of work, and each of its methods does that work with Sharer or with a peer. All are
 * measured in the same run, for on another day or machine only their ratio means anything.
 *
 * <ul>
 *   <li>{@code SyncTurns}, {@code ReadTurns}: threads that want to be alone, or only with other readers.
 *   <li>{@code VirtualThreadTurns}: a thousand virtual threads that want to be alone.
 *   <li>{@code TurnWaits}: the same contention, where not the sum is looked at but the one who waits longest.
 *   <li>{@code AsyncTurns}: tasks that others submit, run one by one.
 *   <li>{@code KeyedTurns}: threads that want to be alone with a key each.
 *   <li>{@code CdiCalls}: a call of a {@code @Shared} bean.
 *   <li>{@code io.sharer.benchmarks.footprint}: what a queue takes that nobody uses.
 *   <li>{@code io.sharer.benchmarks.run}: runs them, turns or pools; {@code io.sharer.benchmarks.report}: makes tables
 *       and a chart of what they measured.
 * </ul>
 *
 * <h2>What keeps the comparison fair</h2>
 *
 * <ul>
 *   <li>All peers of a class run the same {@code Body}. Its fields are on cache lines of their own, so that the peers'
 *       own words do not slow each other down by chance.
 *   <li>Two microseconds are so many rounds of {@code Blackhole.consumeCPU}, found out anew in each process. Nothing
 *       reads a clock inside the turn, except where waits are measured, and there all peers do.
 *   <li>Each pair of a peer and a number of threads has processes of its own, so that no peer's profile spoils
 *       another's compiled code.
 *   <li>Throughput is what all threads did over the time passed, not the sum of what each did over its own time.
 *   <li>Producers of asynchronous tasks are held back alike: by a window on what is under way, and not by the queue.
 * </ul>
 */
@NullMarked
package io.sharer.benchmarks;

import org.jspecify.annotations.NullMarked;

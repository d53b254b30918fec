package io.sharer;

import java.time.Duration;

/**
 * What a queue has done since it was made, and what it looks like now. The figures are read one after another while the
 * queue goes on, so two of them need not belong to the same instant. Where calls have a {@link SharedKey}, they are
 * those of all keys and of the calls without one together.
 *
 * @param name the queue's name
 * @param length how many calls and queued bodies wait now, the running ones not counted
 * @param running how many bodies have a turn now
 * @param turns how many turns have been taken; a re-entrant call is part of the turn it runs in
 * @param rejected how many calls and bodies were refused or dropped, at capacity or because the queue was closed
 * @param timedOut how many left the queue because their turn did not come in time
 * @param cancelled how many left the queue before their turn: interrupted threads and cancelled bodies
 * @param waits how many got their turn after waiting, in all queues of the bean class, or of the name; it only grows
 * @param totalWait how long those have waited together, in the same queues; it only grows, so that what it has grown by
 *     between two looks, by what {@code waits} has, is the mean wait in between
 * @param longestWait the longest wait of a call or body that got its turn after waiting
 * @param meanWait the mean wait of those who had to wait, in the same queues: {@code totalWait} by {@code waits}
 * @param p99Wait the wait that 99 of 100 who had to wait did not exceed, to within an eighth; in the same queues
 * @param meanRun the mean time that a body ran, without the stage it may have returned, in the same queues; of short
 *     bodies a sample is timed
 * @param p99Run the time that 99 of 100 bodies did not exceed, to within an eighth; measured likewise
 */
public record QueueStats(
        String name,
        int length,
        int running,
        long turns,
        long rejected,
        long timedOut,
        long cancelled,
        long waits,
        Duration totalWait,
        Duration longestWait,
        Duration meanWait,
        Duration p99Wait,
        Duration meanRun,
        Duration p99Run) {}

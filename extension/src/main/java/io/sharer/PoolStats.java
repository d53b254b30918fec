package io.sharer;

import java.time.Duration;

/**
 * What a pool has done since it was made, and what it looks like now. {@code live} is exactly {@code created - closed}
 * at one instant; the other figures are read one after another while the pool goes on.
 *
 * @param name the pool's name
 * @param minSize how many objects are kept up
 * @param maxSize how many there may be, 0 for any number
 * @param created how many objects the factory has made
 * @param closed how many of them have been closed
 * @param live how many there are: created and not closed
 * @param idle how many wait to be borrowed
 * @param lent how many are borrowed now
 * @param waiting how many borrowers wait
 * @param borrows how many loans have begun
 * @param returns how many loans have ended with the object given back
 * @param timeouts how many borrowers have had no object in time
 * @param unhealthy how many objects were closed because they were not healthy
 * @param discarded how many loans have ended with the object discarded
 * @param killed how many loans were ended because they had lasted too long
 * @param failures how often the factory, or the hook {@code opened}, has failed
 * @param waits how many borrowers got their object after waiting; it only grows
 * @param totalWait how long those have waited together; it only grows, so that what it has grown by between two looks,
 *     by what {@code waits} has, is the mean wait in between
 * @param longestWait the longest wait of a borrower that got its object after waiting
 * @param meanWait the mean wait of those: {@code totalWait} by {@code waits}
 */
public record PoolStats(
        String name,
        int minSize,
        int maxSize,
        long created,
        long closed,
        long live,
        long idle,
        long lent,
        long waiting,
        long borrows,
        long returns,
        long timeouts,
        long unhealthy,
        long discarded,
        long killed,
        long failures,
        long waits,
        Duration totalWait,
        Duration longestWait,
        Duration meanWait) {}

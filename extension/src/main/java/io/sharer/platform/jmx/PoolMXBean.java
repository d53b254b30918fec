package io.sharer.platform.jmx;

import org.jspecify.annotations.Nullable;

/** A pool, as {@link io.sharer.PoolInfo} tells. Times are in milliseconds. */
public interface PoolMXBean {
    /** The pool's name. */
    String getName();

    /** How many objects are kept up. */
    int getMinSize();

    /** How many there may be, 0 for any number. */
    int getMaxSize();

    /** How many there are. */
    long getLive();

    /** How many wait to be borrowed. */
    long getIdle();

    /** How many are borrowed. */
    long getLent();

    /** How many borrowers wait. */
    long getWaiting();

    /** How many objects were made. */
    long getCreated();

    /** How many were closed. */
    long getClosed();

    /** How many loans have begun. */
    long getBorrows();

    /** How many loans have ended with the object given back. */
    long getReturns();

    /** How many borrowers have had no object in time. */
    long getTimeouts();

    /** How many objects were closed because they were not healthy. */
    long getUnhealthy();

    /** How many loans have ended with the object discarded. */
    long getDiscarded();

    /** How many loans were ended because they had lasted too long. */
    long getKilled();

    /** How often an object could not be made. */
    long getFailures();

    /** The longest wait. */
    double getLongestWait();

    /** The mean wait of those who had to wait. */
    double getMeanWait();

    /** Whether the last object that was asked for could be made. */
    boolean isAbleToMakeObjects();

    /** Why it could not; {@code null} if it could. */
    @Nullable String getFailure();

    /** What is lent, each in words. */
    String[] getLeases();
}

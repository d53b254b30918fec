package io.sharer.platform.jmx;

/** A queue, as {@link io.sharer.QueueInfo} tells. Times are in milliseconds. */
public interface QueueMXBean {
    /** The queue's name, or that of the bean class. */
    String getName();

    /** How many queues these are. */
    int getQueues();

    /** How many wait. */
    int getLength();

    /** How many have a turn. */
    int getRunning();

    /** How many turns have been taken. */
    long getTurns();

    /** How many were refused or dropped. */
    long getRejected();

    /** How many left because their turn did not come in time. */
    long getTimedOut();

    /** How many left otherwise. */
    long getCancelled();

    /** The longest wait. */
    double getLongestWait();

    /** The mean wait of those who had to wait. */
    double getMeanWait();

    /** The wait that 99 of 100 of them did not exceed. */
    double getP99Wait();

    /** The mean time that a body ran. */
    double getMeanRun();

    /** The time that 99 of 100 bodies did not exceed. */
    double getP99Run();

    /** Who has a turn, each in words. */
    String[] getHolders();

    /** Who waits, each in words. */
    String[] getWaiters();
}

package io.sharer.platform.jmx;

/** An application that uses Sharer. */
public interface ApplicationMXBean {
    /** The application's name, as it stands in the names of all its MBeans. */
    String getName();

    /** How many deadlocks have been found. */
    long getDeadlocksFound();

    /** The last deadlocks, the newest first, each in words. */
    String[] getDeadlocks();
}

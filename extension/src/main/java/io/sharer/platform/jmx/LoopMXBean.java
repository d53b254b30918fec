package io.sharer.platform.jmx;

/** An event loop, as {@link io.sharer.LoopInfo} tells. Times are in milliseconds. */
public interface LoopMXBean {
    /** The loop's name. */
    String getName();

    /** Where it stands. */
    String getState();

    /** How often it was started. */
    long getStarts();

    /** How many of its futures are not done. */
    long getPending();

    /** How many tasks run. */
    int getTasks();

    /** How many threads may do blocking work at once. */
    int getWorkers();

    /** How many do now. */
    int getBusyWorkers();

    /** How much blocking work waits for one of them. */
    int getWaitingWork();

    /** How many bodies wait for the loop. */
    int getLength();

    /** How many bodies have run on it. */
    long getBodies();

    /** How many failures were told to the failure handler. */
    long getFailures();

    /** How many bodies have kept the loop for too long. */
    long getBlocked();

    /** The mean wait of bodies. */
    double getMeanWait();

    /** The wait that 99 of 100 bodies did not exceed. */
    double getP99Wait();
}

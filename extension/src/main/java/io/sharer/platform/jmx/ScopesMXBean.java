package io.sharer.platform.jmx;

/** The resource scopes, as {@link io.sharer.ScopesInfo} tells. */
public interface ScopesMXBean {
    /** How many have been opened. */
    long getOpened();

    /** How many are open. */
    long getOpen();

    /** How many resources have been acquired in them. */
    long getAcquired();

    /** How many of these are held. */
    long getHeld();

    /** How many acquisitions have failed. */
    long getAcquireFailures();

    /** How many releases have failed. */
    long getReleaseFailures();

    /** How many scopes nobody had closed. */
    long getLeftBehind();

    /** The names of those that are open. */
    String[] getOpenScopes();
}

package io.sharer;

/**
 * What the scopes of a {@link ResourceManager} have done since it was made, and what there is now. The figures are read
 * one after another while work goes on, so two of them need not belong to the same instant.
 *
 * @param opened how many scopes have been opened, those that were joined counted once
 * @param open how many of them have not ended
 * @param acquired how many resources and {@link ResourceScoped} beans have been acquired in them
 * @param held how many of these have not been released
 * @param acquireFailures how many acquisitions have failed
 * @param releaseFailures how many releases have failed
 * @param leftBehind how many scopes were ended by {@link ResourceManager#purge()} or the application's end
 */
public record ResourceStats(
        long opened,
        long open,
        long acquired,
        long held,
        long acquireFailures,
        long releaseFailures,
        long leftBehind) {}

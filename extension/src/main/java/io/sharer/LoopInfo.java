package io.sharer;

/**
 * An event loop as it looks now.
 *
 * @param stats the loop's figures
 * @param bodies those of the bodies on the loop itself
 */
public record LoopInfo(LoopStats stats, QueueStats bodies) {
    /** {@return the loop's name} */
    public String name() {
        return stats.name();
    }
}

package io.sharer;

/**
 * How much of what is tried at random is tried: what takes seconds, or with {@code -Dsharer.storms=20} twenty times as
 * much.
 */
public final class Storms {
    private static final int TIMES = Integer.getInteger("sharer.storms", 1);

    private Storms() {}

    /** As many rounds, seeds or calls as on other days, as often as was asked for. */
    public static int times(int everyDay) {
        return Math.multiplyExact(everyDay, TIMES);
    }
}

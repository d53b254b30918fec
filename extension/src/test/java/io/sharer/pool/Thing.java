package io.sharer.pool;

import java.util.concurrent.atomic.AtomicInteger;

/** What tests lend: equal to all others, and with no hash code. */
final class Thing {
    final int number;

    private final AtomicInteger closings = new AtomicInteger();

    Thing(int number) {
        this.number = number;
    }

    /** How often it was closed. */
    int closings() {
        return closings.get();
    }

    void close() {
        closings.incrementAndGet();
    }

    @Override
    @SuppressWarnings("EqualsHashCode") // that is the point
    public boolean equals(Object other) {
        return other instanceof Thing;
    }

    @Override
    public int hashCode() {
        throw new UnsupportedOperationException("no hash code");
    }

    @Override
    public String toString() {
        return "thing " + number;
    }
}

package io.sharer.benchmarks.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A logarithmic scale, from one power of ten to another: each factor of ten takes the same space.
 *
 * @param lowest exponent
 * @param highest exponent
 * @param from where the lowest is drawn
 * @param to where the highest is drawn
 */
record Scale(int lowest, int highest, double from, double to) {
    /** The scale of whole powers of ten that has room for all values. */
    static Scale of(List<Double> values, double from, double to) {
        double smallest = values.stream().mapToDouble(value -> value).min().orElse(1);
        double largest = values.stream().mapToDouble(value -> value).max().orElse(10);
        int lowest = (int) Math.floor(Math.log10(smallest));
        return new Scale(lowest, Math.max(lowest + 1, (int) Math.ceil(Math.log10(largest))), from, to);
    }

    double at(double value) {
        return from + (Math.log10(value) - lowest) / (highest - lowest) * (to - from);
    }

    /** The powers of ten in it. */
    List<Double> ticks() {
        return IntStream.rangeClosed(lowest, highest)
                .mapToObj(exponent -> Math.pow(10, exponent))
                .toList();
    }

    /** A power of ten as people write it. */
    static String label(double tick) {
        return tick >= 1 ? Numbers.whole(tick) : String.valueOf(tick);
    }
}

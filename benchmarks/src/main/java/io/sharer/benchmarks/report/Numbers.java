package io.sharer.benchmarks.report;

import java.util.Locale;

/** Figures as people read them. */
final class Numbers {
    private Numbers() {}

    /** With about two significant digits, and never as a power of ten. */
    static String plain(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 || size == 0 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}

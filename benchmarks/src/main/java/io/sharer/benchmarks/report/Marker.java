package io.sharer.benchmarks.report;

import java.util.Locale;

/** The mark of a peer: colours alone do not tell them apart for everybody. */
final class Marker {
    private Marker() {}

    static void draw(Svg svg, Peer peer, double x, double y) {
        svg.empty("path", "class", "marker", "transform", translation(x, y), "d", shape(peer.style()));
    }

    private static String translation(double x, double y) {
        return String.format(Locale.ROOT, "translate(%.1f %.1f)", x, y);
    }

    private static String shape(String style) {
        return switch (style) {
            case "sharer" -> "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z";
            case "lock", "guava", "hikari" -> "M-4.5 -4.5h9v9h-9z";
            case "fair", "stormpot" -> "M0 -6l6 6l-6 6l-6 -6z";
            case "write", "commons" -> "M0 -6l6 10h-12z";
            case "queue" -> "M-5 -2h3v-3h4v3h3v4h-3v3h-4v-3h-3z";
            default -> "M0 6l6 -10h-12z";
        };
    }
}

package io.sharer.benchmarks.report;

import io.sharer.benchmarks.WaitProfiler;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Figures side by side, a bar for each, its length from zero.
 *
 * @param title above it
 * @param unit what the figures are
 * @param bars from top to bottom
 */
record BarPanel(String title, String unit, List<Bar> bars) {
    private static final double BAR = 16;
    private static final double LABEL = 14;
    private static final double LEAST_STEP = BAR + LABEL + 4;
    private static final double ROOM_FOR_FIGURE = 60;

    /** A peer's figure; the label says of which work, too. */
    record Bar(Peer peer, String label, double figure) {}

    /** The longest waits of so many threads, with bodies that work. */
    static BarPanel ofWaits(String title, Results results, String benchmark, List<Peer> peers, int threads) {
        return new BarPanel(
                title,
                "milliseconds, less is better",
                bars(
                        peers,
                        peer -> results.find(benchmark, peer.method(), threads, Results.BODY_MICROS)
                                .map(result -> result.metric(WaitProfiler.LONGEST))
                                .orElse(OptionalDouble.empty())));
    }

    /** What one thread has measured. */
    static BarPanel ofScores(String title, String unit, Results results, String benchmark, List<Peer> peers) {
        return new BarPanel(title, unit, bars(peers, peer -> results.score(benchmark, peer, 1, 0)));
    }

    private static List<Bar> bars(List<Peer> peers, Function<Peer, OptionalDouble> figure) {
        return peers.stream()
                .flatMap(peer -> figure.apply(peer).stream().mapToObj(value -> new Bar(peer, peer.title(), value)))
                .toList();
    }

    /** Below that, labels would stand in the bars above them. */
    double leastHeight() {
        return Box.TOP + bars.size() * LEAST_STEP;
    }

    void draw(Svg svg, Box box) {
        box.heading(svg, title, unit);
        double longest = bars.stream().mapToDouble(Bar::figure).max().orElse(1);
        double step = Math.min(52, (box.height() - Box.TOP) / Math.max(1, bars.size()));
        double y = box.plotTop() + LABEL;
        for (Bar bar : bars) {
            double length = Math.max(2, bar.figure() / longest * (box.width() - ROOM_FOR_FIGURE));
            svg.text("text", bar.label(), "class", "tick", "x", box.x(), "y", y - 5);
            svg.open("g", "class", bar.peer().style());
            svg.empty("rect", "class", "bar", "x", box.x(), "y", y, "width", length, "height", BAR, "rx", 2);
            svg.close("g");
            svg.text(
                    "text",
                    Numbers.plain(bar.figure()),
                    "class",
                    "figure",
                    "x",
                    box.x() + length + 6,
                    "y",
                    y + BAR - 3.5);
            y += step;
        }
    }
}

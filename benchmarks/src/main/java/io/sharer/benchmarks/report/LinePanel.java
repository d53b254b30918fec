package io.sharer.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Throughput over the number of threads, a line for each peer.
 *
 * @param title above it
 * @param work what is counted
 * @param columns the numbers of threads, as labels
 * @param connected how many columns, from the first, the lines go over; what is behind are threads of another kind
 * @param lines a line for each peer
 */
record LinePanel(String title, String work, List<String> columns, int connected, List<Line> lines) {
    /** A peer's figure in each column, where there is one. */
    record Line(Peer peer, List<OptionalDouble> figures) {}

    private static final String VIRTUAL = "1,000 virtual";

    /** What was measured of a body on so many threads, and, if it was, on virtual ones. */
    static LinePanel of(
            String title,
            String work,
            Results results,
            List<Peer> peers,
            String benchmark,
            List<Integer> threads,
            String onVirtualThreads,
            int micros) {
        boolean virtual = !results.of(onVirtualThreads, any -> true).isEmpty();
        List<String> columns =
                new ArrayList<>(threads.stream().map(String::valueOf).toList());
        if (virtual) {
            columns.add(VIRTUAL);
        }
        List<Line> lines = new ArrayList<>();
        for (Peer peer : peers) {
            List<OptionalDouble> figures = new ArrayList<>(threads.stream()
                    .map(count -> results.score(benchmark, peer, count, micros))
                    .toList());
            if (virtual) {
                figures.add(results.score(onVirtualThreads, peer, 1, micros));
            }
            if (figures.stream().anyMatch(OptionalDouble::isPresent)) {
                lines.add(new Line(peer, figures));
            }
        }
        return new LinePanel(title, work, columns, threads.size(), lines);
    }

    void draw(Svg svg, Box box) {
        box.heading(svg, title, work + " per microsecond on a logarithmic scale, more is better");
        List<Double> all = lines.stream()
                .flatMap(line -> line.figures().stream())
                .flatMap(figure -> figure.stream().boxed())
                .toList();
        Scale scale = Scale.of(all, box.plotBottom(), box.plotTop());
        for (double tick : scale.ticks()) {
            double y = scale.at(tick);
            svg.empty("line", "class", "grid", "x1", box.plotLeft(), "y1", y, "x2", box.plotRight(), "y2", y);
            svg.text("text", Scale.label(tick), "class", "tick end", "x", box.plotLeft() - 8, "y", y + 4);
        }
        for (int i = 0; i < columns.size(); i++) {
            double x = columnAt(i, box);
            svg.text("text", columns.get(i), "class", "tick middle", "x", x, "y", box.plotBottom() + 20);
        }
        svg.text(
                "text",
                "threads",
                "class",
                "tick middle",
                "x",
                (box.plotLeft() + box.plotRight()) / 2,
                "y",
                box.plotBottom() + 36);
        // Sharer last, so that nothing covers it.
        for (int i = lines.size() - 1; i >= 0; i--) {
            draw(svg, lines.get(i), box, scale);
        }
        lines.stream().filter(line -> line.peer().isOurs()).forEach(line -> label(svg, line, box, scale));
    }

    private double columnAt(int index, Box box) {
        double step = (box.plotRight() - box.plotLeft()) / columns.size();
        return box.plotLeft() + step * (index + 0.5);
    }

    private void draw(Svg svg, Line line, Box box, Scale scale) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < connected; i++) {
            OptionalDouble figure = line.figures().get(i);
            if (figure.isPresent()) {
                points.append(Math.round(columnAt(i, box)))
                        .append(',')
                        .append(Math.round(scale.at(figure.getAsDouble())))
                        .append(' ');
            }
        }
        svg.open("g", "class", line.peer().style());
        svg.empty("polyline", "class", "line", "points", points.toString().strip());
        for (int i = 0; i < columns.size(); i++) {
            double x = columnAt(i, box);
            line.figures().get(i).ifPresent(figure -> Marker.draw(svg, line.peer(), x, scale.at(figure)));
        }
        svg.close("g");
    }

    private void label(Svg svg, Line line, Box box, Scale scale) {
        for (int i = 0; i < columns.size(); i++) {
            double x = columnAt(i, box);
            line.figures().get(i).ifPresent(figure -> {
                double y = scale.at(figure) - 10;
                svg.text("text", Numbers.plain(figure), "class", "figure middle", "x", x, "y", y);
            });
        }
    }
}

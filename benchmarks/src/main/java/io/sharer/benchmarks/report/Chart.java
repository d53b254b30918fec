package io.sharer.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run at a glance: two panels of lines over the number of threads, and two of bars.
 *
 * <p>One SVG, readable on light and dark pages, with a title and a description for those who do not see it.
 */
final class Chart {
    private static final int WIDTH = 900;
    private static final int LEFT = 28;
    private static final int RIGHT = 464;
    private static final int PANEL = 408;
    private static final int BARS = 434;
    private static final int BARS_HEIGHT = 220;
    private static final int ROOM_BELOW = 26;

    private static final String STYLE = """
            svg { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
              --page: #ffffff; --edge: #d0d7de; --text: #1f2328; --muted: #59636e; --grid: #e3e7ec;
              --sharer: #0b57d0; --lock: #b3530a; --fair: #7a35c9; --write: #6b7280; --executor: #0b7a6c;
              --queue: #b0307a; }
            @media (prefers-color-scheme: dark) { svg {
              --page: #0d1117; --edge: #30363d; --text: #e6edf3; --muted: #9aa4af; --grid: #262c34;
              --sharer: #7cacff; --lock: #f0a04b; --fair: #c79bff; --write: #9ca3af; --executor: #43cdb8;
              --queue: #f08cc0; } }
            .page { fill: var(--page); stroke: var(--edge); }
            text { fill: var(--text); }
            .title { font-size: 20px; font-weight: 600; }
            .panel { font-size: 14px; font-weight: 600; }
            .muted, .tick { fill: var(--muted); font-size: 12px; }
            .figure { font-size: 12px; font-weight: 600; paint-order: stroke; stroke: var(--page); stroke-width: 4px; }
            .end { text-anchor: end; } .middle { text-anchor: middle; }
            .grid { stroke: var(--grid); }
            .line { fill: none; stroke: var(--own); stroke-width: 2; stroke-linejoin: round; }
            .marker { fill: var(--own); stroke: var(--page); stroke-width: 1; }
            .bar { fill: var(--own); }
            .sharer { --own: var(--sharer); } .sharer .line { stroke-width: 3; }
            .lock, .guava, .hikari { --own: var(--lock); } .fair, .stormpot { --own: var(--fair); }
            .write, .commons { --own: var(--write); } .executor, .vibur { --own: var(--executor); }
            .queue { --own: var(--queue); }
            """;

    private final String title;
    private final Results results;
    private final List<LinePanel> lines;
    private final List<BarPanel> bars;

    /** Two of each; the first one's lines are explained. */
    Chart(String title, Results results, List<LinePanel> lines, List<BarPanel> bars) {
        this.title = title;
        this.results = results;
        this.lines = lines;
        this.bars = bars;
    }

    /** SVG. */
    String text() {
        int barsHeight = Math.max(BARS_HEIGHT, (int)
                bars.stream().mapToDouble(BarPanel::leastHeight).max().orElse(0));
        int height = BARS + barsHeight + ROOM_BELOW;
        Svg svg = new Svg();
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + WIDTH + " " + height,
                "width",
                WIDTH,
                "height",
                height,
                "role",
                "img",
                "aria-labelledby",
                "title desc");
        svg.text("title", title, "id", "title");
        svg.text("desc", description(), "id", "desc");
        svg.text("style", STYLE);
        svg.empty("rect", "class", "page", "x", 0.5, "y", 0.5, "width", WIDTH - 1, "height", height - 1, "rx", 8);
        svg.text("text", title, "class", "title", "x", 28, "y", 40);
        svg.text("text", conditions(), "class", "muted", "x", 28, "y", 60);
        legend(svg, lines.get(0));
        lines.get(0).draw(svg, new Box(LEFT, 116, PANEL, 290));
        lines.get(1).draw(svg, new Box(RIGHT, 116, PANEL, 290));
        bars.get(0).draw(svg, new Box(LEFT, BARS, PANEL, barsHeight));
        bars.get(1).draw(svg, new Box(RIGHT, BARS, PANEL, barsHeight));
        svg.close("svg");
        return svg.toString();
    }

    private String conditions() {
        return results.about().getString("machine")
                + " · JDK "
                + results.jdks()
                + " · "
                + results.about().getString("date");
    }

    private static void legend(Svg svg, LinePanel panel) {
        double x = 34;
        for (LinePanel.Line line : panel.lines()) {
            svg.open("g", "class", line.peer().style());
            Marker.draw(svg, line.peer(), x, 86);
            svg.close("g");
            svg.text("text", line.peer().title(), "x", x + 12, "y", 90.5);
            x += 34 + line.peer().title().length() * 7.1;
        }
    }

    // --- What is told to those who do not see it ---

    private String description() {
        Stream<String> ofLines = lines.stream()
                .map(panel -> capitalised(panel.work()) + " per microsecond at so many threads, " + panel.title() + ": "
                        + panel.lines().stream()
                                .map(line -> line.peer().title() + " " + figures(panel, line))
                                .collect(Collectors.joining("; "))
                        + ".");
        Stream<String> ofBars = bars.stream()
                .map(panel -> panel.title() + ", " + panel.unit() + ": "
                        + panel.bars().stream()
                                .map(bar -> bar.label() + " " + Numbers.plain(bar.figure()))
                                .collect(Collectors.joining("; "))
                        + ".");
        return Stream.concat(ofLines, ofBars).collect(Collectors.joining(" "));
    }

    private static String capitalised(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String figures(LinePanel panel, LinePanel.Line line) {
        List<String> figures = new ArrayList<>();
        for (int i = 0; i < panel.columns().size(); i++) {
            String threads = panel.columns().get(i);
            line.figures().get(i).ifPresent(figure -> figures.add(Numbers.plain(figure) + " at " + threads));
        }
        return String.join(", ", figures);
    }
}

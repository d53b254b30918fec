package io.sharer.benchmarks.report;

import io.sharer.benchmarks.WaitProfiler;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run at a glance: synchronous turns over the number of threads, asynchronous tasks, and the longest waits.
 *
 * <p>One SVG, readable on light and dark pages, with a title and a description for those who do not see it.
 */
public final class Chart {
    static final String TITLE = "Sharer beside locks and executors";

    private static final int WIDTH = 900;
    private static final int HEIGHT = 680;
    private static final int BODY_MICROS = 2;
    private static final List<Integer> THREADS = List.of(1, 2, 8, 64);
    private static final String VIRTUAL = "1,000 virtual";

    private static final String STYLE = """
            svg { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
              --page: #ffffff; --edge: #d0d7de; --text: #1f2328; --muted: #59636e; --grid: #e3e7ec;
              --sharer: #0b57d0; --lock: #b3530a; --fair: #7a35c9; --write: #6b7280; --executor: #0b7a6c; }
            @media (prefers-color-scheme: dark) { svg {
              --page: #0d1117; --edge: #30363d; --text: #e6edf3; --muted: #9aa4af; --grid: #262c34;
              --sharer: #7cacff; --lock: #f0a04b; --fair: #c79bff; --write: #9ca3af; --executor: #43cdb8; } }
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
            .lock, .guava { --own: var(--lock); } .fair { --own: var(--fair); }
            .write { --own: var(--write); } .executor { --own: var(--executor); }
            """;

    private final Results results;

    /** The chart of a run. */
    public Chart(Results results) {
        this.results = results;
    }

    /** SVG. */
    public String text() {
        LinePanel empty = turns("An empty body", 0);
        LinePanel busy = turns("A body of 2 µs", BODY_MICROS);
        BarPanel tasks = new BarPanel("Asynchronous tasks", "tasks per microsecond, more is better", tasks());
        BarPanel waits =
                new BarPanel("The longest wait of 64 threads, bodies of 2 µs", "milliseconds, less is better", waits());

        Svg svg = new Svg();
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "width",
                WIDTH,
                "height",
                HEIGHT,
                "role",
                "img",
                "aria-labelledby",
                "title desc");
        svg.text("title", TITLE, "id", "title");
        svg.text("desc", description(List.of(empty, busy), List.of(tasks, waits)), "id", "desc");
        svg.text("style", STYLE);
        svg.empty("rect", "class", "page", "x", 0.5, "y", 0.5, "width", WIDTH - 1, "height", HEIGHT - 1, "rx", 8);
        svg.text("text", TITLE, "class", "title", "x", 28, "y", 40);
        svg.text("text", conditions(), "class", "muted", "x", 28, "y", 60);
        legend(svg, empty);
        empty.draw(svg, new Box(28, 116, 408, 290));
        busy.draw(svg, new Box(464, 116, 408, 290));
        tasks.draw(svg, new Box(28, 434, 408, 220));
        waits.draw(svg, new Box(464, 434, 408, 220));
        svg.close("svg");
        return svg.toString();
    }

    private String conditions() {
        String jdks = results.measured().stream().map(Result::jdk).distinct().collect(Collectors.joining(" and "));
        return results.about().getString("machine")
                + " · JDK "
                + jdks
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
            x += 34 + line.peer().title().length() * 6.8;
        }
    }

    // --- What is drawn ---

    private LinePanel turns(String title, int micros) {
        boolean virtual = !results.of("VirtualThreadTurns", any -> true).isEmpty();
        List<String> columns =
                new ArrayList<>(THREADS.stream().map(String::valueOf).toList());
        if (virtual) {
            columns.add(VIRTUAL);
        }
        List<LinePanel.Line> lines = new ArrayList<>();
        for (Peer peer : Peer.SYNC) {
            List<OptionalDouble> figures = new ArrayList<>(THREADS.stream()
                    .map(threads -> score("SyncTurns", peer, threads, micros))
                    .toList());
            if (virtual) {
                figures.add(score("VirtualThreadTurns", peer, 1, micros));
            }
            if (figures.stream().anyMatch(OptionalDouble::isPresent)) {
                lines.add(new LinePanel.Line(peer, figures));
            }
        }
        return new LinePanel(title, columns, THREADS.size(), lines);
    }

    private List<BarPanel.Bar> tasks() {
        return Stream.of(1, 4)
                .flatMap(producers -> Peer.EXECUTE.stream()
                        .flatMap(peer -> score("AsyncTurns", peer, producers, 0).stream()
                                .mapToObj(figure -> new BarPanel.Bar(
                                        peer,
                                        peer.title() + ", " + producers + (producers == 1 ? " producer" : " producers"),
                                        figure))))
                .toList();
    }

    private List<BarPanel.Bar> waits() {
        return Peer.SYNC.stream()
                .flatMap(peer -> results.find("TurnWaits", peer.method(), 64, BODY_MICROS).stream()
                        .flatMap(result ->
                                result.metric(WaitProfiler.LONGEST).stream().boxed())
                        .map(longest -> new BarPanel.Bar(peer, peer.title(), longest)))
                .toList();
    }

    private OptionalDouble score(String benchmark, Peer peer, int threads, int micros) {
        return results.find(benchmark, peer.method(), threads, micros).stream()
                .mapToDouble(Result::score)
                .findFirst();
    }

    // --- What is told to those who do not see it ---

    private static String description(List<LinePanel> lines, List<BarPanel> bars) {
        Stream<String> ofLines = lines.stream()
                .map(panel -> "Turns per microsecond at so many threads, " + panel.title() + ": "
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

    private static String figures(LinePanel panel, LinePanel.Line line) {
        List<String> figures = new ArrayList<>();
        for (int i = 0; i < panel.columns().size(); i++) {
            String threads = panel.columns().get(i);
            line.figures().get(i).ifPresent(figure -> figures.add(Numbers.plain(figure) + " at " + threads));
        }
        return String.join(", ", figures);
    }
}

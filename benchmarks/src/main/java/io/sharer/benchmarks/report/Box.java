package io.sharer.benchmarks.report;

/** Where a panel is drawn, titles and labels included. */
record Box(double x, double y, double width, double height) {
    static final double LEFT = 46;
    static final double TOP = 46;
    static final double BOTTOM = 40;

    double plotLeft() {
        return x + LEFT;
    }

    double plotRight() {
        return x + width;
    }

    double plotTop() {
        return y + TOP;
    }

    double plotBottom() {
        return y + height - BOTTOM;
    }

    /** The panel's title and what its figures are. */
    void heading(Svg svg, String title, String unit) {
        svg.text("text", title, "class", "panel", "x", x, "y", y + 14);
        svg.text("text", unit, "class", "muted", "x", x, "y", y + 30);
    }
}

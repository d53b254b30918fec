package io.sharer.benchmarks.report;

/** What is made of a run. */
public interface Report {
    /**
     * Its tables, and under which conditions they came about.
     *
     * @param chart the file name of the picture to show
     */
    String markdown(String chart);

    /** The picture, as SVG. */
    String chart();
}

package io.sharer.benchmarks.report;

import jakarta.json.JsonObject;
import java.util.Locale;

/** A page of tables in the making: Markdown. */
final class Page {
    private final StringBuilder text = new StringBuilder();

    Page(String title, Results results, String chartTitle, String chart) {
        text.append("# ").append(title).append("\n\n").append(conditions(results));
        text.append("\n\n![").append(chartTitle).append("](").append(chart).append(")\n");
    }

    private static String conditions(Results results) {
        JsonObject about = results.about();
        return String.format(
                Locale.ROOT,
                "Measured on %s, with JDK %s, on %s.%s",
                about.getString("machine"),
                results.jdks(),
                about.getString("date"),
                about.getBoolean("quick", false)
                        ? " **A quick run, to see that everything works: its figures mean nothing.**"
                        : "");
    }

    /** Adds it, unless the table is empty. */
    Page section(String title, String about, Table table) {
        if (!table.isEmpty()) {
            text.append("\n## ").append(title).append("\n\n");
            if (!about.isEmpty()) {
                text.append(about).append("\n\n");
            }
            text.append(table);
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

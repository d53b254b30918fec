package io.sharer.benchmarks.report;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** What idle queues take. */
final class FootprintTable {
    private final JsonObject footprint;

    FootprintTable(JsonObject footprint) {
        this.footprint = footprint;
    }

    /** What a million of them take. */
    String about() {
        double beans = footprint.getJsonNumber("beans").doubleValue();
        double shared = footprint.getJsonNumber("heapOfSharedBeans").doubleValue();
        double intercepted = footprint.getJsonNumber("heapOfInterceptedBeans").doubleValue();
        return String.format(
                Locale.ROOT,
                "%s shared beans, each called once, take %s bytes each on the heap, with all that the container keeps of"
                        + " each; the same beans with empty interceptors take %s. They hold %d threads.\n\n"
                        + "Object by object, without what all queues share; the two interceptors of each bean, %s bytes,"
                        + " are the container's.",
                Numbers.whole(beans),
                Numbers.whole(shared / beans),
                Numbers.whole(intercepted / beans),
                footprint.getInt("threads"),
                Numbers.whole(footprint.getJsonObject("quietWithInterceptors").getInt("bytes")
                        - footprint.getJsonObject("quiet").getInt("bytes")));
    }

    /** What one takes, class by class. */
    Table table() {
        Table table = new Table(1, List.of("class", "bytes, if its calls never met", "if one has waited"));
        JsonObject quiet = footprint.getJsonObject("quiet");
        JsonObject waited = footprint.getJsonObject("onceWaitedFor");
        for (JsonObject of : waited.getJsonArray("classes").getValuesAs(JsonObject.class)) {
            String name = of.getString("class");
            table.add(List.of("`" + name + "`", bytesOf(quiet, name), bytesOf(waited, name)));
        }
        table.add(List.of("all", String.valueOf(quiet.getInt("bytes")), String.valueOf(waited.getInt("bytes"))));
        return table;
    }

    private static String bytesOf(JsonObject objects, String className) {
        return objects.getJsonArray("classes").getValuesAs(JsonObject.class).stream()
                .filter(of -> of.getString("class").equals(className))
                .map(of -> String.valueOf(of.getInt("bytes")))
                .findFirst()
                .orElse("");
    }
}

package io.sharer.benchmarks.report;

import io.sharer.benchmarks.ThroughputProfiler;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.OptionalDouble;

/**
 * What JMH has measured of one method with one number of threads.
 *
 * @param benchmark the class's simple name
 * @param method the peer
 * @param threads that called it
 * @param micros how long the body worked, 0 where there was no such parameter
 * @param score operations per microsecond of time passed, or nanoseconds per operation
 * @param error half the width of the 99.9 % confidence interval, 0 if there are too few samples to tell
 * @param jdk that it ran on
 * @param secondary what profilers found, as JMH wrote it
 */
record Result(
        String benchmark,
        String method,
        int threads,
        int micros,
        double score,
        double error,
        String jdk,
        JsonObject secondary) {

    static Result of(JsonObject json) {
        String name = json.getString("benchmark");
        int dot = name.lastIndexOf('.');
        JsonObject params =
                json.getOrDefault("params", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
        JsonObject secondary = json.getJsonObject("secondaryMetrics");
        JsonObject wall = secondary.getJsonObject(ThroughputProfiler.THROUGHPUT);
        JsonObject score = wall == null ? json.getJsonObject("primaryMetric") : wall;
        return new Result(
                name.substring(name.lastIndexOf('.', dot - 1) + 1, dot),
                name.substring(dot + 1),
                json.getInt("threads"),
                Integer.parseInt(params.getString("micros", "0")),
                number(score, "score").orElseThrow(),
                number(score, "scoreError").orElse(0),
                json.getString("jdkVersion"),
                secondary);
    }

    /** What a profiler found. */
    OptionalDouble metric(String name) {
        JsonObject metric = secondary.getJsonObject(name);
        return metric == null ? OptionalDouble.empty() : number(metric, "score");
    }

    /** JMH writes what is not a number as a string. */
    private static OptionalDouble number(JsonObject json, String name) {
        return json.get(name) instanceof JsonNumber number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }
}

package io.sharer.benchmarks.report;

import io.sharer.benchmarks.WaitProfiler;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What turns want to reach beside their peers. */
final class TurnGoals {
    private static final String SYNC = "SyncTurns";
    private static final String ASYNC = "AsyncTurns";
    private static final int MANY = 64;

    private final Results results;

    TurnGoals(Results results) {
        this.results = results;
    }

    List<Goal> all() {
        Stream<Goal> uncontended =
                Stream.of(throughput("uncontended turn", "ReentrantLock", 0.9, SYNC, "turn", "lock", 1));
        Stream<Goal> contended = IntStream.of(8, MANY)
                .boxed()
                .flatMap(threads -> Stream.of(
                        contended(threads, "single-thread executor, get()", 30, "singleThreadExecutor"),
                        contended(threads, "fair ReentrantLock", 30, "fairLock"),
                        contended(threads, "ReentrantLock", 0.3, "lock")));
        Stream<Goal> rest = Stream.of(
                throughput("tasks of 1 producer", "Guava SequentialExecutor", 1.0, ASYNC, "execute", "executeGuava", 1),
                throughput(
                        "tasks of 4 producers", "Guava SequentialExecutor", 1.3, ASYNC, "execute", "executeGuava", 4),
                new Goal("@Shared call", "an empty interceptor", 1.3, false, " × its time", cdiRatio()),
                new Goal("idle queue of a bean", "", 200, false, " bytes", idleBytes()),
                new Goal("threads of a million idle queues", "", 0, false, "", idleThreads()),
                new Goal(
                        "longest wait of 64 threads, bodies of 2 µs",
                        "64 ms: 64 times the overtaking allowed at the front",
                        64 + MANY * Results.BODY_MICROS / 1e3,
                        false,
                        " ms",
                        longestWait()));
        return Stream.of(uncontended, contended, rest).flatMap(goals -> goals).toList();
    }

    private Goal contended(int threads, String peer, double goal, String peerMethod) {
        return throughput("turns of " + threads + " threads", peer, goal, SYNC, "turn", peerMethod, threads);
    }

    private Goal throughput(
            String work, String peer, double goal, String benchmark, String ours, String theirs, int threads) {
        return Goal.throughput(
                work,
                peer,
                goal,
                results.score(benchmark, ours, threads, 0),
                results.score(benchmark, theirs, threads, 0));
    }

    private OptionalDouble cdiRatio() {
        return Goal.ratio(
                results.score("CdiCalls", "shared", 1, 0), results.score("CdiCalls", "emptyInterceptor", 1, 0));
    }

    private OptionalDouble longestWait() {
        return results.find("TurnWaits", "turn", MANY, Results.BODY_MICROS)
                .map(result -> result.metric(WaitProfiler.LONGEST))
                .orElse(OptionalDouble.empty());
    }

    private OptionalDouble idleBytes() {
        JsonObject footprint = results.about().getJsonObject("footprint");
        return footprint == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(footprint.getJsonObject("quiet").getInt("bytes"));
    }

    private OptionalDouble idleThreads() {
        JsonObject footprint = results.about().getJsonObject("footprint");
        return footprint == null ? OptionalDouble.empty() : OptionalDouble.of(footprint.getInt("threads"));
    }
}

package io.sharer.benchmarks.report;

import io.sharer.benchmarks.WaitProfiler;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What Sharer wants to reach beside its peers, and what it has reached. */
final class Goals {
    private static final String SYNC = "SyncTurns";
    private static final String ASYNC = "AsyncTurns";
    private static final int MANY = 64;
    private static final int BODY_MICROS = 2;

    private final Results results;

    Goals(Results results) {
        this.results = results;
    }

    /**
     * One of them.
     *
     * @param work what is done
     * @param peer what it is compared with
     * @param goal the figure to reach
     * @param atLeast whether more is better
     * @param unit behind the figures
     * @param measured the figure reached, if it was measured
     */
    record Goal(String work, String peer, double goal, boolean atLeast, String unit, OptionalDouble measured) {
        boolean isReached() {
            double figure = measured.orElse(Double.NaN);
            return atLeast ? figure >= goal : figure <= goal;
        }
    }

    Table table() {
        Table table = new Table(2, List.of("work", "beside", "goal", "measured", ""));
        for (Goal goal : all()) {
            if (goal.measured().isPresent()) {
                table.add(List.of(
                        goal.work(),
                        goal.peer(),
                        (goal.atLeast() ? "≥ " : "≤ ") + trimmed(goal.goal()) + goal.unit(),
                        Numbers.plain(goal.measured().getAsDouble()) + goal.unit(),
                        goal.isReached() ? "reached" : "missed"));
            }
        }
        return table;
    }

    private static String trimmed(double goal) {
        return goal == Math.rint(goal) ? Numbers.whole(goal) : String.valueOf(goal);
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
                        64 + MANY * BODY_MICROS / 1e3,
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
        return new Goal(
                work,
                peer,
                goal,
                true,
                " × its throughput",
                ratio(score(benchmark, ours, threads), score(benchmark, theirs, threads)));
    }

    private OptionalDouble cdiRatio() {
        return ratio(score("CdiCalls", "shared", 1), score("CdiCalls", "emptyInterceptor", 1));
    }

    private OptionalDouble score(String benchmark, String method, int threads) {
        return results.find(benchmark, method, threads, 0).stream()
                .mapToDouble(Result::score)
                .findFirst();
    }

    private static OptionalDouble ratio(OptionalDouble ours, OptionalDouble theirs) {
        return ours.isPresent() && theirs.isPresent()
                ? OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble())
                : OptionalDouble.empty();
    }

    private OptionalDouble longestWait() {
        return results.find("TurnWaits", "turn", MANY, BODY_MICROS)
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

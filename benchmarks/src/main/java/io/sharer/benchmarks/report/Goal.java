package io.sharer.benchmarks.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What Sharer wants to reach beside a peer, and what it has reached.
 *
 * @param work what is done
 * @param peer what it is compared with
 * @param goal the figure to reach
 * @param atLeast whether more is better
 * @param unit behind the figures
 * @param measured the figure reached, if it was measured
 */
record Goal(String work, String peer, double goal, boolean atLeast, String unit, OptionalDouble measured) {
    /** At least so many times the throughput of the peer. */
    static Goal throughput(String work, String peer, double goal, OptionalDouble ours, OptionalDouble theirs) {
        return new Goal(work, peer, goal, true, " × its throughput", ratio(ours, theirs));
    }

    static OptionalDouble ratio(OptionalDouble ours, OptionalDouble theirs) {
        return ours.isPresent() && theirs.isPresent()
                ? OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Those that were measured. */
    static Table table(List<Goal> goals) {
        Table table = new Table(2, List.of("work", "beside", "goal", "measured", ""));
        for (Goal goal : goals) {
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

    private boolean isReached() {
        double figure = measured.orElse(Double.NaN);
        return atLeast ? figure >= goal : figure <= goal;
    }

    private static String trimmed(double goal) {
        return goal == Math.rint(goal) ? Numbers.whole(goal) : String.valueOf(goal);
    }
}

package io.sharer.testkit;

import io.sharer.LeaseInfo;
import io.sharer.TurnHolder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that the test kit says to users. Codes 520 to 529. */
final class TestkitMessages {
    private TestkitMessages() {}

    static String thread(Thread left) {
        String stack = Stream.of(left.getStackTrace())
                .map(frame -> System.lineSeparator() + "    at " + frame)
                .collect(Collectors.joining());
        return ("SHARER-520: the thread '%s' of Sharer's was begun in the test and has not ended. Close the queue, pool, loop or"
                        + " container that it belongs to.%s")
                .formatted(left.getName(), stack);
    }

    static String turn(String queue, int running, int waiting, List<TurnHolder> holders) {
        String who = holders.stream()
                .map(holder ->
                        holder.body() + (holder.thread() == null ? "" : " on the thread '" + holder.thread() + "'"))
                .collect(Collectors.joining(", "));
        return ("SHARER-521: in the queue '%s' %s a turn and %s%s. Have all of them run, and complete the stages that they"
                        + " return.")
                .formatted(
                        queue,
                        running == 1 ? "1 body has" : running + " bodies have",
                        waiting == 1 ? "1 waits" : waiting + " wait",
                        who.isEmpty() ? "" : ": " + who);
    }

    static String lease(String pool, long lent, List<LeaseInfo> leases) {
        String who = leases.stream().map(TestkitMessages::inWords).collect(Collectors.joining("; "));
        return "SHARER-522: %s of the pool '%s' %s lent%s. Close each lease, best with try. Where it was borrowed is known if the pool has a maxLease."
                .formatted(
                        lent == 1 ? "1 object" : lent + " objects",
                        pool,
                        lent == 1 ? "is" : "are",
                        who.isEmpty() ? "" : ": " + who);
    }

    private static String inWords(LeaseInfo lease) {
        return (lease.thread() == null ? "to a future" : "to the thread '" + lease.thread() + "'")
                + (lease.place() == null ? "" : ", borrowed at " + lease.place());
    }

    static String scope(String name) {
        return "SHARER-523: the resource scope '%s', which is called by where it was opened, is open. Close it, best with try."
                .formatted(name);
    }

    static String ownTurn(String queue) {
        return "SHARER-524: the thread of the test has a turn of the queue '%s' still.".formatted(queue);
    }

    static IllegalStateException nothingToRun() {
        return new IllegalStateException(
                "SHARER-525: there is nothing to run: nothing was submitted, or what was has not got its turn, or went to another executor.");
    }

    static IllegalStateException noEnd(int steps) {
        return new IllegalStateException(
                "SHARER-526: after %d steps there are still more: some body submits itself anew. Run them one by one, by runNext()."
                        .formatted(steps));
    }

    static IllegalArgumentException backwards(Duration time) {
        return new IllegalArgumentException(
                "SHARER-527: a clock was to be moved by %s. Time does not go back.".formatted(time));
    }
}

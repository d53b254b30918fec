package io.sharer.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What pools want to reach beside their peers. */
final class PoolGoals {
    private static final String LOANS = "PoolLoans";
    private static final List<Integer> THREADS = List.of(1, 2, 32);

    private final Results results;

    PoolGoals(Results results) {
        this.results = results;
    }

    List<Goal> all() {
        return THREADS.stream()
                .flatMap(threads -> Stream.concat(besideBest(threads).stream(), Stream.of(besideCommons(threads))))
                .toList();
    }

    private Optional<Goal> besideBest(int threads) {
        return Peer.POOLS.stream()
                .filter(peer -> !peer.isOurs() && !peer.equals(Peer.BLOCKING_QUEUE))
                .filter(peer -> score(peer, threads).isPresent())
                .max(Comparator.comparingDouble(peer -> score(peer, threads).orElseThrow()))
                .map(best -> goal(threads, 0.9, best, "the best pool, " + best.title()));
    }

    private Goal besideCommons(int threads) {
        return goal(threads, 10, Peer.COMMONS, Peer.COMMONS.title());
    }

    private Goal goal(int threads, double goal, Peer peer, String title) {
        return Goal.throughput(
                "loans of " + threads + (threads == 1 ? " thread" : " threads"),
                title,
                goal,
                score(Peer.POOL, threads),
                score(peer, threads));
    }

    private OptionalDouble score(Peer peer, int threads) {
        return results.score(LOANS, peer, threads, 0);
    }
}

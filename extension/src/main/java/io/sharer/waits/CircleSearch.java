package io.sharer.waits;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks for a circle of waits that leads from one wait back to the waiter. */
final class CircleSearch {
    private static final int ATTEMPTS = 10;

    private final Wait start;
    private final Function<Thread, @Nullable Wait> waits;

    /** Those whom the search has come by, each with its wait. */
    private final Deque<Circles.Step> way = new ArrayDeque<>();

    /** What is on the way; meeting it again closes a circle. */
    private final Set<Awaited> onTheWay = new HashSet<>();

    /** What was seen not to be stuck. */
    private final Set<Awaited> free = new HashSet<>();

    /** What was seen to be stuck if that is so of all that is on the way; forgotten with what turns out free. */
    private final Set<Awaited> stuck = new LinkedHashSet<>();

    /** All waits that the deadlock consists of. */
    private final List<Wait> involved = new ArrayList<>();

    private @Nullable List<Circles.Step> circle;

    private CircleSearch(Wait start, Function<Thread, @Nullable Wait> waits) {
        this.start = start;
        this.waits = waits;
    }

    /** What one search has found. */
    private record Found(List<Wait> involved, List<Circles.Step> circle) {
        /** Waits are compared one by one, for each is a wait of its own. */
        boolean isStill(Found other) {
            return involved.equals(other.involved);
        }
    }

    /** The circle in words, if there is one and this wait is the newest in it. */
    static Optional<String> from(Wait start, Function<Thread, @Nullable Wait> waits) {
        Found before = null;
        boolean newest = false;
        for (int i = 0; i < ATTEMPTS; i++) {
            Found found = new CircleSearch(start, waits).search();
            if (found == null) {
                return Optional.empty();
            }
            if (before != null && found.isStill(before)) {
                return newest ? Optional.of(Circles.describe(start, found.circle())) : Optional.empty();
            }
            // Before the search that decides: whatever a wait takes for begun now has begun when that looks at it.
            newest = found.involved().stream().noneMatch(wait -> wait.isNewerThan(start));
            before = found;
        }
        // Others come and go too fast for this to be a standstill.
        return Optional.empty();
    }

    private @Nullable Found search() {
        return isStuck(start.awaited()) && circle != null ? new Found(involved, circle) : null;
    }

    private boolean isStuck(Awaited awaited) {
        if (free.contains(awaited)) {
            return false;
        }
        if (stuck.contains(awaited) || !onTheWay.add(awaited)) {
            return true;
        }
        int stuckBefore = stuck.size();
        int involvedBefore = involved.size();
        List<Circles.Step> circleBefore = circle;
        Blockers blockers = awaited.blockers();
        int stuckBlockers = 0;
        for (Blocker blocker : blockers.blockers()) {
            stuckBlockers += isStuck(blocker) ? 1 : 0;
        }
        onTheWay.remove(awaited);
        if (stuckBlockers > 0
                && (blockers.each() || stuckBlockers == blockers.blockers().size())) {
            stuck.add(awaited);
            return true;
        }
        // What is stuck behind it, if it is, is no part of the deadlock.
        involved.subList(involvedBefore, involved.size()).clear();
        circle = circleBefore;
        List.copyOf(stuck).subList(stuckBefore, stuck.size()).forEach(stuck::remove);
        free.add(awaited);
        return false;
    }

    private boolean isStuck(Blocker blocker) {
        Thread thread = blocker.thread();
        Wait wait = thread == null ? blocker.waits() : waits.apply(thread);
        if (wait == start) {
            way.addLast(new Circles.Step(blocker, wait));
            circle = List.copyOf(way);
            way.removeLast();
            return true;
        }
        if (wait == null || wait.isOver()) {
            return false;
        }
        way.addLast(new Circles.Step(blocker, wait));
        boolean stuck = isStuck(wait.awaited());
        way.removeLast();
        if (stuck) {
            involved.add(wait);
        }
        return stuck;
    }
}

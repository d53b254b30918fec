package io.sharer.it.example;

import io.sharer.it.example.Database.Stored;
import io.sharer.it.example.Load.Attempt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what clients were told with what the database holds, and tells every difference in words. */
final class Comparison {
    private final List<String> troubles = new ArrayList<>();

    private Comparison() {}

    /**
     * All that is wrong; empty if every acknowledged user is there exactly once, with an audit row, and no other is.
     */
    static List<String> troubles(Load.Outcome outcome, Stored stored) {
        Comparison comparison = new Comparison();
        comparison.add("errors", outcome.errors());
        comparison.add(
                "acknowledged although invalid",
                outcome.acknowledged().stream().filter(a -> !a.valid()).toList());
        comparison.lost(outcome.acknowledged(), stored);
        comparison.notAcknowledged(outcome.acknowledged(), stored);
        comparison.audit(stored);
        return comparison.troubles;
    }

    /** What is wrong if clients may have missed their answers: every acknowledged user must be there exactly once. */
    static List<String> losses(List<Attempt> acknowledged, Stored stored) {
        Comparison comparison = new Comparison();
        comparison.lost(acknowledged, stored);
        comparison.audit(stored);
        return comparison.troubles;
    }

    private void lost(List<Attempt> acknowledged, Stored stored) {
        Map<String, Integer> timesStored = new HashMap<>();
        stored.users().values().forEach(name -> timesStored.merge(name, 1, Integer::sum));
        List<Attempt> lost = new ArrayList<>();
        Set<String> twice = new HashSet<>();
        for (Attempt attempt : acknowledged) {
            if (!attempt.name().equals(stored.users().get(attempt.id()))) {
                lost.add(attempt);
            }
            if (timesStored.getOrDefault(attempt.name(), 0) > 1) {
                twice.add(attempt.name());
            }
        }
        add("acknowledged but not stored under their id", lost);
        add("stored more than once", twice);
    }

    private void notAcknowledged(List<Attempt> acknowledged, Stored stored) {
        Set<String> names = new HashSet<>(stored.users().values());
        acknowledged.forEach(attempt -> names.remove(attempt.name()));
        add("stored but not acknowledged", names);
    }

    private void audit(Stored stored) {
        if (stored.auditRows() != stored.users().size()) {
            troubles.add("%d users but %d audit rows".formatted(stored.users().size(), stored.auditRows()));
        }
    }

    private void add(String what, Collection<?> cases) {
        if (!cases.isEmpty()) {
            troubles.add("%d %s, such as %s"
                    .formatted(cases.size(), what, cases.iterator().next()));
        }
    }
}

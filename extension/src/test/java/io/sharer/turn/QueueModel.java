package io.sharer.turn;

import java.util.ArrayList;
import java.util.List;

/** What a queue has to look like, one step after another: a line, and those who hold a turn. */
final class QueueModel {
    private final int permits;
    private final int capacity;
    private final List<Entry> line = new ArrayList<>();
    private final List<Entry> holders = new ArrayList<>();

    QueueModel(int permits, int capacity) {
        this.permits = permits;
        this.capacity = capacity;
    }

    /** One call or body. */
    record Entry(int number, boolean read, boolean thread) {}

    /** What may become of a new one. */
    enum Outcome {
        RUNS,
        WAITS,
        REFUSED
    }

    /** All that may become of a new one. */
    List<Outcome> outcomesOf(Entry entry) {
        if (line.isEmpty() && admits(entry)) {
            return List.of(Outcome.RUNS);
        }
        Outcome otherwise = capacity != 0 && line.size() >= capacity ? Outcome.REFUSED : Outcome.WAITS;
        // A running thread may pass waiting threads, for a time that a model has no clock for.
        boolean mayPass = entry.thread() && line.stream().allMatch(Entry::thread) && admits(entry);
        return mayPass ? List.of(Outcome.RUNS, otherwise) : List.of(otherwise);
    }

    void came(Entry entry, Outcome outcome) {
        if (outcome == Outcome.RUNS) {
            holders.add(entry);
        } else if (outcome == Outcome.WAITS) {
            line.add(entry);
        }
    }

    void left(Entry entry) {
        line.remove(entry);
        serve();
    }

    void ended(Entry entry) {
        holders.remove(entry);
        serve();
    }

    private void serve() {
        while (!line.isEmpty() && admits(line.get(0))) {
            holders.add(line.remove(0));
        }
    }

    private boolean admits(Entry entry) {
        return entry.read()
                ? holders.stream().allMatch(Entry::read)
                : holders.stream().noneMatch(Entry::read) && holders.size() < permits;
    }

    List<Entry> line() {
        return line;
    }

    List<Entry> holders() {
        return holders;
    }

    @Override
    public String toString() {
        return "holders " + holders + ", line " + line;
    }
}

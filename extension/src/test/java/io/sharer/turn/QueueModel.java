package io.sharer.turn;

import io.sharer.QueueStats;
import java.util.ArrayList;
import java.util.List;

/** What a queue has to look like, one step after another: a line, and those who hold a turn. */
final class QueueModel {
    private final int permits;
    private final int capacity;
    private final List<Entry> line = new ArrayList<>();
    private final List<Entry> holders = new ArrayList<>();
    private boolean closed;
    private long turns;
    private long rejected;
    private long timedOut;
    private long cancelled;

    QueueModel(int permits, int capacity) {
        this.permits = permits;
        this.capacity = capacity;
    }

    /** How long one waits. */
    enum Patience {
        ENDLESS,
        SHORT,
        NONE
    }

    /** One call or body. */
    record Entry(int number, boolean read, boolean thread, Patience patience) {
        boolean waits() {
            return patience == Patience.ENDLESS;
        }
    }

    /** What may become of a new one. */
    enum Outcome {
        RUNS,
        WAITS,
        REFUSED,
        TIMED_OUT
    }

    /** All that may become of a new one. */
    List<Outcome> outcomesOf(Entry entry) {
        if (closed) {
            return List.of(Outcome.REFUSED);
        }
        if (line.isEmpty() && admits(entry)) {
            return List.of(Outcome.RUNS);
        }
        Outcome otherwise = entry.waits() ? Outcome.WAITS : Outcome.TIMED_OUT;
        if (entry.patience() != Patience.NONE && capacity != 0 && line.size() >= capacity) {
            otherwise = Outcome.REFUSED;
        }
        // A running thread may pass waiting threads, for a time that a model has no clock for.
        boolean mayPass = entry.thread() && line.stream().allMatch(Entry::thread) && admits(entry);
        return mayPass ? List.of(Outcome.RUNS, otherwise) : List.of(otherwise);
    }

    void came(Entry entry, Outcome outcome) {
        switch (outcome) {
            case RUNS -> hold(entry);
            case WAITS -> line.add(entry);
            case REFUSED -> rejected++;
            case TIMED_OUT -> timedOut++;
        }
    }

    void left(Entry entry) {
        line.remove(entry);
        cancelled++;
        serve();
    }

    void closed() {
        closed = true;
        serve();
    }

    private void hold(Entry entry) {
        holders.add(entry);
        turns++;
    }

    void ended(Entry entry) {
        holders.remove(entry);
        serve();
    }

    private void serve() {
        while (!line.isEmpty() && admits(line.get(0))) {
            hold(line.remove(0));
        }
    }

    private boolean admits(Entry entry) {
        return entry.read()
                ? holders.stream().allMatch(Entry::read)
                : holders.stream().noneMatch(Entry::read) && holders.size() < permits;
    }

    /** Whether the figures of the queue are these. */
    boolean counts(QueueStats stats) {
        return stats.length() == line.size()
                && stats.running() == holders.size()
                && stats.turns() == turns
                && stats.rejected() == rejected
                && stats.timedOut() == timedOut
                && stats.cancelled() == cancelled;
    }

    List<Entry> line() {
        return line;
    }

    List<Entry> holders() {
        return holders;
    }

    @Override
    public String toString() {
        return "holders " + holders + ", line " + line + ", turns " + turns + ", rejected " + rejected + ", timed out "
                + timedOut + ", cancelled " + cancelled;
    }
}

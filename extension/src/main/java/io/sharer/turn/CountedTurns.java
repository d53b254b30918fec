package io.sharer.turn;

import io.sharer.jfr.HeldTurns;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How many turns a queue has had, and the timing of those that a thread holds alone.
 *
 * <p>Written by who has the turn. A class of its own, which the queue extends, so that an uncontended turn reads one
 * object.
 */
abstract class CountedTurns extends TurnState {
    private static final VarHandle TURNS;

    static {
        try {
            TURNS = MethodHandles.lookup().findVarHandle(CountedTurns.class, "turns", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Without those that are counted on deck. */
    private long turns;

    /** When the body of the thread that is alone began, if that is timed; else 0. */
    private long ranSince;

    /** How many turns that threads hold alone come before the next that is timed. */
    private int untilTimed;

    /** How many turns the next stands for that is timed. */
    private int timedFor = 1;

    CountedTurns(int permits) {
        super(permits);
    }

    /** Changes with each turn, but not with those of bodies that follow each other from the deck. */
    final long turnsBefore() {
        return (long) TURNS.getOpaque(this);
    }

    /** Turns are numbered from here on. Only by who keeps all turns from being taken. */
    final void numberAfter(long last) {
        TURNS.setOpaque(this, last);
    }

    /** Counts a turn of who is alone. */
    final void countAlone() {
        TURNS.setOpaque(this, turns + 1);
    }

    /** Counts a turn of who may run beside others; returns how many there were before. */
    final long countBeside() {
        return (long) TURNS.getAndAdd(this, 1L);
    }

    // --- The run times of threads that are alone ---

    /** A thread that is alone begins. */
    final void beginRun() {
        countAlone();
        if (--untilTimed < 0) {
            beginTimedRun();
        }
    }

    private void beginTimedRun() {
        ranSince = System.nanoTime();
        if (HeldTurns.areRecorded()) {
            recordAlone();
        }
    }

    /** The flight recorder is to be told of the turn of the thread that is alone. */
    abstract void recordAlone();

    /** The thread that is alone ends. */
    final void endRun(TurnTimes times) {
        if (ranSince != 0) {
            endTimedRun(times);
        }
    }

    private void endTimedRun(TurnTimes times) {
        long ran = System.nanoTime() - ranSince;
        ranSince = 0;
        times.ran(ran, timedFor);
        if (HeldTurns.areAny()) {
            HeldTurns.end(this);
        }
        // While they are recorded, none is left out.
        timedFor = HeldTurns.areRecorded() ? 1 : TurnTimes.nextStandsFor(ran, turns);
        // By chance, lest calls that come in a pattern hide from it.
        untilTimed = timedFor == 1 ? 0 : ThreadLocalRandom.current().nextInt(2 * timedFor - 1);
    }
}

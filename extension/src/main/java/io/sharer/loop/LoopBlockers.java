package io.sharer.loop;

import io.sharer.waits.Awaited;
import io.sharer.waits.Blocker;
import io.sharer.waits.Blockers;
import io.sharer.waits.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who has to act before a future of a loop is done: the loop's thread in any case, for it completes it, and whoever
 * does the work.
 */
final class LoopBlockers {
    private LoopBlockers() {}

    /** Of a body on the loop, and the stage it may have returned. */
    static Blockers ofBody(LoopLife life, String what, @Nullable CompletionStage<?> stage) {
        List<Blocker> all = new ArrayList<>();
        loop(life, what, all);
        if (stage instanceof Awaited awaited && stage instanceof Future<?> future) {
            all.add(Blocker.suspended(
                    () -> what + ", whose stage is pending", Wait.ofNoThread(awaited, future::isDone)));
        }
        return new Blockers(true, all);
    }

    /** Of work for a worker. */
    static Blockers ofWork(@Nullable LoopLife life, String what, WorkState state, Workers workers) {
        List<Blocker> all = new ArrayList<>();
        if (life != null) {
            loop(life, what, all);
        }
        Thread thread = state.runner();
        Supplier<String> description = () -> what;
        if (thread != null) {
            all.add(Blocker.running(description, thread));
        } else if (state.isWaiting()) {
            all.add(Blocker.suspended(description, Wait.ofNoThread(workers, () -> !state.isWaiting())));
        }
        return new Blockers(true, all);
    }

    /** Of what only the loop's thread can bring about. */
    static Blockers ofLoop(LoopLife life, String what) {
        List<Blocker> all = new ArrayList<>();
        loop(life, what, all);
        return new Blockers(true, all);
    }

    private static void loop(LoopLife life, String what, List<Blocker> all) {
        Thread thread = life.thread();
        if (thread != null) {
            all.add(Blocker.running(
                    () -> what + ", whose future the event loop '" + life.name() + "' completes", thread));
        }
    }
}

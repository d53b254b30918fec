package io.sharer.loop;

import io.sharer.waits.Blocker;
import io.sharer.waits.Blockers;
import io.sharer.waits.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who has to act before a future of a loop is done: the loop's thread in any case, for it completes it, and whoever
 * does the work.
 */
final class LoopBlockers {
    private LoopBlockers() {}

    /** Of a body on the loop, and the stage it may have returned. */
    static Blockers ofBody(LoopLife life, String what, @Nullable Wait stage) {
        List<Blocker> all = new ArrayList<>();
        loop(life, what, all);
        if (stage != null) {
            all.add(Blocker.suspended(() -> what + ", whose stage is pending", stage));
        }
        return new Blockers(true, all);
    }

    /** Of work for a worker. */
    static Blockers ofWork(@Nullable LoopLife life, String what, WorkState state, Wait forWorker) {
        List<Blocker> all = new ArrayList<>();
        if (life != null) {
            loop(life, what, all);
        }
        Thread thread = state.runner();
        Supplier<String> description = () -> what;
        if (thread != null) {
            all.add(Blocker.running(description, thread));
        } else if (state.isWaiting()) {
            all.add(Blocker.suspended(description, forWorker));
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

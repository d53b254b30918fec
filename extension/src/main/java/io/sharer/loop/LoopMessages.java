package io.sharer.loop;

import io.sharer.ChannelClosedException;
import io.sharer.QueueClosedException;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnException;
import io.sharer.TurnInterruptedException;
import io.sharer.TurnRejectedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All that the loop's engine tells its users. Codes 401 to 449. */
final class LoopMessages {
    private LoopMessages() {}

    // --- Settings ---

    static IllegalArgumentException blankName() {
        return new IllegalArgumentException(
                "SHARER-401: an event loop is built with a blank name, by which no message could tell it. Give it one"
                        + " that can be read.");
    }

    static IllegalArgumentException noWorkers(String loop, int workers) {
        return new IllegalArgumentException(
                "SHARER-402: the event loop '%s' has %d workers, with which no blocking work could ever be done. Use 1 or more."
                        .formatted(loop, workers));
    }

    static IllegalArgumentException negativeCapacity(String loop, int capacity) {
        return new IllegalArgumentException(
                "SHARER-403: the capacity of the event loop '%s' is %d. Use 0 for no limit, or a positive number."
                        .formatted(loop, capacity));
    }

    static IllegalArgumentException negativeTime(String loop, String what, Duration time) {
        return new IllegalArgumentException(
                "SHARER-404: the %s of the event loop '%s' is %s. It may not be negative; zero is none."
                        .formatted(what, loop, time));
    }

    static IllegalArgumentException blankTaskName(String loop) {
        return new IllegalArgumentException(
                "SHARER-405: a task of the event loop '%s' has a blank name, by which neither its thread nor a message could be told. Give it one that can be read."
                        .formatted(loop));
    }

    static IllegalArgumentException noPeriod(String loop, long period, TimeUnit unit) {
        return new IllegalArgumentException(
                "SHARER-406: a body is scheduled on the event loop '%s' every %d %s. Use a positive period."
                        .formatted(loop, period, unit));
    }

    static IllegalArgumentException nothingToRun(String loop, String method) {
        return new IllegalArgumentException(
                "SHARER-407: %s was called on the event loop '%s' with no body, so there is no result to give. Give it at least one."
                        .formatted(method, loop));
    }

    // --- States ---

    static TurnRejectedException notStarted(String loop) {
        return new TurnRejectedException(
                "SHARER-411: the event loop '%s' has not been started yet, so nothing would run this. Call start() first."
                        .formatted(loop));
    }

    static QueueClosedException notTaken(String loop, String state) {
        return new QueueClosedException(
                "is stopping".equals(state)
                        ? "SHARER-412: the event loop '%s' is stopping, and takes only what its own threads ask for to finish their work."
                                .formatted(loop)
                        : "SHARER-413: the event loop '%s' has stopped and takes nothing more. Start it again first, if it is to go on."
                                .formatted(loop));
    }

    static IllegalStateException startWhileStopping(String loop) {
        return new IllegalStateException(
                "SHARER-414: the event loop '%s' was to be started while it is stopping. Wait for its end, with stop() or awaitTermination, and start it then."
                        .formatted(loop));
    }

    static QueueClosedException leftOver(String loop) {
        return new QueueClosedException(
                "SHARER-415: the event loop '%s' was stopped before this was done.".formatted(loop));
    }

    static TurnRejectedException full(String loop, String what, int capacity) {
        return new TurnRejectedException(
                "SHARER-416: as many %s as may, in the event loop '%s': %d. Ask again later, or give the loop a larger capacity."
                        .formatted(what, loop, capacity));
    }

    static TurnRejectedException executorRefused(String loop, Throwable refusal) {
        return new TurnRejectedException(
                "SHARER-417: the executor of the event loop '%s' refused to do blocking work, so it failed. Use an executor that is running and does not refuse."
                        .formatted(loop),
                refusal);
    }

    // --- Waiting ---

    static TurnDeadlockException deadlock(String owner, String circle) {
        return new TurnDeadlockException(
                "SHARER-421: deadlock around %s, so this wait fails and the others go on:%s%nAttach what comes next to the future, instead of waiting for it on the thread that it needs."
                        .formatted(owner, circle));
    }

    static TurnException waitOnLoop(String loop, String method) {
        return new TurnException(
                "SHARER-422: %s was called on the event loop '%s' by the loop itself, and would wait for bodies that only the loop could run. Use submit, or call them one after another."
                        .formatted(method, loop));
    }

    static TurnInterruptedException interrupted(String owner, InterruptedException cause) {
        return new TurnInterruptedException(
                "SHARER-423: the thread was interrupted while it waited for %s; its body does not run."
                        .formatted(owner),
                cause);
    }

    static NullPointerException nullStage(String loop, Object label) {
        return new NullPointerException(
                "SHARER-424: %s returned null for a stage on the event loop '%s'. Return a completed stage instead."
                        .formatted(describe(label), loop));
    }

    // --- What is logged ---

    static String unseenFailure(String loop, Object label) {
        return "SHARER-431: %s, on the event loop '%s', failed, and no future can tell."
                .formatted(describe(label), loop);
    }

    static String taskFailed(String loop, String task) {
        return "SHARER-432: the task '%s' of the event loop '%s' failed, and has ended. The loop goes on."
                .formatted(task, loop);
    }

    static String handlerFailed(String loop) {
        return "SHARER-433: the failure handler of the event loop '%s' has failed itself. The loop goes on."
                .formatted(loop);
    }

    static String workerGoesOn(String owner) {
        return "SHARER-434: something was thrown on a worker of '%s' outside any work. The worker goes on."
                .formatted(owner);
    }

    static String blocked(String loop, Duration atLeast, @Nullable Thread thread) {
        StringBuilder text = new StringBuilder(
                "SHARER-435: one body has kept the event loop '%s' for %d ms at least, and everything else waits. Give what blocks to blocking(...), or cut it into pieces."
                        .formatted(loop, atLeast.toMillis()));
        return withStack(text, thread);
    }

    static String notDoneInTime(String loop, List<String> left) {
        return ("SHARER-436: the event loop '%s' was to stop, and its deadline has passed, or the thread that stops it was"
                        + " interrupted, before all was done. What runs is interrupted, and everything else fails. Left are, among others: %s.")
                .formatted(loop, left);
    }

    static String hangs(String loop, @Nullable Thread thread) {
        StringBuilder text = new StringBuilder(
                "SHARER-437: the thread of the event loop '%s' has not come back from a body although it was interrupted. The loop counts as stopped without it. Look whether it hangs."
                        .formatted(loop));
        return withStack(text, thread);
    }

    static String goesOn(String loop, List<String> left) {
        return ("SHARER-438: the event loop '%s' has stopped, but these go on although they were interrupted: %s. Let them end"
                        + " when they are interrupted.")
                .formatted(loop, left);
    }

    static String plainThread(String loop, Throwable why) {
        return "SHARER-439: the thread factory of the event loop '%s' made no thread for its end, so a plain one serves: %s"
                .formatted(loop, why);
    }

    static String endedBeforeTask(String loop, String task) {
        return ("SHARER-440: a thread of the factory of the event loop '%s' ended before it came to the task '%s', so a plain"
                        + " one runs that. Look in the server's log why.")
                .formatted(loop, task);
    }

    private static String withStack(StringBuilder text, @Nullable Thread thread) {
        if (thread != null) {
            text.append(System.lineSeparator()).append("  ").append(thread.getName());
            for (StackTraceElement frame : thread.getStackTrace()) {
                text.append(System.lineSeparator()).append("    at ").append(frame);
            }
        }
        return text.toString();
    }

    /** A body by its description where it has one, else by its class. */
    static String describe(Object label) {
        return label instanceof CharSequence
                ? label.toString()
                : label.getClass().getName();
    }

    // --- Channels, 450 and on ---

    static IllegalArgumentException noRoom(String loop, int capacity) {
        return new IllegalArgumentException(
                "SHARER-450: a channel of the event loop '%s' has the capacity %d. Use 1 or more."
                        .formatted(loop, capacity));
    }

    static ChannelClosedException channelClosed(String loop) {
        return new ChannelClosedException(
                "SHARER-451: the channel of the event loop '%s' is closed, by close() or because the loop has stopped."
                        .formatted(loop));
    }

    static TurnDeadlockException wouldBlock(String loop, String method, String instead) {
        return new TurnDeadlockException(
                "SHARER-452: %s of a channel would have to wait on the thread of its event loop '%s', and everything else with it. Use %s there."
                        .formatted(method, loop, instead));
    }
}

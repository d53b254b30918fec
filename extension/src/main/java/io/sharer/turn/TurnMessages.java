package io.sharer.turn;

import io.sharer.QueueClosedException;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnException;
import io.sharer.TurnInterruptedException;
import io.sharer.TurnRejectedException;
import io.sharer.TurnTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that the turn queue says to users. */
final class TurnMessages {
    private TurnMessages() {}

    static TurnRejectedException full(String queue, int capacity, String holder) {
        return new TurnRejectedException(
                ("SHARER-101: the queue '%s' is full: %d waiting, which is its capacity, and %s."
                                + " Try again later, or give the queue a larger capacity.")
                        .formatted(queue, capacity, holder));
    }

    static QueueClosedException closed(String queue) {
        return new QueueClosedException(("SHARER-102: the queue '%s' is closed, because its bean or its application has"
                        + " ended or it was shut down. Nothing new is taken.")
                .formatted(queue));
    }

    static QueueClosedException leftOver(String queue) {
        return new QueueClosedException(
                "SHARER-103: the queue '%s' was closed before this had its turn or was done.".formatted(queue));
    }

    static TurnInterruptedException interrupted(String queue, InterruptedException cause) {
        return new TurnInterruptedException(
                "SHARER-104: the thread was interrupted while it waited for a turn in the queue '%s'; it has left the queue."
                        .formatted(queue),
                cause);
    }

    static TurnRejectedException executorRefused(String queue, Throwable refusal) {
        return new TurnRejectedException(
                ("SHARER-105: the executor of the queue '%s' refused to run a queued body, so it"
                                + " failed. Use an executor that is running and does not refuse.")
                        .formatted(queue),
                refusal);
    }

    static NullPointerException nullStage(String queue, String body) {
        return new NullPointerException(
                "SHARER-106: %s returned null for a stage in the queue '%s'. Return a completed stage instead."
                        .formatted(body, queue));
    }

    static TurnException pendingFuture(String queue, String body) {
        return new TurnException(("SHARER-107: %s returned a Future that is neither done nor a CompletionStage, so the"
                        + " queue '%s' cannot tell when its turn ends. Return a CompletionStage.")
                .formatted(body, queue));
    }

    static TurnException waitInsideTurn(String queue, String method) {
        return new TurnException(("SHARER-108: %s was called on the queue '%s' from inside its own turn, and would wait"
                        + " for bodies queued behind that very turn. Use submit, or call them one after another.")
                .formatted(method, queue));
    }

    static IllegalArgumentException nothingToInvoke(String queue) {
        return new IllegalArgumentException(
                "SHARER-148: invokeAny was called on the queue '%s' with no body, so there is no result to give. Give it at least one."
                        .formatted(queue));
    }

    static IllegalArgumentException negativeCapacity(String queue, int capacity) {
        return new IllegalArgumentException(
                "SHARER-109: the capacity of the queue '%s' is %d. Use 0 for no limit, or a positive number."
                        .formatted(queue, capacity));
    }

    static IllegalArgumentException negativeDrainTimeout(String queue, Duration drain, Duration grace) {
        return new IllegalArgumentException(
                "SHARER-110: the drain time-outs of the queue '%s' are %s and %s. Neither may be negative."
                        .formatted(queue, drain, grace));
    }

    static String unseenFailure(String queue, String body) {
        return "SHARER-112: %s, queued in '%s', failed, and no future can tell its caller.".formatted(body, queue);
    }

    static String drainTimedOut(String queue, Duration timeout, int left, String holder) {
        return ("SHARER-113: the queue '%s' was not done within %s, which is all that its end may take, or that of all"
                        + " queues of its application together: %d still waited, and %s. The running body is interrupted,"
                        + " and all else fails.")
                .formatted(queue, timeout, left, holder);
    }

    static String turnTakenOver(String queue, String holder) {
        return ("SHARER-114: a body in the queue '%s' did not end although it was interrupted; %s. What comes last in the"
                        + " queue, such as @PreDestroy, runs beside it.")
                .formatted(queue, holder);
    }

    static String notDrainedInTime(String queue, Duration timeout, String holder) {
        return "SHARER-115: what was queued in '%s' was not done within %s; %s. It goes on."
                .formatted(queue, timeout, holder);
    }

    static TurnTimeoutException timedOut(String queue, long timeoutNanos, String holders, int length) {
        return new TurnTimeoutException(
                ("SHARER-116: no turn in the queue '%s' within %s: %s, and %d waiting. The body did not run."
                                + " Try again later, allow more time, or shorten what the holder does.")
                        .formatted(queue, Duration.ofNanos(timeoutNanos), holders, length));
    }

    static TurnTimeoutException timedOutInTransaction(TurnTimeoutException timedOut) {
        TurnTimeoutException told = new TurnTimeoutException(
                timedOut.getMessage() + " The call waited in transaction, whose own time went by meanwhile.");
        told.setStackTrace(timedOut.getStackTrace());
        return told;
    }

    static TurnException transactionCannotKeep(String queue, Object label, RuntimeException cause) {
        return new TurnException(
                ("SHARER-140: %s has its turn in the queue '%s', but its transaction takes nobody any more who waits for"
                                + " its end, as when it is marked for roll-back or has timed out. The body did not run."
                                + " Begin a new transaction and try again.")
                        .formatted(describe(label), queue),
                cause);
    }

    /** What the platform says of itself, with the call that has met it. */
    static TurnException toldOf(String queue, Object label, TurnException thrown) {
        return new TurnException(
                "%s It was asked for by %s, in the queue '%s', whose body did not run."
                        .formatted(thrown.getMessage(), describe(label), queue),
                thrown);
    }

    static TurnException upgrade(String queue) {
        return new TurnException(
                ("SHARER-117: a call that writes was made from inside a turn of the queue '%s' that only"
                                + " reads, and could never have its turn while that goes on. Make the outer call write too, or the"
                                + " inner one read.")
                        .formatted(queue));
    }

    static IllegalArgumentException nullKey(String body, int part, int parts) {
        String which = parts == 1 ? "the key" : "part " + part + " of the key";
        return new IllegalArgumentException(
                ("SHARER-130: %s of a call of %s is null, and who would take turns with whom is not known."
                                + " Pass a key, or give calls that have none a method without one.")
                        .formatted(which, body));
    }

    static IllegalArgumentException noKey(String body) {
        return new IllegalArgumentException(
                "SHARER-131: a call of %s has a key without parts. Give it one at least, or call it without a key."
                        .formatted(body));
    }

    static IllegalStateException keysOnOneThread(String queue) {
        return new IllegalStateException(
                ("SHARER-132: the queue '%s' has a dedicated thread, which cannot run different keys side by side. Call"
                                + " it without a key, or leave the dedicated thread out.")
                        .formatted(queue));
    }

    static TurnRejectedException dropped(String queue) {
        return new TurnRejectedException(
                ("SHARER-118: a newer call took the place of this one in the queue '%s', which is"
                                + " full and drops its oldest. Try again later, or give the queue a larger capacity.")
                        .formatted(queue));
    }

    static TurnDeadlockException deadlock(String circle) {
        return deadlock(
                "call",
                circle,
                "Take the turns in the same order everywhere, or submit one of the calls instead of waiting for it.");
    }

    static TurnDeadlockException deadlockOfStage(String circle) {
        return deadlock(
                "stage",
                circle,
                "A stage that waits for a call which waits for the turn of that very stage is never done. Make that call synchronous, or one of the bean to itself, as this.method(): then it is part of the turn. Else take the turns in the same order everywhere.");
    }

    private static TurnDeadlockException deadlock(String what, String circle, String advice) {
        return new TurnDeadlockException(
                "SHARER-122: deadlock, so this %s fails and the others go on:%s%n%s".formatted(what, circle, advice));
    }

    static TurnDeadlockException placeInsideTurn(String queue) {
        return new TurnDeadlockException(
                ("SHARER-119: a body was submitted to the queue '%s', which is full, from inside its"
                                + " own turn, and would wait for a place that only the end of that turn can free. Submit it after the"
                                + " turn, or give the queue a larger capacity.")
                        .formatted(queue));
    }

    static IllegalArgumentException blankName() {
        return new IllegalArgumentException(
                "SHARER-160: a SerialExecutor is built with a blank name, by which no message could tell it. Give it one"
                        + " that can be read.");
    }

    static IllegalArgumentException invalidPermits(String queue, int permits) {
        return new IllegalArgumentException(
                "SHARER-120: the permits of the queue '%s' are %d, with which nothing could ever run. Use 1 or more."
                        .formatted(queue, permits));
    }

    static IllegalArgumentException negativeTimeout(String queue, Duration timeout) {
        return new IllegalArgumentException(
                "SHARER-121: the time-out of the queue '%s' is %s. Use a positive duration, or PT0S for now or never."
                        .formatted(queue, timeout));
    }

    static IllegalArgumentException permitsOnOneThread(String queue, int permits) {
        return new IllegalArgumentException(
                ("SHARER-135: the queue '%s' has a dedicated thread, on which bodies run one by one, and permits for %d."
                                + " Leave out one of them.")
                        .formatted(queue, permits));
    }

    static String anotherThread(String thread, String why) {
        return ("SHARER-136: the dedicated thread '%s' %s, so another one takes its place. What had been bound to the"
                        + " thread, if anything, has to be made anew.")
                .formatted(thread, why);
    }

    static String threadGoesOn(String thread) {
        return "SHARER-137: something was thrown on the dedicated thread '%s' outside any body. The thread goes on."
                .formatted(thread);
    }

    static String threadHangs(String queue, @Nullable Thread thread) {
        StringBuilder text = new StringBuilder(
                ("SHARER-138: the dedicated thread of the queue '%s' has not come back from a body in time. What comes last"
                                + " in the queue, such as @PreDestroy, runs nowhere else, and not before it does. Look"
                                + " whether it hangs.")
                        .formatted(queue));
        if (thread != null) {
            appendStack(text, thread);
        }
        return text.toString();
    }

    static TurnDeadlockException onItsThreadOutsideTurn(String queue) {
        return new TurnDeadlockException(
                ("SHARER-139: the dedicated thread of the queue '%s' calls the queue from outside a turn, while others have"
                                + " the turn or wait for it that only this very thread could run. Submit the body instead.")
                        .formatted(queue));
    }

    /**
     * A turn is held for long.
     *
     * @param fromInside what waits for a turn, and was asked for from inside the one that is held
     */
    static String heldTooLong(
            String queue, int waiting, String holder, List<Holders.Holder> holders, List<Object> fromInside) {
        StringBuilder text =
                new StringBuilder("SHARER-123: in the queue '%s' there %s waiting, and %s. Look whether it hangs."
                        .formatted(queue, waiting == 1 ? "is 1" : "are " + waiting, holder));
        for (Holders.Holder one : holders) {
            Thread thread = one.endsOn();
            if (thread == null) {
                text.append(System.lineSeparator()).append("  a stage or body that runs on no thread");
            } else {
                appendStack(text, thread);
            }
        }
        if (!fromInside.isEmpty()) {
            text.append(System.lineSeparator())
                    .append(
                            "  What waits was in part asked for from inside that very turn: %s. If the turn's stage waits for it, neither is ever done: make the call synchronous, or one of the bean to itself, as this.method(), so that it is part of the turn."
                                    .formatted(fromInside.stream()
                                            .map(TurnMessages::describe)
                                            .collect(Collectors.joining(", "))));
        }
        return text.toString();
    }

    private static void appendStack(StringBuilder text, Thread thread) {
        text.append(System.lineSeparator()).append("  ").append(thread.getName());
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append(System.lineSeparator()).append("    at ").append(frame);
        }
    }

    static String notWatched() {
        return "SHARER-145: turns that are held for long while others wait cannot be told of, because the timer's thread"
                + " cannot be made. Look for what uses up threads or memory. Nothing else fails for it.";
    }

    /** Who has the turn, as far as can be seen from another thread. */
    static String holders(boolean held, List<Holders.Holder> holders, long nanos) {
        if (!held) {
            return "nobody has the turn";
        }
        if (holders.isEmpty()) {
            return "the turn is just going to the next";
        }
        Holders.Holder first = holders.get(0);
        String what = first.label() == null ? "a body" : describe(first.label());
        Thread thread = first.thread();
        String where = thread == null ? "" : " on the thread '" + thread.getName() + "'";
        String others = holders.size() == 1 ? "" : " and " + (holders.size() - 1) + " more";
        return "the turn is held by %s%s%s for at least %d ms".formatted(what, where, others, nanos / 1_000_000);
    }

    /** A body by its method where it is known, else by its class. */
    static String describe(Object label) {
        return label instanceof CharSequence
                ? label.toString()
                : label.getClass().getName();
    }
}

package io.sharer.loop;

import io.sharer.QueueClosedException;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnRejectedException;
import java.time.Duration;

/** All that work queues tell their users. Codes 455 to 469. */
final class WorkMessages {
    private WorkMessages() {}

    static IllegalArgumentException blankName() {
        return new IllegalArgumentException(
                "SHARER-455: a work queue is built with a blank name, by which no message could tell it. Give it one that"
                        + " can be read.");
    }

    static IllegalArgumentException tooFew(String queue, String what, int number) {
        return new IllegalArgumentException(
                "SHARER-456: the %s of the work queue '%s' is %d. Use 1 or more.".formatted(what, queue, number));
    }

    static IllegalArgumentException negativeTime(String queue, String what, Duration time) {
        return new IllegalArgumentException(
                "SHARER-457: the %s of the work queue '%s' is %s. It may not be negative; zero is none."
                        .formatted(what, queue, time));
    }

    static QueueClosedException closed(String queue) {
        return new QueueClosedException(
                "SHARER-458: the work queue '%s' is closed and takes no more.".formatted(queue));
    }

    static QueueClosedException leftOver(String queue) {
        return new QueueClosedException(
                "SHARER-459: the work queue '%s' was closed before this job was done.".formatted(queue));
    }

    static TurnRejectedException full(String queue, int capacity) {
        return new TurnRejectedException(
                "SHARER-460: as many jobs wait in the work queue '%s' as may: %d. Use put, which waits for a place, or give the queue a larger capacity."
                        .formatted(queue, capacity));
    }

    static TurnRejectedException executorRefused(String queue, Throwable refusal) {
        return new TurnRejectedException(
                "SHARER-461: the executor of the work queue '%s' refused to run a job, so it failed. Use an executor that is running and does not refuse."
                        .formatted(queue),
                refusal);
    }

    static TurnDeadlockException joinInside(String queue) {
        return new TurnDeadlockException(
                "SHARER-462: join was called on the work queue '%s' by one of its own jobs, and would wait for that very job. Join it elsewhere, or wait for single futures."
                        .formatted(queue));
    }

    static String notDoneInTime(String queue, int left) {
        return "SHARER-463: the work queue '%s' was to be closed, and its deadline has passed, or the thread that closes it was interrupted, with %d jobs not done. What runs is interrupted, and the rest fails."
                .formatted(queue, left);
    }

    static String unseenFailure(String queue, Object label) {
        return "SHARER-464: %s, in the work queue '%s', failed after its future had been completed."
                .formatted(LoopMessages.describe(label), queue);
    }

    static String goesOn(String queue, int workers) {
        return "SHARER-465: the work queue '%s' is closed, but %d of its jobs go on although they were interrupted."
                .formatted(queue, workers);
    }
}

package io.sharer.pool;

import io.sharer.LeaseExpiredException;
import io.sharer.PoolClosedException;
import io.sharer.PoolCreationException;
import io.sharer.PoolException;
import io.sharer.PoolInterruptedException;
import io.sharer.PoolTimeoutException;
import io.sharer.SecondBorrowException;
import io.sharer.TurnDeadlockException;
import io.sharer.waits.Words;
import java.time.Duration;

/** All that pools say to users. */
final class PoolMessages {
    private PoolMessages() {}

    // --- To borrowers ---

    static PoolTimeoutException timedOut(
            String pool, long nanos, Loans.Tally tally, int maxSize, int waiting, String loans) {
        String most = maxSize == 0 ? "of any number" : "of at most " + maxSize;
        String making = tally.making() == 0 ? "" : ", %d just being made".formatted(tally.making());
        return new PoolTimeoutException(
                ("SHARER-202: the pool '%s' had no object within %s: %d %s lent%s, and %d waiting. %s Try again later, allow"
                                + " more time or a larger maxSize, or look whether what is borrowed is given back.")
                        .formatted(pool, Duration.ofNanos(nanos), tally.lent(), most, making, waiting, loans));
    }

    static PoolClosedException closed(String pool) {
        return new PoolClosedException(
                "SHARER-203: the pool '%s' is closing or closed, because its application has ended or it was closed. Nothing is lent any more."
                        .formatted(pool));
    }

    static PoolInterruptedException interrupted(String pool) {
        return new PoolInterruptedException(
                "SHARER-204: the thread was interrupted while it waited for an object of the pool '%s'; it has left the line."
                        .formatted(pool));
    }

    static PoolCreationException creationFailed(String pool, Throwable cause) {
        return new PoolCreationException(
                "SHARER-205: the pool '%s' could not make an object for a borrower, because the factory or the hook 'opened' has thrown %s. Mend what that tells of; the next borrower tries again."
                        .formatted(pool, Words.of(cause)),
                cause);
    }

    static NullPointerException nullObject(String pool) {
        return new NullPointerException(
                "SHARER-206: the factory of the pool '%s' returned null. Return an object, or throw what keeps it from that."
                        .formatted(pool));
    }

    static PoolCreationException executorRefused(String pool, Throwable refusal) {
        return new PoolCreationException(
                ("SHARER-207: the executor of the pool '%s' refused to make an object for a borrower that has a time-out or"
                                + " waits for a future. Use an executor that is running and does not refuse.")
                        .formatted(pool),
                refusal);
    }

    static PoolException borrowedFailed(String pool, Throwable cause) {
        return new PoolException(
                "SHARER-208: the hook 'borrowed' of the pool '%s' has failed: %s. The object is closed, and not lent. Look at the cause."
                        .formatted(pool, Words.of(cause)),
                cause);
    }

    static SecondBorrowException secondBorrowRefused(String pool, String place) {
        return new SecondBorrowException(
                ("SHARER-209: the thread has an object of the pool '%s' and would have to wait for another one, at %s: when"
                                + " enough threads do that, all of them wait for ever. Use the one it has, or give it back before.")
                        .formatted(pool, place));
    }

    static TurnDeadlockException deadlock(String circle) {
        return new TurnDeadlockException(
                "SHARER-210: deadlock, so this borrower fails and the others go on:%s%nBorrow and take turns in the same order everywhere, or give back what is borrowed before waiting for something else."
                        .formatted(circle));
    }

    static LeaseExpiredException returned(String pool) {
        return new LeaseExpiredException(
                "SHARER-211: an object of the pool '%s' is used after its loan has ended: its lease was closed or discarded, or it was closed itself by a call of its own closing method. It may be somebody else's, or closed. Do that after the last use, or borrow anew."
                        .formatted(pool));
    }

    static LeaseExpiredException killed(String pool, Duration limit) {
        return new LeaseExpiredException(
                "SHARER-212: the object of the pool '%s' was lent for longer than its killLease, %s, so it was taken away and closed. Give back what is borrowed, or allow more time."
                        .formatted(pool, limit));
    }

    // --- To who sets a pool up ---

    static IllegalArgumentException blankName() {
        return new IllegalArgumentException(
                "SHARER-220: a pool is given a blank name, by which no message could tell it. Give it one that can be read.");
    }

    static IllegalArgumentException impossibleSizes(String pool, int minSize, int maxSize) {
        return new IllegalArgumentException(
                "SHARER-221: the pool '%s' has minSize %d and maxSize %d. Use a minSize of 0 or more, and a maxSize that is not smaller, or 0 for no limit."
                        .formatted(pool, minSize, maxSize));
    }

    static IllegalArgumentException negativeUses(String pool, int maxUses) {
        return new IllegalArgumentException(
                "SHARER-222: the pool '%s' has maxUses %d. Use 0 for no limit, or a positive number."
                        .formatted(pool, maxUses));
    }

    static IllegalArgumentException negativeTimeout(String pool, String what, Duration duration) {
        return new IllegalArgumentException(
                "SHARER-223: the %s of the pool '%s' is %s. Use a positive duration, or PT0S for no wait."
                        .formatted(what, pool, duration));
    }

    static IllegalArgumentException notPositive(String pool, String what, Duration duration) {
        return new IllegalArgumentException(
                "SHARER-224: the %s of the pool '%s' is %s. Use a positive duration, or leave it out."
                        .formatted(what, pool, duration));
    }

    // --- To the log ---

    static String secondBorrow(String pool, String place) {
        return ("SHARER-230: a thread has an object of the pool '%s' and waits for another one, at %s: when enough threads do"
                        + " that, all of them wait for ever. Use the one it has, give it back before, or allow it by"
                        + " secondBorrow = ALLOW.")
                .formatted(pool, place);
    }

    static String hookFailed(String pool, String hook) {
        return "SHARER-231: '%s' has thrown for an object of the pool '%s'. The pool goes on; further failures of it are not logged, unless the JVM itself is in need."
                .formatted(hook, pool);
    }

    static String longLease(String pool, String object, Duration lasts, Duration limit) {
        return "SHARER-232: %s, of the pool '%s', has been lent for %s, which is longer than its maxLease, %s. Look whether it is ever given back; the stack tells where it was borrowed."
                .formatted(object, pool, lasts, limit);
    }

    static String killedLease(String pool, String object, Duration lasts, Duration limit) {
        return "SHARER-233: %s, of the pool '%s', has been lent for %s, which is longer than its killLease, %s. Its lease is void, and it is closed; the stack tells where it was borrowed."
                .formatted(object, pool, lasts, limit);
    }

    static String notKeptUp(String pool, int minSize, Duration pause) {
        return "SHARER-234: the pool '%s' cannot make the objects up to its minSize, %d. It tries again in %s, and then ever more seldom, until it can."
                .formatted(pool, minSize, pause);
    }

    static String stillLent(String pool, Duration timeout, long lent, String loans) {
        return "SHARER-235: the pool '%s' is closed, and within %s not all of its objects have come back: %d lent. %s Each is closed when it comes back."
                .formatted(pool, timeout, lent, loans);
    }

    static String upkeepFailed(String pool) {
        return "SHARER-236: the pool '%s' could not be looked after this time. It is again, later.".formatted(pool);
    }

    static String housekeepingFailed() {
        return "SHARER-237: pools could not be looked after, because nothing can be scheduled: what is idle, old or lent for too long stays. Use a scheduler that is running, and look for what uses up threads or memory.";
    }
}

package io.sharer.testkit;

import io.sharer.TimeSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A time that passes when a test says so.
 *
 * <pre>{@code
 * TestClock clock = new TestClock();
 * SerialExecutor till = SerialExecutor.builder("till").executor(steps).timeout(ofSeconds(5)).time(clock).build();
 * ...
 * clock.advance(ofSeconds(5));
 * }</pre>
 *
 * What becomes due runs on the thread that moves the clock, in the order of its times, and the clock shows that time
 * meanwhile. What is scheduled to run at once, or for a time that has passed, runs when the clock is moved next, be it
 * by {@link Duration#ZERO}; but a loop runs what is due already without that. A thread that waits itself looks at the
 * clock every few milliseconds.
 *
 * <p>Thread-safe.
 */
public final class TestClock implements TimeSource {
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock:

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(
            Comparator.<Alarm>comparingLong(alarm -> alarm.due).thenComparing(a -> a.number));

    private long now;
    private long numbers;

    /** A clock that stands. */
    public TestClock() {}

    /** Something that is to be run; done when it is. */
    private final class Alarm extends CompletableFuture<@Nullable Void> {
        final long due;
        final long number;
        final Runnable action;

        Alarm(long due, long number, Runnable action) {
            this.due = due;
            this.number = number;
            this.action = action;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean waits;
            lock.lock();
            try {
                waits = alarms.remove(this);
            } finally {
                lock.unlock();
            }
            return waits && super.cancel(mayInterruptIfRunning);
        }
    }

    @Override
    public long nanoTime() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** {@return how much time has passed since the clock was made} */
    public Duration elapsed() {
        return Duration.ofNanos(nanoTime());
    }

    /** {@return how much there is that will be run when its time has come} */
    public int scheduled() {
        lock.lock();
        try {
            return alarms.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Future<?> scheduleAt(Runnable action, long at) {
        lock.lock();
        try {
            // A difference, for a time beyond the last one is a negative number.
            long due = now + Math.min(Math.max(0, at - now), Long.MAX_VALUE - now);
            Alarm alarm = new Alarm(due, ++numbers, action);
            alarms.add(alarm);
            return alarm;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets so much time pass, and runs what becomes due by that, on this thread. If something of that throws, the rest
     * runs all the same, and the clock comes to its new time. Then what was thrown first is thrown here; what was
     * thrown after that is suppressed in it.
     *
     * @param time how much
     * @throws IllegalArgumentException if it is negative
     */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw TestkitMessages.backwards(time);
        }
        long from = nanoTime();
        long target = from + Math.min(nanosOf(time), Long.MAX_VALUE - from);
        Throwable first = null;
        for (Alarm next = nextUntil(target); next != null; next = nextUntil(target)) {
            try {
                next.action.run();
            } catch (Throwable e) {
                // Whatever it is, the others are due, too.
                first = together(first, e);
            } finally {
                next.complete(null);
            }
        }
        if (first != null) {
            TestClock.<RuntimeException>rethrow(first);
        }
    }

    private static Throwable together(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }

    /** As it is: nobody has declared what an action throws. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> void rethrow(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private static long nanosOf(Duration time) {
        try {
            return time.toNanos();
        } catch (ArithmeticException centuries) {
            return Long.MAX_VALUE;
        }
    }

    /** The next that is due by then, at whose time the clock is set; at the target itself if there is none. */
    private @Nullable Alarm nextUntil(long target) {
        lock.lock();
        try {
            Alarm next = alarms.peek();
            if (next == null || next.due > target) {
                now = Math.max(now, target);
                return null;
            }
            now = Math.max(now, next.due);
            return alarms.poll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "TestClock[" + elapsed() + ", " + scheduled() + " scheduled]";
    }
}

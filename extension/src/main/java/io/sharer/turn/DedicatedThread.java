package io.sharer.turn;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that runs all bodies of a queue: started by the first of them, idle between them, and gone when the
 * queue has ended.
 *
 * <p>Nothing that a body throws ends it, nor does an interrupt. It never helps a waiting body by running another's, and
 * it completes no future, for that would run code of whoever depends on it: {@link Settlements} does.
 *
 * <p>Should the thread die in spite of all, or be ended by the container whose thread it is, another takes its place.
 * There are never two at a time: a thread that hangs is not replaced.
 */
public final class DedicatedThread implements Executor {
    private static final System.Logger LOG = System.getLogger("io.sharer");
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final String name;
    private final ThreadFactory factory;
    private final Executor completions;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock:
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean started;
    private boolean ending;

    private volatile @Nullable Thread thread;
    private volatile boolean busy;

    /**
     * A thread that is not started yet.
     *
     * @param name of the thread
     * @param factory makes it; where that gives none, a plain daemon thread serves
     * @param completions where the futures of the queue complete, and their dependents run
     */
    public DedicatedThread(String name, ThreadFactory factory, Executor completions) {
        this.name = name;
        this.factory = factory;
        this.completions = completions;
    }

    /** Plain threads, which take nothing over from the thread that makes them. */
    public static ThreadFactory plainThreads(boolean daemon) {
        return task -> {
            Thread thread = new Thread(null, task, "sharer", 0, false);
            thread.setDaemon(daemon);
            return thread;
        };
    }

    Executor completions() {
        return completions;
    }

    /** The thread, once it has been started. */
    public @Nullable Thread thread() {
        return thread;
    }

    /** Whether it is the calling thread. */
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Whether it runs something now. */
    public boolean isBusy() {
        return busy;
    }

    String name() {
        return name;
    }

    /** Runs the task on the thread, after those that it was given before; starts the thread if there is none. */
    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            tasks.addLast(task);
            if (started) {
                changed.signal();
                return;
            }
            started = true;
        } finally {
            lock.unlock();
        }
        start(task);
    }

    /** Lets the thread end when it has run what it was given. Idempotent. */
    public void end() {
        lock.lock();
        try {
            ending = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the thread has ended, if it has been told to and runs nothing; called by any other thread.
     *
     * @return false if it has not ended in time, or hangs, or this thread was interrupted, which it still is then
     */
    public boolean awaitEnd(Duration timeout) {
        Thread running = thread;
        if (running == null) {
            return true;
        }
        if (running == Thread.currentThread() || !isEnding()) {
            return false;
        }
        try {
            running.join(Math.max(1, timeout.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !running.isAlive();
    }

    private boolean isEnding() {
        lock.lock();
        try {
            return ending;
        } finally {
            lock.unlock();
        }
    }

    // --- The start ---

    private void start(@Nullable Runnable first) {
        if (startBy(factory)) {
            return;
        }
        boolean runs = false;
        try {
            runs = startBy(plainThreads(true));
        } finally {
            if (!runs) {
                notStarted(first);
            }
        }
    }

    private boolean startBy(ThreadFactory from) {
        Work work = new Work();
        try {
            Thread made = from.newThread(work);
            if (made != null) {
                made.setName(name);
                thread = made;
                made.start();
                if (work.isEntered(made)) {
                    return true;
                }
            }
            LOG.log(System.Logger.Level.WARNING, TurnMessages.anotherThread(name, "could not be had from its factory"));
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    TurnMessages.anotherThread(name, "could not be had from its factory"),
                    e);
        }
        return false;
    }

    private void notStarted(@Nullable Runnable first) {
        lock.lock();
        try {
            started = false;
            thread = null;
            if (first != null) {
                tasks.remove(first);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What the thread runs; tells whether it was let to begin, which a container that stops may prevent. */
    private final class Work implements Runnable {
        private final CountDownLatch entered = new CountDownLatch(1);

        @Override
        public void run() {
            entered.countDown();
            work();
        }

        boolean isEntered(Thread by) {
            boolean interrupted = false;
            boolean alive = true;
            while (true) {
                try {
                    if (entered.await(alive ? LOOK_AGAIN_MILLIS : 0, TimeUnit.MILLISECONDS) || !alive) {
                        break;
                    }
                    alive = by.isAlive();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return entered.getCount() == 0;
        }
    }

    // --- On the thread ---

    private void work() {
        Helping.refuse();
        boolean regular = false;
        try {
            for (Runnable task = next(); task != null; task = next()) {
                run(task);
            }
            regular = true;
        } finally {
            Helping.leave();
            if (!regular) {
                succeed();
            }
        }
    }

    /** The next task; {@code null} at the end. */
    private @Nullable Runnable next() {
        lock.lock();
        try {
            busy = false;
            while (tasks.isEmpty()) {
                if (ending) {
                    started = false;
                    return null;
                }
                changed.awaitUninterruptibly();
            }
            busy = true;
            return tasks.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    private static void run(Runnable task) {
        // The container interrupts its threads when it stops; that is not meant for the next body.
        Thread.interrupted();
        try {
            task.run();
        } catch (Throwable thrown) { // the thread outlives whatever it runs
            LOG.log(
                    System.Logger.Level.ERROR,
                    TurnMessages.threadGoesOn(Thread.currentThread().getName()),
                    thrown);
        }
    }

    /** The thread dies: whatever comes, and what is left, is for another. */
    private void succeed() {
        boolean more;
        lock.lock();
        try {
            busy = false;
            more = !tasks.isEmpty();
            started = more;
        } finally {
            lock.unlock();
        }
        LOG.log(System.Logger.Level.ERROR, TurnMessages.anotherThread(name, "died"));
        if (more) {
            start(null);
        }
    }

    @Override
    public String toString() {
        return "DedicatedThread[" + name + "]";
    }
}

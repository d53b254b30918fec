package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A thread of the test's that makes one call. */
final class Caller<T extends @Nullable Object> {
    private final FutureTask<T> call;
    private final Thread thread;

    private Caller(Callable<T> body) {
        call = new FutureTask<>(body);
        thread = new Thread(call, "caller");
        thread.setDaemon(true);
        thread.start();
    }

    static <T extends @Nullable Object> Caller<T> of(Callable<T> body) {
        return new Caller<>(body);
    }

    /** Makes so many calls at the same time, each on a thread of its own, and waits for all. */
    static void together(int threads, Work body) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Caller<?>> callers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            callers.add(Caller.of(() -> {
                start.await(20, SECONDS);
                body.doAs(number);
                return true;
            }));
        }
        for (Caller<?> caller : callers) {
            caller.result();
        }
    }

    /** What one of several callers does. */
    interface Work {
        void doAs(int number) throws Exception;
    }

    Thread thread() {
        return thread;
    }

    boolean isDone() {
        return call.isDone();
    }

    /** What the call returned or threw. */
    T result() throws Exception {
        try {
            return call.get(30, SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw (Error) e.getCause();
        }
    }
}

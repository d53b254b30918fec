package io.sharer.loop;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/** Has a thread of the factory for each worker, as long as that has work: for virtual threads, above all. */
final class ThreadPerWorker implements Executor {
    private final ThreadFactory factory;

    ThreadPerWorker(ThreadFactory factory) {
        this.factory = Objects.requireNonNull(factory, "factory");
    }

    @Override
    public void execute(Runnable work) {
        Thread thread = factory.newThread(work);
        if (thread == null) {
            throw new RejectedExecutionException("the thread factory " + factory + " made no thread");
        }
        thread.start();
    }
}

package io.sharer.it.server;

import io.sharer.SerialExecutor;
import io.sharer.SharedQueue;
import io.sharer.TurnRejectedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/** Queues that are configured in different ways, or not at all. */
@ApplicationScoped
public class Counters {
    static final String BY_FILE = "by-file";
    static final String BY_PROPERTY = "by-property";
    static final String BY_NOBODY = "by-nobody";

    @Inject
    @SharedQueue(BY_FILE)
    @SuppressWarnings("NullAway.Init")
    private SerialExecutor byFile;

    @Inject
    @SharedQueue(BY_PROPERTY)
    @SuppressWarnings("NullAway.Init")
    private SerialExecutor byProperty;

    @Inject
    @SharedQueue(BY_NOBODY)
    @SuppressWarnings("NullAway.Init")
    private SerialExecutor byNobody;

    /** Whether a queue refuses what comes while one body runs and one waits. */
    public boolean isBounded(String name) {
        SerialExecutor queue = name.equals(BY_FILE) ? byFile : name.equals(BY_PROPERTY) ? byProperty : byNobody;
        CountDownLatch opened = new CountDownLatch(1);
        CompletableFuture<?> running = queue.submit(() -> {
            opened.await();
            return null;
        });
        CompletableFuture<?> waiting = queue.submit(() -> {});
        CompletableFuture<?> third = queue.submit(() -> {});
        opened.countDown();
        running.join();
        waiting.join();
        try {
            third.join();
            return false;
        } catch (CompletionException e) {
            if (e.getCause() instanceof TurnRejectedException) {
                return true;
            }
            throw e;
        }
    }
}

package io.sharer.platform;

import java.util.concurrent.ThreadFactory;

/** Finds out which optional parts of the platform are there. */
public final class Platform {
    private static final String MANAGED_EXECUTOR = "jakarta.enterprise.concurrent.ManagedExecutorService";

    private static final String MANAGED_THREADS = "jakarta.enterprise.concurrent.ManagedThreadFactory";

    private Platform() {}

    /** The container's execution of bodies, or the given one where there is no Jakarta Concurrency. */
    public static Execution execution(Execution fallback) {
        if (!isPresent(MANAGED_EXECUTOR)) {
            return fallback;
        }
        ManagedExecution managed = new ManagedExecution(fallback);
        return new Execution(managed, managed);
    }

    /** The container's makers of threads, or the given one where there is no Jakarta Concurrency. */
    public static ThreadFactory threads(ThreadFactory fallback) {
        return isPresent(MANAGED_THREADS) ? new ManagedThreads(fallback) : fallback;
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, Platform.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}

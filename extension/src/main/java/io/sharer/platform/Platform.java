package io.sharer.platform;

/** Finds out which optional parts of the platform are there. */
public final class Platform {
    private static final String MANAGED_EXECUTOR = "jakarta.enterprise.concurrent.ManagedExecutorService";

    private Platform() {}

    /** The container's execution of bodies, or the given one where there is no Jakarta Concurrency. */
    public static Execution execution(Execution fallback) {
        if (!isPresent(MANAGED_EXECUTOR)) {
            return fallback;
        }
        ManagedExecution managed = new ManagedExecution(fallback);
        return new Execution(managed, managed);
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

package io.sharer.platform;

import java.util.function.BooleanSupplier;

/** Finds out which optional parts of the platform are there. */
public final class Platform {
    private static final String MANAGED_EXECUTOR = "jakarta.enterprise.concurrent.ManagedExecutorService";
    private static final String TRANSACTIONS = "jakarta.transaction.TransactionSynchronizationRegistry";

    private Platform() {}

    /** The container's execution of bodies, or the given one where there is no Jakarta Concurrency. */
    public static Execution execution(Execution fallback) {
        if (!isPresent(MANAGED_EXECUTOR)) {
            return fallback;
        }
        ManagedExecution managed = new ManagedExecution(fallback);
        return new Execution(managed, managed);
    }

    /** Tells whether the calling thread is in a transaction: never where there is no Jakarta Transactions. */
    public static BooleanSupplier inTransaction() {
        return isPresent(TRANSACTIONS) ? new CurrentTransaction() : () -> false;
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

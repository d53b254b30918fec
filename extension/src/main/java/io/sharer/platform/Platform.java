package io.sharer.platform;

import io.sharer.SerialExecutor;
import io.sharer.config.Source;
import io.sharer.spi.ContextCarrier;
import io.sharer.spi.Transactions;
import java.io.Serializable;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;

/** Finds out which optional parts of the platform are there. */
public final class Platform {
    private static final String MANAGED_EXECUTOR = "jakarta.enterprise.concurrent.ManagedExecutorService";
    private static final String TRANSACTIONS = "jakarta.transaction.TransactionSynchronizationRegistry";
    private static final String CONFIG = "org.eclipse.microprofile.config.ConfigProvider";
    private static final String MANAGED_THREADS = "jakarta.enterprise.concurrent.ManagedThreadFactory";

    private static final System.Logger LOG = System.getLogger("io.sharer");

    private Platform() {}

    /** The container's execution of bodies, or the given one where there is no Jakarta Concurrency. */
    public static Execution execution(Execution fallback) {
        if (!isPresent(MANAGED_EXECUTOR)) {
            return fallback;
        }
        ManagedExecution managed = new ManagedExecution(fallback);
        return new Execution(managed, managed);
    }

    /** The type {@code ManagedExecutorService}, if there is Jakarta Concurrency. */
    public static Optional<Class<?>> managedExecutorType() {
        return isPresent(MANAGED_EXECUTOR) ? Optional.of(QueueAsManagedExecutor.TYPE) : Optional.empty();
    }

    /**
     * The queue as a {@code ManagedExecutorService}, where there is Jakarta Concurrency.
     *
     * @param carrier takes the context of who attaches a function to a stage along to who runs it
     * @param passive what a passivated bean takes along in place of it; resolves to the like where it is activated
     */
    public static ExecutorService managedExecutor(SerialExecutor queue, ContextCarrier carrier, Serializable passive) {
        return new QueueAsManagedExecutor(queue, carrier, passive);
    }

    /** Whether there is Jakarta Transactions, as far as can be told before the application runs. */
    public static boolean hasTransactions() {
        return isPresent(TRANSACTIONS);
    }

    /** The container's transactions, or none where there is no Jakarta Transactions. */
    public static Transactions transactions() {
        return hasTransactions() ? new ServerTransactions() : Transactions.NONE;
    }

    /** Leaves no transaction of a body on the thread that has run it, within the context that a carrier takes along. */
    public static ContextCarrier withOwnTransactions(Transactions transactions, ContextCarrier around) {
        return hasTransactions() ? new OwnTransactions(transactions, around) : around;
    }

    /** The container's makers of threads, or the given one where there is no Jakarta Concurrency. */
    public static ThreadFactory threads(ThreadFactory fallback) {
        return isPresent(MANAGED_THREADS) ? new ManagedThreads(fallback) : fallback;
    }

    /** MicroProfile Config as the application sees it, or the given one where there is none. */
    public static Source configuration(Source fallback) {
        if (!isPresent(CONFIG)) {
            return fallback;
        }
        try {
            return MicroProfileSource.ofApplication();
        } catch (IllegalStateException | ServiceConfigurationError noImplementation) {
            LOG.log(System.Logger.Level.DEBUG, "MicroProfile Config cannot be used here.", noImplementation);
            return fallback;
        }
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

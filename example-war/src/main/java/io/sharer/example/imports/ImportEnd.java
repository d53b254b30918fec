package io.sharer.example.imports;

import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Tells those who watch an import how it ended. */
final class ImportEnd {
    private static final System.Logger LOG = System.getLogger(ImportEnd.class.getName());

    private ImportEnd() {}

    /** The import has ended with this failure, or well if there is none. */
    static void tell(ImportJob job, @Nullable Throwable failure) {
        if (failure == null) {
            job.done();
            return;
        }
        Throwable cause = failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
        if (cause instanceof ImportStoppedException) {
            LOG.log(System.Logger.Level.INFO, "The import {0} was stopped: {1}", job.id(), cause.getMessage());
            job.failed("The application ended. What was imported until then stays.");
        } else if (cause instanceof RejectedExecutionException) {
            LOG.log(System.Logger.Level.INFO, "The import {0} found no place in the queue: {1}", job.id(), cause);
            job.failed("The queue took no more. What was imported until then stays.");
        } else {
            LOG.log(System.Logger.Level.ERROR, "The import " + job.id() + " failed", cause);
            job.failed("A batch could not be imported. What was imported until then stays.");
        }
    }
}

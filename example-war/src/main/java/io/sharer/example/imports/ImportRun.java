package io.sharer.example.imports;

import io.sharer.example.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/**
 * One import on its way. It asks for a turn for a batch only when the batch before is done, so at most one of its
 * batches is in the queue, and whoever came meanwhile is served first.
 *
 * <p>Each step happens-before the next, through the future between them; there is never more than one thread here.
 */
final class ImportRun {
    private static final System.Logger LOG = System.getLogger(ImportRun.class.getName());

    private final ImportJob job;
    private final CsvRows rows;
    private final BatchImporter importer;
    private final int batchSize;

    ImportRun(ImportJob job, CsvRows rows, BatchImporter importer, int batchSize) {
        this.job = job;
        this.rows = rows;
        this.importer = importer;
        this.batchSize = batchSize;
    }

    /** Imports what is left. Returns when a batch waits for its turn; this goes on when that is done. */
    void advance() {
        try {
            // A loop, since a batch may be done at once, and a step from within the step before makes a deep stack.
            for (Batch batch = nextBatch(); batch.size() > 0; batch = nextBatch()) {
                CompletableFuture<List<Refusal>> imported =
                        importer.importBatch(batch.users(), job::running).toCompletableFuture();
                if (!imported.isDone()) {
                    advanceAfter(batch, imported);
                    return;
                }
                job.batchDone(batch.size(), batch.errors(imported.join()));
            }
            job.done();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private Batch nextBatch() {
        return Batch.of(rows.next(batchSize));
    }

    private void advanceAfter(Batch batch, CompletableFuture<List<Refusal>> imported) {
        var unused = imported.whenComplete((refusals, failure) -> {
            if (failure == null) {
                job.batchDone(batch.size(), batch.errors(refusals));
                advance();
            } else {
                fail(failure);
            }
        });
    }

    /** Whatever it is, the job ends: somebody watches it. */
    private void fail(Throwable failure) {
        Throwable cause = failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
        if (cause instanceof RejectedExecutionException) {
            LOG.log(System.Logger.Level.INFO, "The import {0} found no place in the queue: {1}", job.id(), cause);
            job.failed("The queue took no more. What was imported until then stays.");
        } else {
            LOG.log(System.Logger.Level.ERROR, "The import " + job.id() + " failed", cause);
            job.failed("A batch could not be imported. What was imported until then stays.");
        }
    }
}

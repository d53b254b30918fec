package io.sharer.example.imports;

import io.sharer.example.ImportedBatch;
import io.sharer.example.WaitingRow;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One import on its way. At first all rows are copied into the import's table, and the file's text is left to the
 * garbage collector; then they are imported from there. Either asks for a turn for a batch only when the batch before
 * is done, so at most one of its batches is in the queue, and whoever came meanwhile is served first.
 */
final class ImportRun {
    private final ImportJob job;
    private final ImportTarget target;
    private final BatchSizes sizes;

    ImportRun(ImportJob job, ImportTarget target, BatchSizes sizes) {
        this.job = job;
        this.target = target;
        this.sizes = sizes;
    }

    /**
     * How many rows have a turn.
     *
     * @param copied into the table, which writes nothing to the disk that must be there
     * @param imported from the table, which does
     */
    record BatchSizes(int copied, int imported) {}

    /** Imports these rows, and returns. What comes is done when they all are, or failed with what ended the import. */
    CompletionStage<Void> run(CsvRows rows) {
        job.running();
        return Steps.repeat(() -> copyNext(rows)).thenCompose(copied -> Steps.repeat(this::importNext));
    }

    private CompletionStage<Boolean> copyNext(CsvRows rows) {
        job.checkGoesOn();
        List<WaitingRow> batch =
                rows.next(sizes.copied()).stream().map(CsvRow::toWaiting).toList();
        return batch.isEmpty()
                ? CompletableFuture.completedStage(false)
                : target.putWaiting(batch).thenApply(put -> true);
    }

    private CompletionStage<Boolean> importNext() {
        job.checkGoesOn();
        return target.importNext(sizes.imported()).thenApply(this::isFull);
    }

    /** One that is not full was the last. */
    private boolean isFull(ImportedBatch batch) {
        List<RowError> errors = batch.refusals().stream()
                .map(refusal -> new RowError(refusal.line(), refusal.reason()))
                .toList();
        if (batch.rows() > 0) {
            job.batchDone(batch.rows(), errors);
        }
        return batch.rows() == sizes.imported();
    }
}

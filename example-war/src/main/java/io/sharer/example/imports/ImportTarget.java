package io.sharer.example.imports;

import io.sharer.example.ImportedBatch;
import io.sharer.example.WaitingRow;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the rows of one import go: into its table, and from there to the users. Both ask for a turn each. */
interface ImportTarget {
    /** The rows wait in the table, all of them or none. */
    CompletionStage<?> putWaiting(List<WaitingRow> rows);

    /** The next of those that wait are imported, and wait no more. */
    CompletionStage<ImportedBatch> importNext(int most);
}

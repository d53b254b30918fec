package io.sharer.example.imports;

import io.sharer.example.ImportedBatch;
import io.sharer.example.UserRegistry;
import io.sharer.example.WaitingRow;
import io.sharer.example.WaitingTable;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The registry, and the table of it that one import has. */
record TableInRegistry(UserRegistry registry, WaitingTable table) implements ImportTarget {
    @Override
    public CompletionStage<?> putWaiting(List<WaitingRow> rows) {
        return registry.putWaiting(table, rows);
    }

    @Override
    public CompletionStage<ImportedBatch> importNext(int most) {
        return registry.importNext(table, most);
    }
}

package io.sharer.example.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an import at one moment.
 *
 * @param id the import's
 * @param done how many rows have been worked off, imported or not
 * @param total how many rows the file has
 * @param failed the first rows that were not imported, at most {@value ImportJob#MAX_ERRORS}
 * @param failedTotal how many rows were not imported
 * @param error why the import as a whole failed; {@code null} if it did not
 */
public record ImportProgress(
        String id,
        ImportState state,
        int done,
        int total,
        List<RowError> failed,
        int failedTotal,
        @Nullable String error) {
    /** Keeps a copy of the list. */
    public ImportProgress {
        failed = List.copyOf(failed);
    }
}

package io.sharer.example;

import java.util.List;

/**
 * What came of some rows that had waited.
 *
 * @param rows how many there were
 * @param refusals those of them that were not imported, by line
 */
public record ImportedBatch(int rows, List<Refusal> refusals) {
    /** Keeps a copy of the list. */
    public ImportedBatch {
        refusals = List.copyOf(refusals);
    }
}

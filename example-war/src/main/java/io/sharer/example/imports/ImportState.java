package io.sharer.example.imports;

/** How far an import is. */
public enum ImportState {
    /** It waits for its first turn. */
    QUEUED,
    /** Its first turn has come. */
    RUNNING,
    /** All rows are imported or known to be bad. */
    DONE,
    /** It ended before its last row. What was imported until then stays. */
    FAILED;

    /** Whether nothing more happens. */
    public boolean isFinal() {
        return this == DONE || this == FAILED;
    }
}

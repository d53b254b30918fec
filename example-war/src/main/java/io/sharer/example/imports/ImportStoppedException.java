package io.sharer.example.imports;

/** An import was told to stop before its last row. */
class ImportStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImportStoppedException() {
        super("the application ends");
    }
}

package io.sharer.example.imports;

import java.util.List;

/** An import that goes on when a test says so. */
public final class TestImport {
    private final ImportJob job;

    /** With so many rows. */
    public TestImport(int total) {
        job = new ImportJob("test", total);
    }

    /** As others see it. */
    public ImportJob job() {
        return job;
    }

    /** So many rows more are done. */
    public void batchDone(int rows) {
        job.batchDone(rows, List.of());
    }

    /** It is done. */
    public void end() {
        job.done();
    }
}

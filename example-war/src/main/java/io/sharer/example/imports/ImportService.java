package io.sharer.example.imports;

import io.sharer.example.UserRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Starts imports, and finds them again for those who want to know how far they are. */
@ApplicationScoped
public class ImportService {
    private static final int BATCH_SIZE = 100;
    private static final int KEPT = 100;
    private static final int MOST_UNFINISHED = 10;

    private final UserRegistry registry;
    private final ImportJobs jobs = new ImportJobs(KEPT, MOST_UNFINISHED);

    /** Into this registry. */
    @Inject
    public ImportService(UserRegistry registry) {
        this.registry = registry;
    }

    /** For the container's proxy, which passes calls on and has no state. */
    @SuppressWarnings("NullAway")
    protected ImportService() {
        this.registry = null;
    }

    /**
     * Starts to import a file, and returns.
     *
     * @throws TooManyImportsException if too many go on already
     */
    public ImportJob start(CsvUsers file) {
        ImportJob job = jobs.open(file.total());
        new ImportRun(job, file.rows(), registry::importBatch, BATCH_SIZE).advance();
        return job;
    }

    /** One of the last imports. */
    public Optional<ImportJob> find(String id) {
        return jobs.find(id);
    }
}

package io.sharer.example.imports;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts imports, and finds them again for those who want to know how far they are. */
@ApplicationScoped
public class ImportService {
    private static final System.Logger LOG = System.getLogger(ImportService.class.getName());
    private static final int LONGEST_END_SECONDS = 10;
    private static final int KEPT = 100;
    private static final int MOST_UNFINISHED = 10;

    private final ManagedImports imports;
    private final ImportJobs jobs = new ImportJobs(KEPT, MOST_UNFINISHED);

    /** Each import is run by these. */
    @Inject
    public ImportService(ManagedImports imports) {
        this.imports = imports;
    }

    /** For the container's proxy, which passes calls on and has no state. */
    @SuppressWarnings("NullAway")
    protected ImportService() {
        this.imports = null;
    }

    /**
     * Starts to import a file, and returns.
     *
     * @throws TooManyImportsException if too many go on already
     */
    public ImportJob start(CsvUsers file) {
        ImportJob job = jobs.open(file.total());
        try {
            var unused = imports.run(job, file).whenComplete((done, failure) -> ImportEnd.tell(job, failure));
        } catch (RuntimeException e) {
            ImportEnd.tell(job, e); // somebody watches it
        }
        return job;
    }

    /** One of the last imports. */
    public Optional<ImportJob> find(String id) {
        return jobs.find(id);
    }

    /**
     * The application ends: imports that go on end now, with their scopes and tables. It comes before Sharer ends the
     * queues and then what scopes are open.
     */
    void end(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 100) @BeforeDestroyed(ApplicationScoped.class)
                    Object event)
            throws InterruptedException, ExecutionException {
        try {
            jobs.stop().get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.log(System.Logger.Level.WARNING, "Imports go on at the end of the application.");
        }
    }
}

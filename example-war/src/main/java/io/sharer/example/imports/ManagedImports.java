package io.sharer.example.imports;

import io.sharer.ManagedResources;
import io.sharer.example.UserRegistry;
import io.sharer.example.WaitingRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** Runs imports, each in a resource scope of its own, with which its table ends. */
@ApplicationScoped
public class ManagedImports {
    /** Either takes a turn of some milliseconds. */
    private static final ImportRun.BatchSizes SIZES = new ImportRun.BatchSizes(1000, 100);

    private final UserRegistry registry;
    private final WaitingRows waiting;

    /**
     * Into this registry.
     *
     * @param waiting those of each import's own scope
     */
    @Inject
    public ManagedImports(UserRegistry registry, WaitingRows waiting) {
        this.registry = registry;
        this.waiting = waiting;
    }

    /** For the container's proxy, which passes calls on and has no state. */
    @SuppressWarnings("NullAway")
    protected ManagedImports() {
        this.registry = null;
        this.waiting = null;
    }

    /**
     * Imports a file, and returns. What comes is done when all rows are imported, or failed with what ended the import;
     * by then the table has gone.
     *
     * <p>The call of the registry takes the scope along. What follows it is outside, and has the table's name as a
     * value.
     */
    @ManagedResources
    public CompletionStage<Void> run(ImportJob job, CsvUsers file) {
        return registry.tableOf(waiting)
                .thenCompose(table -> new ImportRun(job, new TableInRegistry(registry, table), SIZES).run(file.rows()));
    }
}

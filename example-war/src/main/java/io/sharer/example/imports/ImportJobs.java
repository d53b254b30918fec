package io.sharer.example.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The last imports, those that go on and the newest of those that have ended. Thread-safe. */
final class ImportJobs {
    private final int kept;
    private final int mostUnfinished;

    /** From the oldest to the newest. */
    private final Map<String, ImportJob> jobs = new LinkedHashMap<>();

    /**
     * No imports yet.
     *
     * @param kept how many are kept at most
     * @param mostUnfinished how many may go on at once, for each of them holds its file in memory until its rows are
     *     copied
     */
    ImportJobs(int kept, int mostUnfinished) {
        this.kept = kept;
        this.mostUnfinished = mostUnfinished;
    }

    /** @throws TooManyImportsException if too many go on already */
    synchronized ImportJob open(int total) {
        if (jobs.values().stream().filter(ImportJobs::goesOn).count() >= mostUnfinished) {
            throw new TooManyImportsException(mostUnfinished);
        }
        if (jobs.size() == kept) {
            jobs.values().stream().filter(job -> !goesOn(job)).findFirst().ifPresent(job -> jobs.remove(job.id()));
        }
        ImportJob job = new ImportJob(UUID.randomUUID().toString(), total);
        jobs.put(job.id(), job);
        return job;
    }

    synchronized Optional<ImportJob> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** Tells all that go on to stop; done when they have. */
    CompletableFuture<Void> stop() {
        List<ImportJob> unfinished;
        synchronized (this) {
            unfinished = jobs.values().stream().filter(ImportJobs::goesOn).toList();
        }
        unfinished.forEach(ImportJob::stop);
        return CompletableFuture.allOf(unfinished.stream().map(ImportJob::end).toArray(CompletableFuture[]::new));
    }

    private static boolean goesOn(ImportJob job) {
        return !job.progress().state().isFinal();
    }
}

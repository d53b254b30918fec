package io.sharer.example.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One import, as those see it who ask how far it is. Thread-safe. */
public final class ImportJob {
    /** How many bad rows are told one by one. */
    static final int MAX_ERRORS = 1000;

    private final String id;
    private final int total;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean stopped;

    // Guarded by this.
    private final List<RowError> failed = new ArrayList<>();
    private ImportState state = ImportState.QUEUED;
    private int done;
    private int failedTotal;
    private @Nullable String error;

    ImportJob(String id, int total) {
        this.id = id;
        this.total = total;
    }

    /** Names the import in addresses. */
    public String id() {
        return id;
    }

    /** How far it is now. */
    public synchronized ImportProgress progress() {
        return new ImportProgress(id, state, done, total, failed, failedTotal, error);
    }

    /**
     * Has the listener run after each change from now on. It must neither block nor throw, and asks {@link #progress()}
     * itself.
     */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    /** Ends what {@link #addListener} began. */
    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /** Nobody wants the rest of it: it ends before its next batch. */
    void stop() {
        stopped = true;
    }

    /** @throws ImportStoppedException if it is not to go on */
    void checkGoesOn() {
        if (stopped) {
            throw new ImportStoppedException();
        }
    }

    /** Done when nothing more happens, however that came. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** A batch has its turn. Only the first one is news. */
    void running() {
        if (progress().state() == ImportState.QUEUED) {
            change(() -> state = ImportState.RUNNING);
        }
    }

    /** A batch has been worked off. */
    void batchDone(int rows, List<RowError> errors) {
        change(() -> {
            done += rows;
            failedTotal += errors.size();
            failed.addAll(errors.subList(0, Math.min(errors.size(), MAX_ERRORS - failed.size())));
        });
    }

    /** The last batch has been worked off. */
    void done() {
        change(() -> state = ImportState.DONE);
    }

    /** Nothing more will be imported. */
    void failed(String reason) {
        change(() -> {
            state = ImportState.FAILED;
            error = reason;
        });
    }

    private void change(Runnable change) {
        synchronized (this) {
            if (state.isFinal()) {
                return;
            }
            change.run();
        }
        listeners.forEach(Runnable::run);
        if (progress().state().isFinal()) {
            end.complete(null);
        }
    }
}

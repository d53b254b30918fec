package io.sharer.it.server;

import io.sharer.RunOn;
import io.sharer.Shared;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A bean that lives on one thread, and writes down on which. */
@ApplicationScoped
@Shared(runOn = RunOn.DEDICATED_THREAD)
public class Screen {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Surroundings surroundings;

    private @Nullable Observation opened;
    private @Nullable Path file;

    @PostConstruct
    void open() {
        opened = surroundings.observe();
    }

    /** What {@code @PostConstruct} found. */
    public Observation opened() {
        return Objects.requireNonNull(opened);
    }

    /** What a synchronous body finds. */
    public Observation draw() {
        return surroundings.observe();
    }

    /** What an asynchronous body finds. */
    public CompletableFuture<Observation> drawLater() {
        return CompletableFuture.completedFuture(surroundings.observe());
    }

    /** Says where to write the threads down, and writes down that of {@code @PostConstruct} and this one. */
    public void record(Path newFile) {
        file = newFile;
        write("opened", opened().thread());
        write("drawn", Thread.currentThread());
    }

    @PreDestroy
    void close() {
        if (file != null) {
            write("closed", Thread.currentThread());
            write(surroundings.observe().greeting(), Thread.currentThread());
        }
    }

    private void write(String what, Thread thread) {
        try {
            Files.writeString(
                    Objects.requireNonNull(file), what + " on " + thread.getId() + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

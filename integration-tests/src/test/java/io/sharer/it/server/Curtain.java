package io.sharer.it.server;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A bean that is not shared, and writes down what names its end can look up: the measure for the shared one's. */
@ApplicationScoped
public class Curtain {
    private @Nullable Path file;

    /** Says where to write that down. */
    public void record(Path newFile) {
        file = newFile;
    }

    @PreDestroy
    void fall() {
        if (file != null) {
            try {
                Files.writeString(file, Surroundings.greeting());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

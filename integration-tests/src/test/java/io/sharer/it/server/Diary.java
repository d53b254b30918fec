package io.sharer.it.server;

import io.sharer.Shared;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes one entry after another into a file, but none before the application begins to end. */
@ApplicationScoped
@Shared
public class Diary {
    private static final CountDownLatch ENDING = new CountDownLatch(1);

    private volatile Path file = Path.of("not opened");

    /** Says where the entries go. */
    public void open(Path newFile) {
        file = newFile;
    }

    /** Queues an entry. */
    public CompletableFuture<Void> write(String entry) throws Exception {
        if (!ENDING.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the application does not end");
        }
        // All entries together take longer than an end that does not wait for them, so that one is found out.
        TimeUnit.MILLISECONDS.sleep(100);
        append(entry);
        return CompletableFuture.completedFuture(null);
    }

    @PreDestroy
    void close() {
        append("closed");
    }

    private void append(String entry) {
        try {
            Files.writeString(file, entry + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Comes before the extension hears of it, if that is in the same archive. */
    static void end(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) @BeforeDestroyed(ApplicationScoped.class)
                    Object event) {
        warEnds();
    }

    /** The WARs of an EAR end before what is in its library does. */
    public static void warEnds() {
        ENDING.countDown();
    }
}

package io.sharer.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The server's log from a moment on. */
public final class ServerLog {
    private static final Path FILE = Path.of(System.getProperty("server.base"), "log", "server.log");

    private final long from;

    private ServerLog(long from) {
        this.from = from;
    }

    /** What is logged after this call. */
    public static ServerLog fromNowOn() throws IOException {
        return new ServerLog(Files.size(FILE));
    }

    /** The lines that contain the text. */
    public List<String> linesWith(String text) throws IOException {
        try (InputStream log = Files.newInputStream(FILE)) {
            log.skipNBytes(from);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(text))
                    .toList();
        }
    }
}

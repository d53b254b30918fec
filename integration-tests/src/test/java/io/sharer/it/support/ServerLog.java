package io.sharer.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Predicate;

/** The server's log from a moment on. */
public final class ServerLog {
    private final Server server;
    private final long from;

    private ServerLog(Server server, long from) {
        this.server = server;
        this.from = from;
    }

    /** What is logged after this call. */
    public static ServerLog fromNowOn() throws IOException {
        Server server = Server.ofThisRun();
        return new ServerLog(server, Files.size(server.log()));
    }

    /** The lines that contain the text. */
    public List<String> linesWith(String text) throws IOException {
        return lines(line -> line.contains(text));
    }

    /** The lines that tell of an error. */
    public List<String> errors() throws IOException {
        return lines(server::isError);
    }

    private List<String> lines(Predicate<String> wanted) throws IOException {
        try (InputStream log = Files.newInputStream(server.log())) {
            log.skipNBytes(from);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(wanted)
                    .toList();
        }
    }
}

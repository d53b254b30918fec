package io.sharer.it.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Payara Micro: one jar that runs with one application, which is deployed when it starts and undeployed when it ends.
 */
final class PayaraMicro extends Server implements ServerTools {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final int LONGEST_END_SECONDS = 60;

    /** Served at the root, as it is everywhere. */
    private static final String EXAMPLE = "example";

    private @Nullable Process process;

    PayaraMicro(Path home, Path base) {
        super(home, base);
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(base());
        Files.writeString(
                preboot(),
                "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1\n");
        Files.writeString(log(), "");
    }

    @Override
    public String container() {
        return "tools";
    }

    @Override
    public boolean bindsNamesUntilTheEnd() {
        return false;
    }

    @Override
    public boolean tellsItsVersion() {
        return false;
    }

    /** The JVM ends logging at the same time as the application. */
    @Override
    public boolean logsUntilTheEnd() {
        return false;
    }

    /** As long as the process lives, and nothing can be asked of it later. */
    @Override
    public boolean keepsClassLoaders() {
        return true;
    }

    @Override
    Path log() {
        return base().resolve("server.log");
    }

    @Override
    boolean isError(String logLine) {
        return logLine.contains("[SEVERE]");
    }

    @Override
    long pid() {
        return running().pid();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("No application is deployed, so nothing runs");
        }
        return process;
    }

    /** Its log is nobody's but that of the tests. */
    @Override
    void silence(String category) {}

    @Override
    void letSpeak(String category) {}

    @Override
    void keepIdleThreads(boolean keep) {}

    /** It starts with its application. */
    @Override
    public void start() {}

    @Override
    public void stop() throws IOException {
        if (process != null) {
            undeploy(EXAMPLE);
        }
    }

    @Override
    public void deploy(String name, Path archive, boolean withLibrary) throws IOException {
        ServerLog log = ServerLog.fromNowOn();
        // A directory that was used before has the application of that time in it, too.
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("server.java.home"), "bin", "java")
                                .toString(),
                        "-Xmx512m",
                        compiler(),
                        "-Dexample.db=" + System.getProperty("example.db"),
                        "-jar",
                        home().toString(),
                        "--nohazelcast",
                        "--rootDir",
                        Files.createTempDirectory(base(), "root").toString(),
                        "--prebootcommandfile",
                        preboot().toString(),
                        "--port",
                        System.getProperty("server.http.port"),
                        "--deploy",
                        archive.toString(),
                        "--contextroot",
                        name.startsWith(EXAMPLE) ? "/" : name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        process = started;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroy, "end of the server"));
        await().atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !started.isAlive()
                        || !log.linesWith("Payara Micro URLs").isEmpty());
        if (!started.isAlive()) {
            throw new IOException("Payara Micro ended with " + started.exitValue() + ", see " + log());
        }
    }

    /** Asks the process to end, which undeploys the application. */
    @Override
    public void undeploy(String name) throws IOException {
        Process ending = running();
        process = null;
        ending.destroy();
        try {
            if (!ending.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                ending.destroyForcibly();
                throw new IOException("Payara Micro did not end, see " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Path preboot() {
        return base().resolve("preboot.txt");
    }
}

package io.sharer.benchmarks.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Finds a JDK with virtual threads: this one, or the newest that is installed beside it. */
final class Jdks {
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private Jdks() {}

    static boolean hasVirtualThreads(Runtime.Version version) {
        return version.feature() >= FIRST_WITH_VIRTUAL_THREADS;
    }

    /** Its {@code java}. */
    static Optional<Path> withVirtualThreads() throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        if (hasVirtualThreads(Runtime.version())) {
            return Optional.of(javaOf(own));
        }
        Path parent = own.getParent();
        if (parent == null) {
            return Optional.empty();
        }
        try (Stream<Path> installed = Files.list(parent)) {
            return installed
                    .filter(home -> featureOf(home) >= FIRST_WITH_VIRTUAL_THREADS)
                    .max(Comparator.comparingInt(Jdks::featureOf))
                    .map(Jdks::javaOf);
        }
    }

    private static Path javaOf(Path home) {
        return home.resolve("bin").resolve("java");
    }

    private static int featureOf(Path home) {
        Path release = home.resolve("release");
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(release)) {
            properties.load(in);
            String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
            return Runtime.Version.parse(version).feature();
        } catch (IOException | IllegalArgumentException e) {
            return 0; // it is no JDK
        }
    }
}

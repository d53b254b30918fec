package io.sharer.it.arquillian;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/** Finds a JDK for the server: the one of this process, or another that is installed beside it. */
final class Jdks {
    private Jdks() {}

    /**
     * Where the JDK is.
     *
     * @param feature its version, such as 25, or an empty string for that of this process
     */
    static Path home(String feature) throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        if (feature.isEmpty() || Integer.parseInt(feature) == Runtime.version().feature()) {
            return own;
        }
        try (Stream<Path> installed = Files.list(own.getParent())) {
            return installed
                    .filter(home -> featureOf(home) == Integer.parseInt(feature))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("There is no JDK " + feature + " in " + own.getParent()
                            + ", beside the one that runs this"));
        }
    }

    private static int featureOf(Path home) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            properties.load(in);
            String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
            return Runtime.Version.parse(version).feature();
        } catch (IOException | IllegalArgumentException e) {
            return 0; // it is no JDK
        }
    }
}

package io.sharer.example;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the database is: in a file that a system property names, or else in the server's data folder. */
final class DatabaseFile {
    /** The system property that names the file. */
    static final String PROPERTY = "sharer.example.db";

    private DatabaseFile() {}

    static Path locate() {
        String given = System.getProperty(PROPERTY);
        return given != null ? Path.of(given) : dataFolder().resolve("users.db");
    }

    /** WildFly's, GlassFish's and Payara's, or the folder for temporary files of any other server. */
    private static Path dataFolder() {
        return Stream.of("jboss.server.data.dir", "com.sun.aas.instanceRoot", "java.io.tmpdir")
                .map(System::getProperty)
                .filter(folder -> folder != null)
                .map(Path::of)
                .findFirst()
                .orElseThrow();
    }
}

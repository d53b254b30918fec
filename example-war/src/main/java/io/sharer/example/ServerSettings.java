package io.sharer.example;

import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The settings of the server that this runs on, as its system properties tell.
 *
 * @param database the file that {@value #DATABASE} names, or else one in the server's data folder
 */
record ServerSettings(Path database) implements Settings {
    static final String DATABASE = "sharer.example.db";

    static ServerSettings read() {
        String given = System.getProperty(DATABASE);
        return new ServerSettings(given != null ? Path.of(given) : dataFolder().resolve("users.db"));
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

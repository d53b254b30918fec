package io.sharer.example;

import java.nio.file.Path;
import java.time.LocalTime;
import java.util.stream.Stream;

/**
 * The settings of the server that this runs on, as its system properties tell.
 *
 * @param database the file that {@value #DATABASE} names, or else one in the server's data folder
 * @param compaction the time that {@value #COMPACTION} gives, or else three o'clock in the night
 */
record ServerSettings(Path database, LocalTime compaction) implements Settings {
    static final String DATABASE = "example.db";

    static final String COMPACTION = "example.compaction";

    /** @throws java.time.format.DateTimeParseException if the time is none, such as {@code 03:00} */
    static ServerSettings read() {
        String database = System.getProperty(DATABASE);
        return new ServerSettings(
                database != null ? Path.of(database) : dataFolder().resolve("users.db"),
                LocalTime.parse(System.getProperty(COMPACTION, "03:00")));
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

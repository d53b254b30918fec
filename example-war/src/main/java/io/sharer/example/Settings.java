package io.sharer.example;

import java.nio.file.Path;
import java.time.LocalTime;

/** What differs from server to server, and is known only when the application starts there. */
public interface Settings {
    /** The file of the database. */
    Path database();

    /** The time of the day at which the database is compacted. */
    LocalTime compaction();
}

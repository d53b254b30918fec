package io.sharer.example;

/**
 * Names a temporary table of the registry's connection, in which rows wait for being imported.
 *
 * @param number tells it from the others of the connection
 */
public record WaitingTable(int number) {
    /** Its name in SQL, in the schema that belongs to the connection. */
    String sqlName() {
        return "temp.waiting_" + number;
    }
}

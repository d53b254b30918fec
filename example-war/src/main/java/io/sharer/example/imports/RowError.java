package io.sharer.example.imports;

/**
 * A row that was not imported.
 *
 * @param line the line of the file in which the row begins, from 1
 * @param error what is wrong with it
 */
public record RowError(long line, String error) {}

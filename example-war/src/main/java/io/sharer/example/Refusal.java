package io.sharer.example;

/**
 * A row that was not imported.
 *
 * @param line the line of the file in which the row begins, from 1
 * @param reason what is wrong with it, or what the database said
 */
public record Refusal(long line, String reason) {}

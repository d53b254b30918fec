package io.sharer.example;

/**
 * A user of a batch that the database did not take.
 *
 * @param index the user's place in the batch, from 0
 * @param reason what the database said
 */
public record Refusal(int index, String reason) {}

package io.sharer.example.rest;

import jakarta.ws.rs.core.Response;

/** Reads numbers from the query of an address. As parameters of type {@code int}, bad ones would be answered 404. */
final class QueryNumber {
    private QueryNumber() {}

    /** @throws ClientException if the text is no whole number from 0 to the given one */
    static int parse(String name, String text, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as what is out of range
        }
        throw new ClientException(
                Response.Status.BAD_REQUEST, "%s must be a whole number from 0 to %d".formatted(name, most));
    }
}

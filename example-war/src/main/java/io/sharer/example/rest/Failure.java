package io.sharer.example.rest;

import io.sharer.PoolClosedException;
import io.sharer.PoolInterruptedException;
import io.sharer.PoolTimeoutException;
import io.sharer.QueueClosedException;
import io.sharer.TurnInterruptedException;
import io.sharer.TurnRejectedException;
import io.sharer.example.InvalidUserException;
import io.sharer.example.imports.CsvException;
import io.sharer.example.imports.TooManyImportsException;
import jakarta.ws.rs.WebApplicationException;
import java.util.concurrent.CompletionException;

/**
 * What a client is told when something fails: never more than it can use.
 *
 * @param status of HTTP
 * @param error in words
 */
record Failure(int status, String error) {
    static Failure of(Throwable problem) {
        if (problem instanceof CompletionException wrapper && wrapper.getCause() != null) {
            return of(wrapper.getCause());
        }
        if (problem instanceof ClientException e) {
            return new Failure(e.status().getStatusCode(), String.valueOf(e.getMessage()));
        }
        if (problem instanceof InvalidUserException || problem instanceof CsvException) {
            return new Failure(400, String.valueOf(problem.getMessage()));
        }
        if (problem instanceof TurnRejectedException) {
            return new Failure(429, "too many wait for a turn; try again in a second");
        }
        if (problem instanceof TooManyImportsException) {
            return new Failure(429, String.valueOf(problem.getMessage()));
        }
        if (problem instanceof PoolTimeoutException) {
            return new Failure(503, "too many read at once; try again in a second");
        }
        if (problem instanceof QueueClosedException
                || problem instanceof TurnInterruptedException
                || problem instanceof PoolClosedException
                || problem instanceof PoolInterruptedException) {
            return new Failure(503, "the application is ending; nothing was done");
        }
        if (problem instanceof WebApplicationException e) {
            return ofStatus(e.getResponse().getStatus());
        }
        return ofStatus(500);
    }

    /** In our words: those of the server's exceptions tell of its classes. */
    private static Failure ofStatus(int status) {
        return new Failure(
                status,
                switch (status) {
                    case 400 -> "the request cannot be understood";
                    case 404 -> "there is nothing at this address";
                    case 405 -> "this address does not know the method";
                    case 406 -> "there is no answer of a type that the request accepts";
                    case 415 -> "the body is of a type that this address does not take";
                    default -> status < 500 ? "the request was refused" : "something went wrong on the server";
                });
    }

    boolean isOurs() {
        return status >= 500 && status != 503;
    }

    boolean worthRetrying() {
        return status == 429 || status == 503;
    }
}

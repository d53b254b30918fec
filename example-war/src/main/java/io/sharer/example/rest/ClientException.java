package io.sharer.example.rest;

import jakarta.ws.rs.core.Response;

/** A request cannot be served as it is; the message tells the client why. */
class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Response.Status status;

    ClientException(Response.Status status, String message) {
        super(message);
        this.status = status;
    }

    Response.Status status() {
        return status;
    }
}

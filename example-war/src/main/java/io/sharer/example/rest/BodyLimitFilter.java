package io.sharer.example.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Refuses a request that says how long it is and is too long, and lets the others be read up to the limit. */
final class BodyLimitFilter implements ContainerRequestFilter {
    private final int limit;

    BodyLimitFilter(int limit) {
        this.limit = limit;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getLength() > limit) {
            throw LimitedStream.tooLong(limit);
        }
        request.setEntityStream(new LimitedStream(request.getEntityStream(), limit));
    }
}

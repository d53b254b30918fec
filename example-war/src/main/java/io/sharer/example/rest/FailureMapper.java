package io.sharer.example.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers failures as JSON. What is our fault is logged here, and only here. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {
    private static final System.Logger LOG = System.getLogger(FailureMapper.class.getName());

    @Override
    public Response toResponse(Throwable problem) {
        if (problem instanceof WebApplicationException e && e.getResponse().getStatus() < 400) {
            return e.getResponse(); // no failure: the server's way to answer OPTIONS, say
        }
        Failure failure = Failure.of(problem);
        if (failure.isOurs()) {
            LOG.log(System.Logger.Level.ERROR, "A request failed", problem);
        }
        Response.ResponseBuilder response = Response.status(failure.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(JsonText.error(failure));
        if (failure.worthRetrying()) {
            response.header(HttpHeaders.RETRY_AFTER, 1);
        }
        if (problem instanceof WebApplicationException e) {
            String allowed = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
            if (allowed != null) {
                response.header(HttpHeaders.ALLOW, allowed);
            }
        }
        return response.build();
    }
}

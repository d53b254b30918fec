package io.sharer.example.rest;

import io.sharer.example.UserRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Tells the figures of the application's queues, which are one. */
@Path("queues")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class QueuesResource {
    private final UserRegistry registry;

    /** Of this registry. */
    @Inject
    public QueuesResource(UserRegistry registry) {
        this.registry = registry;
    }

    /** Takes no turn, and so tells of a long queue without waiting in it. */
    @GET
    public JsonArray stats() {
        return JsonText.queues(List.of(registry.queueStats()));
    }
}

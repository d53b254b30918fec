package io.sharer.example.rest;

import io.sharer.example.UserRegistry;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Tells the figures of the application's queues, which are one. */
@Path("queues")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class QueuesResource {
    @Inject
    UserRegistry registry;

    /** Takes no turn, and so tells of a long queue without waiting in it. */
    @GET
    public JsonArray stats() {
        return JsonText.queues(List.of(registry.queueStats()));
    }
}

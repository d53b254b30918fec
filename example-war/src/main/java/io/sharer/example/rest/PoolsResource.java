package io.sharer.example.rest;

import io.sharer.example.UserSearch;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Tells the figures of the application's pools, which are one. */
@Path("pools")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PoolsResource {
    @Inject
    UserSearch search;

    /** Borrows nothing, and so tells of an exhausted pool without waiting for it. */
    @GET
    public JsonArray stats() {
        return JsonText.pools(List.of(search.poolStats()));
    }
}

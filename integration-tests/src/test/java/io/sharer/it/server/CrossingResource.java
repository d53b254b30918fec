package io.sharer.it.server;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;

/** A REST resource that crosses, now or later. */
@Path("crossing")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class CrossingResource {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Gate gate;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Coin coin;

    /** What became of it. */
    @GET
    public String cross() {
        return Crossing.by(gate, coin);
    }

    /** Is answered when its turn is over. */
    @GET
    @Path("later")
    public CompletionStage<String> crossLater() {
        return gate.passLater();
    }
}

package io.sharer.example.rest;

import io.sharer.TurnRejectedException;
import io.sharer.example.UserRegistry;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Adds many users at once, so that one sees the queue grow, and refuse what is beyond its capacity. A browser alone
 * cannot do it: it has only six requests to one server on their way.
 */
@Path("burst")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BurstResource {
    private static final int MAX_BODY = 1024;
    private static final int MAX_ADDS = 5000;

    @Inject
    UserRegistry registry;

    /** Queues as many adds as {@code {"adds":..}} says, and tells how many had a turn and how many were refused. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(MAX_BODY)
    public CompletionStage<JsonObject> burst(InputStream body) throws IOException {
        Integer adds = JsonText.wholeNumber(JsonText.object(body.readAllBytes()).get("adds"));
        if (adds == null || adds < 1 || adds > MAX_ADDS) {
            throw new ClientException(Response.Status.BAD_REQUEST, "adds must be a whole number from 1 to " + MAX_ADDS);
        }
        AtomicInteger refused = new AtomicInteger();
        CompletableFuture<?>[] all =
                IntStream.range(0, adds).mapToObj(i -> add(i, refused)).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(all).thenApply(done -> JsonText.burst(adds - refused.get(), refused.get()));
    }

    private CompletableFuture<?> add(int i, AtomicInteger refused) {
        return registry.addUserSoon("Burst " + i, i % 100, "any")
                .handle((added, failure) -> {
                    if (failure instanceof TurnRejectedException) {
                        refused.incrementAndGet();
                    } else if (failure != null) {
                        throw new CompletionException(failure);
                    }
                    return added;
                })
                .toCompletableFuture();
    }
}

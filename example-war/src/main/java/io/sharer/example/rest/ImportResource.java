package io.sharer.example.rest;

import io.sharer.example.imports.CsvUsers;
import io.sharer.example.imports.ImportJob;
import io.sharer.example.imports.ImportService;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Starts imports, and tells how far they are: once, or live until they end. */
@Path("users/import")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {
    private static final int MAX_BODY = 8 * 1024 * 1024;

    @Inject
    ImportService imports;

    @Resource
    @SuppressWarnings("NullAway.Init")
    ManagedExecutorService executor;

    /** Takes a CSV file, and has it imported in the background. */
    @POST
    @Consumes("text/csv")
    @BodyLimit(MAX_BODY)
    public Response start(InputStream body, @Context HttpHeaders headers, @Context UriInfo address) throws IOException {
        String text = BodyText.decode(body.readAllBytes(), headers.getMediaType());
        ImportJob job = imports.start(CsvUsers.of(text));
        URI location = address.getAbsolutePathBuilder().path(job.id()).build();
        return Response.accepted(JsonText.progress(job.progress()))
                .location(location)
                .build();
    }

    /** How far an import is now. */
    @GET
    @Path("{id}")
    public JsonObject progress(@PathParam("id") String id) {
        return JsonText.progress(find(id).progress());
    }

    /** How far an import is, now and at each step, as server-sent events; the stream ends with it. */
    @GET
    @Path("{id}")
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5") // those who take anything get the answer above
    public void watch(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) {
        new ProgressEvents(find(id), new EventStream(sink, sse), executor).start();
    }

    private ImportJob find(String id) {
        return imports.find(id)
                .orElseThrow(() -> new ClientException(
                        Response.Status.NOT_FOUND, "there is no such import, or it was too long ago"));
    }
}

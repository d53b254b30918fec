package io.sharer.example.rest;

import io.sharer.example.NewUser;
import io.sharer.example.User;
import io.sharer.example.UserRegistry;
import io.sharer.example.UserSearch;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.sql.SQLException;

/** Adds users, each request on its own thread when its turn has come, and finds them, without a turn. */
@Path("users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {
    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_PATTERN = 200;
    private static final int MAX_LIMIT = 1000;

    @Inject
    UserRegistry registry;

    @Inject
    UserSearch search;

    /** Adds a user. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(MAX_BODY)
    public Response add(InputStream body, @Context UriInfo address) throws IOException, SQLException {
        NewUser user = JsonText.newUser(JsonText.object(body.readAllBytes()));
        User added = registry.addUser(user.name(), user.age(), user.gender());
        URI location =
                address.getAbsolutePathBuilder().path(Long.toString(added.id())).build();
        return Response.created(location).entity(JsonText.user(added)).build();
    }

    /** The users whose name matches a pattern, a part at a time. */
    @GET
    public JsonObject show(
            @QueryParam("name") @DefaultValue("%") String namePattern,
            @QueryParam("offset") @DefaultValue("0") String offset,
            @QueryParam("limit") @DefaultValue("50") String limit)
            throws SQLException {
        if (namePattern.length() > MAX_PATTERN) {
            throw new ClientException(
                    Response.Status.BAD_REQUEST, "name must have at most %d characters".formatted(MAX_PATTERN));
        }
        return JsonText.users(search.showUsers(
                namePattern,
                QueryNumber.parse("offset", offset, Integer.MAX_VALUE),
                QueryNumber.parse("limit", limit, MAX_LIMIT)));
    }

    /** One user. */
    @GET
    @Path("{id: [0-9]{1,18}}")
    public JsonObject find(@PathParam("id") long id) throws SQLException {
        return search.findUser(id)
                .map(JsonText::user)
                .orElseThrow(() -> new ClientException(Response.Status.NOT_FOUND, "there is no user " + id));
    }
}

package io.sharer.example.rest;

import io.sharer.PoolStats;
import io.sharer.QueueStats;
import io.sharer.example.NewUser;
import io.sharer.example.User;
import io.sharer.example.UserPage;
import io.sharer.example.imports.ImportProgress;
import io.sharer.example.imports.RowError;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that clients send and get, each property written down here: what is said is chosen, not found by reflection.
 */
final class JsonText {
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private JsonText() {}

    // --- What clients send ---

    /** @throws ClientException if the bytes are no JSON object */
    static JsonObject object(byte[] body) {
        JsonStructure json;
        try (JsonReader reader = READERS.createReader(new ByteArrayInputStream(body))) {
            json = reader.read();
        } catch (JsonParsingException e) {
            throw badRequest("the body is no JSON, from line %d, column %d on"
                    .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber()));
        } catch (JsonException e) {
            throw badRequest("the body is no JSON");
        }
        if (json instanceof JsonObject object) {
            return object;
        }
        throw badRequest("the body must be a JSON object");
    }

    /** @throws io.sharer.example.InvalidUserException if this is no user */
    static NewUser newUser(JsonObject json) {
        return NewUser.of(string(json.get("name")), wholeNumber(json.get("age")), string(json.get("gender")));
    }

    /** The property as a whole number, or {@code null} if it is none or not there. */
    static @Nullable Integer wholeNumber(@Nullable JsonValue value) {
        if (value instanceof JsonNumber number && number.isIntegral()) {
            try {
                return number.intValueExact();
            } catch (ArithmeticException e) {
                return null;
            }
        }
        return null;
    }

    private static @Nullable String string(@Nullable JsonValue value) {
        return value instanceof JsonString string ? string.getString() : null;
    }

    private static ClientException badRequest(String message) {
        return new ClientException(Response.Status.BAD_REQUEST, message);
    }

    // --- What clients get ---

    static JsonObject error(Failure failure) {
        return BUILDERS.createObjectBuilder().add("error", failure.error()).build();
    }

    static JsonObject user(User user) {
        return BUILDERS.createObjectBuilder()
                .add("id", user.id())
                .add("name", user.name())
                .add("age", user.age())
                .add("gender", user.gender())
                .build();
    }

    static JsonObject users(UserPage page) {
        JsonArrayBuilder users = BUILDERS.createArrayBuilder();
        page.users().forEach(user -> users.add(user(user)));
        return BUILDERS.createObjectBuilder()
                .add("total", page.total())
                .add("users", users)
                .build();
    }

    static JsonObject progress(ImportProgress progress) {
        JsonArrayBuilder failed = BUILDERS.createArrayBuilder();
        for (RowError row : progress.failed()) {
            failed.add(BUILDERS.createObjectBuilder().add("line", row.line()).add("error", row.error()));
        }
        JsonObjectBuilder json = BUILDERS.createObjectBuilder()
                .add("id", progress.id())
                .add("state", progress.state().name().toLowerCase(Locale.ROOT))
                .add("done", progress.done())
                .add("total", progress.total())
                .add("failed", failed)
                .add("failedTotal", progress.failedTotal());
        String error = progress.error();
        if (error != null) {
            json.add("error", error);
        }
        return json.build();
    }

    static JsonArray queues(List<QueueStats> queues) {
        JsonArrayBuilder json = BUILDERS.createArrayBuilder();
        for (QueueStats queue : queues) {
            json.add(BUILDERS.createObjectBuilder()
                    .add("name", queue.name())
                    .add("length", queue.length())
                    .add("running", queue.running())
                    .add("turns", queue.turns())
                    .add("rejected", queue.rejected())
                    .add("cancelled", queue.cancelled())
                    .add("longestWaitMillis", queue.longestWait().toMillis()));
        }
        return json.build();
    }

    static JsonArray pools(List<PoolStats> pools) {
        JsonArrayBuilder json = BUILDERS.createArrayBuilder();
        for (PoolStats pool : pools) {
            json.add(BUILDERS.createObjectBuilder()
                    .add("name", pool.name())
                    .add("maxSize", pool.maxSize())
                    .add("live", pool.live())
                    .add("idle", pool.idle())
                    .add("lent", pool.lent())
                    .add("waiting", pool.waiting())
                    .add("borrows", pool.borrows())
                    .add("timeouts", pool.timeouts())
                    .add("longestWaitMillis", pool.longestWait().toMillis()));
        }
        return json.build();
    }

    static JsonObject burst(int added, int rejected) {
        return BUILDERS.createObjectBuilder()
                .add("added", added)
                .add("rejected", rejected)
                .build();
    }
}

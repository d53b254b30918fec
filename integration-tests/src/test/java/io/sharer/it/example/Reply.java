package io.sharer.it.example;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the example answered.
 *
 * @param status of HTTP
 * @param contentType without its parameters
 */
record Reply(int status, String contentType, Optional<String> location, Optional<String> retryAfter, String body) {
    static Reply of(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Reply(
                response.statusCode(),
                type.split(";", 2)[0],
                response.headers().firstValue("Location"),
                response.headers().firstValue("Retry-After"),
                response.body());
    }

    JsonObject object() {
        return object(body);
    }

    static JsonObject object(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    JsonArray array() {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readArray();
        }
    }

    /** What the reply says is wrong; {@code null} if it is not an error as the example tells them. */
    @Nullable String error() {
        return contentType.equals("application/json") ? object().getString("error", null) : null;
    }
}

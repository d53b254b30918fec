package io.sharer.it.example;

import io.sharer.it.support.ServerAddress;
import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One HTTP client of the example, with connections of its own. */
final class Client {
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Reply addUser(String name, int age, String gender) throws IOException, InterruptedException {
        String user = Json.createObjectBuilder()
                .add("name", name)
                .add("age", age)
                .add("gender", gender)
                .build()
                .toString();
        return post("api/users", "application/json", user);
    }

    Reply findUsers(String pattern, int limit) throws IOException, InterruptedException {
        return get("api/users?offset=0&limit=" + limit + "&name=" + URLEncoder.encode(pattern, StandardCharsets.UTF_8));
    }

    Reply importUsers(String csv) throws IOException, InterruptedException {
        return post("api/users/import", "text/csv", csv);
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(path, request -> request.header("Accept", "application/json"));
    }

    Reply post(String path, String contentType, String body) throws IOException, InterruptedException {
        BodyPublisher publisher = BodyPublishers.ofString(body);
        return send(path, request -> request.header("Content-Type", contentType).POST(publisher));
    }

    /** Sends a request made to measure. */
    Reply send(String path, Consumer<HttpRequest.Builder> details) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        details.accept(request);
        return Reply.of(http.send(request.build(), BodyHandlers.ofString()));
    }

    /** The data of server-sent events, as they come, until the server ends the stream. */
    Stream<String> events(String path) throws IOException, InterruptedException {
        HttpRequest request =
                request(path).header("Accept", "text/event-stream").build();
        return http.send(request, BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()).strip());
    }

    private static HttpRequest.Builder request(String path) {
        URI uri = ServerAddress.root().resolve(path);
        return HttpRequest.newBuilder(uri).timeout(LONGEST_REQUEST);
    }
}

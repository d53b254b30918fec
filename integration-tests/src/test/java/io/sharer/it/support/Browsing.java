package io.sharer.it.support;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks one web application of the server for its pages. */
public final class Browsing {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    private final URI root;
    private final HttpClient http =
            HttpClient.newBuilder().version(Server.ofThisRun().forgetfulHttp()).build();

    /** Of the web application that has this context root. */
    public Browsing(String contextRoot) {
        root = ServerAddress.root().resolve(contextRoot + "/");
    }

    /** The text of a page that is there. */
    public String get(String path) {
        return textOf(ask(path));
    }

    /** The text of a page that is there, or will be: who asks does not wait for it. */
    public CompletableFuture<String> ask(String path) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(LONGEST_ANSWER)
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(response -> {
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        request.uri() + " answers " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        });
    }

    /** What a WebSocket answers to a message. */
    public String say(String path, String message) {
        URI socket = URI.create("ws" + root.resolve(path).toString().substring("http".length()));
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket connection = http.newWebSocketBuilder()
                .buildAsync(socket, new FirstAnswer(answer))
                .join();
        connection.sendText(message, true).join();
        try {
            return textOf(answer);
        } finally {
            connection.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
    }

    private static String textOf(CompletableFuture<String> answer) {
        try {
            return answer.get(LONGEST_ANSWER.toSeconds(), SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Short as they are, messages come in one part. */
    private record FirstAnswer(CompletableFuture<String> text) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket connection, CharSequence part, boolean last) {
            text.complete(part.toString());
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket connection, int status, String reason) {
            text.completeExceptionally(new IllegalStateException("closed with " + status + ", " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket connection, Throwable error) {
            text.completeExceptionally(error);
        }
    }
}

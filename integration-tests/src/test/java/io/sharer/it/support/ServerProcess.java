package io.sharer.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/** The server's process, as one who has a shell beside it sees it. */
public final class ServerProcess {
    private static final int REQUESTS_FOR_ALL_THREADS = 200;

    private ServerProcess() {}

    /** Names of the threads that are the extension's own, or run its code or the given package's. */
    public static List<String> threadsOf(String packagePrefix) {
        ModelNode dump = Operations.createOperation("dump-all-threads", platform("threading"));
        dump.get("locked-monitors").set(false);
        dump.get("locked-synchronizers").set(false);
        List<String> names = new ArrayList<>();
        for (ModelNode thread : execute(dump).asList()) {
            String name = thread.get("thread-name").asString();
            boolean runs = thread.get("stack-trace").asList().stream()
                    .anyMatch(frame -> frame.get("class-name").asString().startsWith(packagePrefix));
            if (runs || name.startsWith("sharer")) {
                names.add(name);
            }
        }
        return names;
    }

    /** How many class loaders have loaded the class and cannot be collected. */
    public static long loadersOf(String className) {
        letThreadsForget();
        jcmd("GC.run");
        return jcmd("VM.classloaders", "show-classes=true")
                .lines()
                .filter(line -> line.endsWith(" " + className))
                .count();
    }

    /** Keeps what a package logs out of the log. */
    public static void silence(String category) {
        ModelNode add = Operations.createAddOperation(logger(category));
        add.get("level").set("OFF");
        execute(add);
    }

    /** Ends what {@link #silence} began. */
    public static void letSpeak(String category) {
        execute(Operations.createRemoveOperation(logger(category)));
    }

    private static ModelNode logger(String category) {
        return Operations.createAddress("subsystem", "logging", "logger", category);
    }

    /** An idle thread of the server has the request that it served last on its stack, until it serves another one. */
    private static void letThreadsForget() {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(ServerAddress.root())
                .timeout(Duration.ofSeconds(30))
                .build();
        CompletableFuture<?>[] requests = Stream.generate(() -> client.sendAsync(request, BodyHandlers.discarding()))
                .limit(REQUESTS_FOR_ALL_THREADS)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(requests).join();
    }

    private static String jcmd(String... command) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        line.add(pid());
        line.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String pid() {
        String pidAtHost = execute(Operations.createReadAttributeOperation(platform("runtime"), "name"))
                .asString();
        return pidAtHost.substring(0, pidAtHost.indexOf('@'));
    }

    private static ModelNode platform(String bean) {
        return Operations.createAddress("core-service", "platform-mbean", "type", bean);
    }

    private static ModelNode execute(ModelNode operation) {
        try (ModelControllerClient client =
                ModelControllerClient.Factory.create("127.0.0.1", Integer.getInteger("server.management.port"))) {
            ModelNode outcome = client.execute(operation);
            assertThat(Operations.isSuccessfulOutcome(outcome))
                    .as(outcome.toString())
                    .isTrue();
            return Operations.readResult(outcome);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

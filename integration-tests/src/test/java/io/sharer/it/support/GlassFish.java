package io.sharer.it.support;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * GlassFish. Started and stopped by {@code asadmin}, and told everything else through the REST interface of its
 * administration.
 */
class GlassFish extends Server implements ServerTools {
    private static final String DOMAIN = "domain1";
    private static final String LIBRARY = "sharer-extension.jar";
    private static final String APPLICATIONS = "applications/application";
    private static final String FILE_REALM = "configs/config/server-config/security-service/auth-realm/file";
    private static final String REQUEST_THREADS =
            "configs/config/server-config/thread-pools/thread-pool/http-thread-pool";

    // It closes connections of HTTP/2 after half a minute, and a busy machine may take longer to deploy something.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    GlassFish(Path home, Path base) {
        super(home, base);
    }

    @Override
    public void prepare() throws IOException {
        GlassFishDomain.copy(home().resolve("glassfish").resolve("domains").resolve(DOMAIN), domain());
        Path libraries = Files.createDirectories(domain().resolve("lib").resolve("applibs"));
        Files.copy(extension(), libraries.resolve(LIBRARY));
    }

    @Override
    public String container() {
        return "tools";
    }

    @Override
    public boolean bindsNamesUntilTheEnd() {
        return false;
    }

    @Override
    public boolean keepsWarsOfAnEarApart() {
        return false;
    }

    @Override
    public boolean deploysWarsWithoutBeans() {
        return false;
    }

    /** Also of a WAR that holds nothing but a servlet. */
    @Override
    public boolean keepsClassLoaders() {
        return true;
    }

    @Override
    Path log() {
        return domain().resolve("logs").resolve("server.log");
    }

    @Override
    boolean isError(String logLine) {
        return logLine.contains("[SEVERE]");
    }

    @Override
    long pid() {
        try {
            return Long.parseLong(
                    Files.readString(domain().resolve("config").resolve("pid")).strip());
        } catch (IOException e) {
            throw new IllegalStateException("The server does not run", e);
        }
    }

    @Override
    void silence(String category) {
        tell("POST", "set-log-levels", Map.of("id", category + "=OFF"));
    }

    @Override
    void letSpeak(String category) {
        tell("POST", "set-log-levels", Map.of("id", category + "=INFO"));
    }

    @Override
    void keepIdleThreads(boolean keep) {
        tell(
                "POST",
                REQUEST_THREADS,
                keep
                        ? Map.of("minThreadPoolSize", "5", "idleThreadTimeoutSeconds", "900")
                        : Map.of("minThreadPoolSize", "1", "idleThreadTimeoutSeconds", "1"));
    }

    @Override
    public void start() throws IOException {
        asadmin("start-domain");
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end of the server"));
        tell("POST", FILE_REALM + "/create-user", Map.of("id", "teller", "userpassword", "secret", "groups", "clerk"));
    }

    @Override
    public void stop() throws IOException {
        asadmin("stop-domain");
    }

    @Override
    public void deploy(String name, Path archive, boolean withLibrary) throws IOException {
        Map<String, String> form = withLibrary
                ? Map.of("id", archive.toString(), "name", name, "libraries", LIBRARY)
                : Map.of("id", archive.toString(), "name", name);
        HttpResponse<String> answer = send("POST", APPLICATIONS, form);
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
    }

    @Override
    public void undeploy(String name) {
        tell("DELETE", APPLICATIONS + "/" + name, Map.of());
    }

    private Path domain() {
        return base().resolve(DOMAIN);
    }

    private void asadmin(String command) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("server.java.home"), "bin", "java").toString());
        line.add("-jar");
        line.add(home().resolve("glassfish/lib/client/appserver-cli.jar").toString());
        line.add(command);
        line.add("--domaindir");
        line.add(base().toString());
        line.add(DOMAIN);
        Path output = base().resolve(command + ".txt");
        try {
            // Into a file: the server inherits it, and would keep a pipe open.
            int exit = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException(command + " ended with " + exit + ": " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void tell(String method, String path, Map<String, String> form) {
        try {
            HttpResponse<String> answer = send(method, path, form);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(method + " " + path + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    private HttpResponse<String> send(String method, String path, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                        + Integer.getInteger("server.management.port") + "/management/domain/" + path))
                .header("X-Requested-By", "tests")
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}

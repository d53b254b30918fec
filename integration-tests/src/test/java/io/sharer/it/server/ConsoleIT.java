package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sharer.it.page.ConsoleWar;
import io.sharer.it.support.Server;
import io.sharer.it.support.ServerAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console is there as soon as its jar is in the WAR, for those for whom it is meant. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(60)
class ConsoleIT {
    private static final String OPEN = "console-open/";
    private static final String FOR_CLERKS = "console-for-clerks/";

    @Deployment(name = "open", order = 1, testable = false)
    static WebArchive open() {
        return ConsoleWar.of("console-open", Counters.class);
    }

    @Deployment(name = "for clerks", order = 2, testable = false)
    static WebArchive forClerks() {
        return ConsoleWar.forClerks("console-for-clerks", Counters.class);
    }

    /** For whom the console is, the WARs say in a file. */
    @BeforeEach
    void somebodyReadsTheFile() {
        assumeThat(Server.ofThisRun().hasMicroProfileConfig()).isTrue();
    }

    private static HttpRequest.Builder request(String path) {
        URI uri = ServerAddress.root().resolve(path);
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()
                .send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder asTeller(HttpRequest.Builder request) {
        String login = Base64.getEncoder().encodeToString("teller:secret".getBytes(StandardCharsets.UTF_8));
        return request.header("Authorization", "Basic " + login);
    }

    private static HttpRequest.Builder action(String path, String wish) {
        return request(path)
                .header("Content-Type", "application/json")
                .header("X-Sharer-Console", "1")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(wish));
    }

    @Test
    void thePageIsThere() throws Exception {
        HttpResponse<String> page = send(request(OPEN + "sharer-console"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>Sharer console</h1>");
        assertThat(page.uri().getPath()).endsWith("/sharer-console/");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
        assertThat(send(request(OPEN + "sharer-console/main.js"))
                        .headers()
                        .firstValue("Content-Type")
                        .orElse(""))
                .startsWith("text/javascript");
    }

    @Test
    void itShowsTheQueuesOfItsApplication() throws Exception {
        HttpResponse<String> state = send(request(OPEN + "sharer-console/api/state"));

        assertThat(state.statusCode()).isEqualTo(200);
        assertThat(state.body()).contains("\"name\":\"" + Counters.BY_FILE + "\"", "\"mayAct\":false");
        assertThat(send(request(OPEN + "sharer-console/api/waiting?name=" + Counters.BY_FILE))
                        .body())
                .isEqualTo("{\"waiting\":[],\"more\":0}");
    }

    @Test
    void whatCameThroughAProxyFindsNothing() throws Exception {
        assertThat(send(request(OPEN + "sharer-console/").header("X-Forwarded-For", "127.0.0.1"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void nobodyActsWhereNoRoleIsConfigured() throws Exception {
        HttpResponse<String> reply = send(action(OPEN + "sharer-console/api/evict-idle", "{\"pool\":\"none\"}"));

        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(reply.body()).contains("SHARER-513");
    }

    @Test
    void whoIsInTheRoleSeesItFromAnywhereAndActs() throws Exception {
        HttpResponse<String> state =
                send(asTeller(request(FOR_CLERKS + "sharer-console/api/state")).header("X-Forwarded-For", "1.2.3.4"));
        HttpResponse<String> reply = send(asTeller(
                action(FOR_CLERKS + "sharer-console/api/cancel", "{\"queue\":\"" + Counters.BY_FILE + "\",\"id\":1}")));

        assertThat(state.statusCode()).isEqualTo(200);
        assertThat(state.body()).contains("\"mayAct\":true");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"done\":false}");
    }

    @Test
    void whoIsNotLoggedInSeesNothingOfWhatIsForClerks() throws Exception {
        HttpResponse<String> page = send(request(FOR_CLERKS + "sharer-console/"));

        assertThat(page.statusCode()).isIn(401, 403, 404);
        assertThat(page.body()).doesNotContain("Sharer console");
    }
}

package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sharer.it.support.Server;
import io.sharer.it.support.ServerAddress;
import io.sharer.it.support.ServerProcess;
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
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a dedicated thread when its application is undeployed. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(300)
class DedicatedThreadEndIT {
    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    private Path threads = Path.of("");
    private Path names = Path.of("");

    @Deployment(name = "screen", managed = false, testable = false)
    static WebArchive war() {
        return TestWar.of(
                "screen",
                Screen.class,
                Curtain.class,
                ScreenServlet.class,
                Surroundings.class,
                Observation.class,
                Visit.class);
    }

    @BeforeEach
    void letIdleThreadsGo(@TempDir Path directory) throws Exception {
        ServerProcess.keepIdleThreads(false);
        threads = Files.createFile(directory.resolve("threads.txt"));
        names = Files.createFile(directory.resolve("names.txt"));
    }

    @AfterEach
    void keepIdleThreads() {
        ServerProcess.keepIdleThreads(true);
    }

    @Test
    void theBeanEndsOnItsThreadWhichIsGoneThen() throws Exception {
        deployer.deploy("screen");
        useTheScreen();
        assertThat(ServerProcess.threadsOf(Screen.class.getName()))
                .as("while it is deployed")
                .contains("sharer-" + Screen.class.getName());

        deployer.undeploy("screen");

        List<String> lines = Files.readAllLines(threads);
        String thread = lines.get(0).substring("opened on ".length());
        String atItsEnd = Files.readString(names);
        assertThat(atItsEnd)
                .as("what a bean that is not shared looks up at its end")
                .isNotEmpty();
        String greeting = Server.ofThisRun().bindsNamesUntilTheEnd() ? "hello" : atItsEnd;
        assertThat(lines)
                .containsExactly(
                        "opened on " + thread, "drawn on " + thread, "closed on " + thread, greeting + " on " + thread);
        await().atMost(Duration.ofSeconds(30)).until(() -> ServerProcess.threadsOf("io.sharer."), List::isEmpty);
    }

    @Test
    void theClassLoaderOfTheApplicationIsCollected() throws Exception {
        assumeFalse(Server.ofThisRun().keepsClassLoaders(), "the server keeps it, whatever was deployed");
        deployer.deploy("screen");
        useTheScreen();

        deployer.undeploy("screen");

        ServerProcess.awaitNoLoadersOf(Screen.class);
    }

    private void useTheScreen() throws Exception {
        URI screen = ServerAddress.root()
                .resolve("screen/screen?threads=" + URLEncoder.encode(threads.toString(), StandardCharsets.UTF_8)
                        + "&names=" + URLEncoder.encode(names.toString(), StandardCharsets.UTF_8));
        HttpResponse<Void> response = HttpClient.newBuilder()
                .version(Server.ofThisRun().forgetfulHttp())
                .build()
                .send(
                        HttpRequest.newBuilder(screen)
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(204);
    }
}

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
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of queued bodies when their application is undeployed, and what the server keeps of it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(300)
class UndeploymentIT {
    private static final int ENTRIES = 20;

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    private Path diary = Path.of("");

    @Deployment(name = "diary", managed = false, testable = false)
    static WebArchive war() {
        return TestWar.of("diary", Diary.class, DiaryServlet.class);
    }

    /** With Sharer in the server: its classes stay, and nothing of what they know may. */
    @Deployment(name = "lent-diary", managed = false, testable = false)
    static WebArchive warOfServersLibrary() {
        return TestWar.ofServersLibrary("lent-diary", Diary.class, DiaryServlet.class);
    }

    /** The bean is in the library, and one of the two WARs queues entries. */
    @Deployment(name = "diaries", managed = false, testable = false)
    static EnterpriseArchive ear() {
        return TestEar.of(
                "diaries",
                TestEar.library(Diary.class),
                TestEar.war("diary", DiaryServlet.class),
                TestEar.war("another-diary", DiaryServlet.class));
    }

    @BeforeEach
    void letIdleThreadsGo() {
        ServerProcess.keepIdleThreads(false);
    }

    @AfterEach
    void keepIdleThreads() {
        ServerProcess.keepIdleThreads(true);
    }

    @BeforeEach
    void startADiary(@TempDir Path directory) throws Exception {
        diary = Files.createFile(directory.resolve("diary.txt"));
    }

    @Test
    void whatIsQueuedIsFinishedBeforeTheBeanIsDestroyed() throws Exception {
        isFinishedBeforeTheBeanIsDestroyed("diary");
    }

    @Test
    void soIsWhatAWarQueuesAtABeanOfItsEar() throws Exception {
        isFinishedBeforeTheBeanIsDestroyed("diaries");
    }

    private void isFinishedBeforeTheBeanIsDestroyed(String application) throws Exception {
        deployer.deploy(application);
        queueEntries("diary");
        assertThat(diary).as("entries before the end").isEmptyFile();

        deployer.undeploy(application);

        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= ENTRIES; i++) {
            expected.add("entry " + i);
        }
        expected.add("closed");
        assertThat(diary).content().hasLineCount(ENTRIES + 1);
        assertThat(Files.readAllLines(diary)).isEqualTo(expected);
    }

    @Test
    void noThreadOfTheApplicationIsLeft() throws Exception {
        deployer.deploy("diary");
        queueEntries("diary");
        assertThat(ServerProcess.threadsOf("io.sharer."))
                .as("while it is deployed")
                .isNotEmpty();

        deployer.undeploy("diary");

        await().atMost(Duration.ofSeconds(30)).until(() -> ServerProcess.threadsOf("io.sharer."), List::isEmpty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"diary", "lent-diary"})
    void theClassLoaderOfTheApplicationIsCollected(String war) throws Exception {
        assumeFalse(Server.ofThisRun().keepsClassLoaders(), "the server keeps it, whatever was deployed");
        deployer.deploy(war);
        queueEntries(war);
        assertThat(ServerProcess.loadersOf(Diary.class.getName()))
                .as("while it is deployed")
                .isPositive();

        deployer.undeploy(war);

        ServerProcess.awaitNoLoadersOf(Diary.class);
    }

    private void queueEntries(String war) throws Exception {
        URI entries = ServerAddress.root()
                .resolve(war + "/entries?count=" + ENTRIES + "&file="
                        + URLEncoder.encode(diary.toString(), StandardCharsets.UTF_8));
        HttpResponse<Void> response = HttpClient.newBuilder()
                .version(Server.ofThisRun().forgetfulHttp())
                .build()
                .send(
                        HttpRequest.newBuilder(entries)
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(202);
    }
}

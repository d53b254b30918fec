package io.sharer.it.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.it.example.Database.Stored;
import io.sharer.it.support.Server;
import io.sharer.it.support.ServerManagement;
import io.sharer.it.support.ServerProcess;
import jakarta.enterprise.inject.spi.Extension;
import java.io.IOException;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The application is deployed and undeployed again and again, while clients use all that Sharer has in it. Everyone who
 * was told to be added is there in the end, and nothing else of any deployment.
 *
 * <p>{@code -Dredeployments=30} says how often. After every tenth time the clients pause, and the server is looked at.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(1500)
class RedeploymentIT {
    private static final String EXAMPLE = "example";
    private static final String REST_FORGETS = "rest-forgets";
    private static final int REDEPLOYMENTS = Integer.getInteger("redeployments", 3);
    private static final int BETWEEN_LOOKS = 10;
    private static final int USERS_PER_DEPLOYMENT = 200;
    private static final int ROWS_PER_DEPLOYMENT = 50;

    /** What the server may load for itself after the tenth deployment: less than the five that one deployment takes. */
    private static final long METASPACE_SLACK = 4 << 20;

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    private final Traffic traffic = new Traffic();
    private final Client client = new Client();
    private final List<String> imported = new ArrayList<>();
    private final List<MemoryUsage> metaspace = new ArrayList<>();
    private Map<String, Long> objectsBefore = Map.of();
    private int deployments;

    /** Tells the class loaders of these deployments from those of others. */
    static class Mark implements Extension {}

    @Deployment(name = EXAMPLE, managed = false, testable = false)
    static WebArchive war() {
        return ExampleWar.with(Mark.class).addClasses(Workshop.class, Lathe.class, WorkshopServlet.class);
    }

    /** In which nothing is asked of Jakarta REST, so that this is no application of RESTEasy's itself. */
    @Deployment(name = REST_FORGETS, managed = false, testable = false)
    static WebArchive restForgets() {
        return ShrinkWrap.create(WebArchive.class, "rest-forgets.war")
                .addClass(RestForgets.class)
                .setManifest(
                        new StringAsset("Manifest-Version: 1.0\nDependencies: org.jboss.resteasy.resteasy-core-spi\n"));
    }

    @BeforeEach
    void begin() throws Exception {
        ServerProcess.keepIdleThreads(false);
        Database.delete();
        restForgetsWhatItKeeps();
        // Servers may keep something of what tests before this one have deployed.
        objectsBefore = ServerProcess.objectsOf("io.sharer.");
    }

    @AfterEach
    void keepIdleThreads() {
        ServerProcess.keepIdleThreads(true);
    }

    @Test
    void nothingIsLostAndNothingIsLeft() throws Exception {
        while (deployments < REDEPLOYMENTS) {
            int next = Math.min(BETWEEN_LOOKS, REDEPLOYMENTS - deployments);
            traffic.during(() -> redeploy(next));
            nothingIsLeft();
            metaspace.add(ServerManagement.metaspace());
            tell();
        }
        nothingIsLost();
        metaspaceIsFlat();
    }

    private void redeploy(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            deployer.deploy(EXAMPLE);
            deployments++;
            traffic.applicationIsThere();
            use();
            traffic.applicationGoes();
            deployer.undeploy(EXAMPLE);
        }
    }

    private void use() throws Exception {
        int users = traffic.acknowledgments() + USERS_PER_DEPLOYMENT;
        importAndWatch();
        if (deployments == 1) {
            thereIsSomethingToLookFor();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> traffic.acknowledgments() >= users
                        || !traffic.failures().isEmpty());
        assertThat(traffic.failures()).isEmpty();
    }

    private void importAndWatch() throws Exception {
        List<String> names = IntStream.range(0, ROWS_PER_DEPLOYMENT)
                .mapToObj(i -> "Imported " + deployments + " " + i)
                .toList();
        String csv = names.stream().collect(Collectors.joining(",30,female\n", "name,age,gender\n", ",30,female\n"));
        String location = client.importUsers(csv).location().orElseThrow();
        try (Stream<String> events = client.events(location)) {
            assertThat(events.reduce((before, last) -> last).orElseThrow()).contains("\"done\"");
        }
        imported.addAll(names);
    }

    private static void thereIsSomethingToLookFor() {
        assertThat(ServerProcess.threadsOf("io.sharer.")).isNotEmpty();
        assertThat(ServerManagement.beansOf("io.sharer")).hasSizeGreaterThan(4);
        assertThat(loaders()).isEqualTo(1);
        assertThat(ServerProcess.objectsOf("io.sharer."))
                .containsKeys("io.sharer.turn.TurnQueue", Lathe.class.getName() + "$Chuck");
    }

    private void nothingIsLeft() throws IOException {
        await().atMost(Duration.ofSeconds(30)).until(() -> ServerProcess.threadsOf("io.sharer."), List::isEmpty);
        assertThat(ServerManagement.beansOf("io.sharer")).isEmpty();
        if (Server.ofThisRun().keepsClassLoaders()) {
            return;
        }
        restForgetsWhatItKeeps();
        ServerProcess.awaitNoLoadersOf(Mark.class, this::request);
        assertThat(ServerProcess.objectsOf("io.sharer."))
                .allSatisfy((type, objects) ->
                        assertThat(objects).isLessThanOrEqualTo(objectsBefore.getOrDefault(type, 0L)));
    }

    private void restForgetsWhatItKeeps() {
        if (Server.ofThisRun().hasRestEasy()) {
            deployer.deploy(REST_FORGETS);
            deployer.undeploy(REST_FORGETS);
        }
    }

    private void nothingIsLost() throws Exception {
        Stored stored = Database.read();
        assertThat(Comparison.losses(traffic.acknowledged(), stored)).isEmpty();
        assertThat(stored.users().values()).containsAll(imported);
        assertThat(traffic.failures()).isEmpty();
    }

    /** Not compared before the tenth deployment: till then servers load what they need to have applications at all. */
    private void metaspaceIsFlat() {
        MemoryUsage first = metaspace.get(0);
        for (MemoryUsage later : metaspace) {
            assertThat(later.getUsed()).isLessThanOrEqualTo(first.getUsed() + METASPACE_SLACK);
        }
    }

    /** One line for the reader of the build's output. */
    private void tell() {
        MemoryUsage classes = metaspace.get(metaspace.size() - 1);
        System.out.printf(
                "%d deployments: %d users acknowledged, %d rows imported, %d answers, metaspace used %.1f MiB, committed %.1f"
                        + " MiB, class loaders %d%n",
                deployments,
                traffic.acknowledgments(),
                imported.size(),
                traffic.answers(),
                classes.getUsed() / 1048576.0,
                classes.getCommitted() / 1048576.0,
                loaders());
    }

    /** WildFly's queue of tasks for requests keeps its last idle thread until a task comes; see NothingLeftIT. */
    private Reply request() throws Exception {
        return client.get("nothing");
    }

    private static long loaders() {
        return ServerProcess.loadersOf(Mark.class.getName());
    }
}

package io.sharer.it.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.it.support.ServerLog;
import io.sharer.it.support.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/** The example is used in all its parts, undeployed, and gone: turns, pool, resource scopes, event loop. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(400)
class NothingLeftIT {
    private static final String EXAMPLE = "example";
    private static final int ROWS = 2_000;

    /** More than the rows will use again, so that there is something to compact. */
    private static final int UNUSED_PAGES = 4_000;

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    private final Client client = new Client();

    @Deployment(name = EXAMPLE, managed = false, testable = false)
    static WebArchive war() {
        return ExampleWar.with(MarkedCompactionSoon.class, CompactionSoon.class);
    }

    @BeforeEach
    void begin() throws Exception {
        ServerProcess.keepIdleThreads(false);
        Database.delete();
        Database.leaveUnused(UNUSED_PAGES);
    }

    @AfterEach
    void keepIdleThreads() {
        ServerProcess.keepIdleThreads(true);
    }

    @Test
    void neitherThreadsNorTheClassLoaderAreLeft() throws Exception {
        ServerLog log = ServerLog.fromNowOn();
        deployer.deploy(EXAMPLE);
        assertThat(client.addUser("Anna", 42, "female").status()).isEqualTo(201);
        importAndWatch();
        assertThat(client.findUsers("%", 1).object().getInt("total")).isEqualTo(ROWS + 1);
        assertThat(client.post("api/burst", "application/json", "{\"adds\":50}").status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> log.linesWith("The database was compacted"), lines -> !lines.isEmpty());
        assertThat(ServerProcess.threadsOf("io.sharer."))
                .as("while it is deployed")
                .isNotEmpty();
        assertThat(loaders()).as("while it is deployed").isEqualTo(1);

        ServerLog logOfTheEnd = ServerLog.fromNowOn();
        deployer.undeploy(EXAMPLE);

        await().atMost(Duration.ofSeconds(30)).until(() -> ServerProcess.threadsOf("io.sharer."), List::isEmpty);
        ServerProcess.awaitNoLoadersOf(MarkedCompactionSoon.class, this::request);
        assertThat(logOfTheEnd.linesWith("SHARER-")).as("warnings").isEmpty();
        assertThat(log.linesWith("ERROR")).isEmpty();
    }

    private void importAndWatch() throws Exception {
        String csv = IntStream.range(0, ROWS)
                .mapToObj(i -> "Imported " + i + ",30,female\n")
                .collect(Collectors.joining("", "name,age,gender\n", ""));
        String location = client.importUsers(csv).location().orElseThrow();
        try (Stream<String> events = client.events(location)) {
            assertThat(events.reduce((before, last) -> last).orElseThrow()).contains("\"done\"");
        }
    }

    /**
     * WildFly's queue of tasks for requests keeps its last idle thread until a task comes, also one that is dead. It
     * has the context class loader of whoever had it made, which for the end of a stream of events is the application.
     */
    private Reply request() throws Exception {
        return client.get("nothing");
    }

    private static long loaders() {
        return ServerProcess.loadersOf(MarkedCompactionSoon.class.getName());
    }
}

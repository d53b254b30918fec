package io.sharer.it.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.it.support.Server;
import io.sharer.it.support.ServerLog;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A task of the event loop compacts the database, in a turn, and is finished before the application ends. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(180)
class CompactionIT {
    private static final String EXAMPLE = "example";
    private static final int UNUSED_PAGES = 4000;
    private static final long SMALL = UNUSED_PAGES * 4096L / 10;

    /** To write so many anew takes a second or more. */
    private static final int PAGES_FOR_SECONDS = 30_000;

    private static final String COMPACTED = "The database was compacted";

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    private final Client client = new Client();

    @Deployment(name = EXAMPLE, managed = false, testable = false)
    static WebArchive war() {
        return ExampleWar.with(CompactionSoon.class);
    }

    @BeforeEach
    void beginWithAFileThatIsTooLong() throws Exception {
        Database.delete();
        Database.leaveUnused(UNUSED_PAGES);
        assertThat(Database.bytes()).isGreaterThan(SMALL);
    }

    @Test
    void itComesAtItsTimeWhileOthersAddAndSearch() throws Exception {
        ServerLog log = ServerLog.fromNowOn();
        deployer.deploy(EXAMPLE);
        try {
            int added = 0;
            while (log.linesWith(COMPACTED).isEmpty()) {
                assertThat(client.addUser("Anna " + added++, 42, "female").status())
                        .isEqualTo(201);
                assertThat(client.findUsers("Anna%", 1).object().getInt("total"))
                        .isEqualTo(added);
            }

            // Who reads at that moment may delay the cut.
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                client.addUser("Bo", 7, "male");
                return Database.bytes() < SMALL;
            });
            assertThat(log.linesWith("SQLITE_BUSY")).isEmpty();
            assertThat(log.linesWith("ERROR")).isEmpty();
        } finally {
            deployer.undeploy(EXAMPLE);
        }
        assertThat(Database.problems()).isEqualTo("ok");
    }

    @Test
    void anUndeploymentWhileItRunsLeavesTheFileInOrder() throws Exception {
        Database.fill("kept", PAGES_FOR_SECONDS);
        Database.leaveUnused(PAGES_FOR_SECONDS);
        ServerLog log = ServerLog.fromNowOn();
        deployer.deploy(EXAMPLE);
        assertThat(client.addUser("Anna", 42, "female").status()).isEqualTo(201);

        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(60))
                .until(() -> client.get("api/queues").array().getJsonObject(0).getInt("running") == 1);
        deployer.undeploy(EXAMPLE);

        assertThat(log.linesWith(COMPACTED))
                .as("waited for")
                .hasSize(Server.ofThisRun().logsUntilTheEnd() ? 1 : 0);
        assertThat(Database.bytes()).isLessThan(PAGES_FOR_SECONDS * 4096L * 3 / 2);
        assertThat(Database.problems()).isEqualTo("ok");
        assertThat(Database.read().users()).containsValue("Anna").hasSize(1);
        assertThat(log.linesWith("ERROR")).isEmpty();
        assertThat(log.linesWith("SHARER-4")).as("warnings of the loop").isEmpty();
    }
}

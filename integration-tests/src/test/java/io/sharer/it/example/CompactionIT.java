package io.sharer.it.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.it.support.ServerLog;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
        ServerLog log = ServerLog.fromNowOn();
        deployer.deploy(EXAMPLE);
        assertThat(client.addUser("Anna", 42, "female").status()).isEqualTo(201);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection lock = Database.lock()) {
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            client.get("api/queues").array().getJsonObject(0).getInt("running") == 1);
            Future<?> release = threads.submit(() -> {
                await().pollInterval(Duration.ofMillis(20))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> log.linesWith("WFLYUT0022"), lines -> !lines.isEmpty());
                lock.close();
                return null;
            });
            deployer.undeploy(EXAMPLE);
            release.get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }

        List<String> order = log.linesWith("").stream()
                .filter(line -> line.contains(COMPACTED) || line.contains("WFLYUT0022"))
                .toList();
        assertThat(order).hasSize(2);
        assertThat(order.get(1)).as("after the end had begun").contains(COMPACTED);
        assertThat(Database.bytes()).isLessThan(SMALL);
        assertThat(Database.problems()).isEqualTo("ok");
        assertThat(Database.read().users()).containsValue("Anna").hasSize(1);
        assertThat(log.linesWith("ERROR")).isEmpty();
    }
}

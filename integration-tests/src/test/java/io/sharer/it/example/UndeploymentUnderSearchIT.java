package io.sharer.it.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.it.support.ServerLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application is undeployed while clients search, with requests that take their time. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(300)
class UndeploymentUnderSearchIT {
    private static final String EXAMPLE = "example";
    private static final int CLIENTS = 24;
    private static final int ROWS = 40_000;
    private static final int BEFORE_THE_END = 100;

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    private final AtomicInteger answered = new AtomicInteger();

    @Deployment(name = EXAMPLE, managed = false, testable = false)
    static WebArchive asBuilt() {
        return ExampleWar.asBuilt();
    }

    /** WildFly does not end the request scope of a request that it cuts off, so nobody gives back what that has. */
    @Test
    void whatRequestsHadThatWereCutOffIsNotWaitedFor() throws Exception {
        Database.delete();
        deployer.deploy(EXAMPLE);
        importRows();
        ServerLog log = ServerLog.fromNowOn();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(this::searchUntilRefused));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> answered.get() >= BEFORE_THE_END);
            deployer.undeploy(EXAMPLE);
            for (Future<?> client : clients) {
                client.get(90, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(log.linesWith("SHARER-235")).isEmpty();
    }

    private Void searchUntilRefused() throws InterruptedException {
        Client client = new Client();
        try {
            while (client.findUsers("%9%", 1000).status() == 200) {
                answered.incrementAndGet();
            }
        } catch (IOException e) {
            // cut off
        }
        return null;
    }

    private static void importRows() throws Exception {
        Client client = new Client();
        String csv = IntStream.range(0, ROWS)
                .mapToObj(i -> "Somebody " + i + ",30,female\n")
                .collect(Collectors.joining("", "name,age,gender\n", ""));
        String location = client.importUsers(csv).location().orElseThrow();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> client.get(location).object().getString("state").equals("done"));
    }
}

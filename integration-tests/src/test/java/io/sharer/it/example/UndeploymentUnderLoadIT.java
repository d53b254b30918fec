package io.sharer.it.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sharer.it.example.Load.Attempt;
import io.sharer.it.support.Server;
import io.sharer.it.support.ServerProcess;
import jakarta.enterprise.inject.spi.Extension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

/** The application is undeployed while clients add users, and look for them, as fast as they can. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(400)
class UndeploymentUnderLoadIT {
    private static final String EXAMPLE = "example";
    private static final String MARKED = "marked";
    private static final int BEFORE_THE_END = 500;

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    private final Queue<Attempt> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> failedTooEarly = new ConcurrentLinkedQueue<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile boolean ending;

    /** Tells the class loader of one deployment from those of others. */
    static class Mark implements Extension {}

    @Deployment(name = EXAMPLE, managed = false, testable = false)
    static WebArchive asBuilt() {
        return ExampleWar.asBuilt();
    }

    @Deployment(name = MARKED, managed = false, testable = false)
    static WebArchive marked() {
        return ExampleWar.with(Mark.class);
    }

    @AfterEach
    void keepIdleThreads() {
        ServerProcess.keepIdleThreads(true);
    }

    @BeforeEach
    void beginWithNoDatabase() throws Exception {
        Database.delete();
    }

    @Test
    void everyAcknowledgedUserIsInTheFileAfterwards() throws Exception {
        undeployUnderLoad();

        assertThat(failedTooEarly).isEmpty();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE_THE_END);
        assertThat(Comparison.losses(List.copyOf(acknowledged), Database.read()))
                .isEmpty();
    }

    @Test
    void noThreadOfTheApplicationIsLeft() throws Exception {
        undeployUnderLoad();

        await().atMost(Duration.ofSeconds(30)).until(() -> ServerProcess.threadsOf("io.sharer."), List::isEmpty);
    }

    /**
     * Here the last request has ended before the undeployment: WildFly does not end the scope of one that it cuts off,
     * and then Weld's cache of it stays with the server's thread.
     *
     * <p>It may take a minute: the SQLite driver has asked {@code uname} for the system, and the JDK's thread that
     * waited for the answer lives for a minute more, with the application's class loader as its context.
     */
    @Test
    void theClassLoaderOfTheApplicationIsCollected() throws Exception {
        assumeFalse(Server.ofThisRun().keepsClassLoaders(), "the server keeps it, whatever was deployed");
        ServerProcess.keepIdleThreads(false);
        deployer.deploy(MARKED);
        new Load(BEFORE_THE_END, false).run();
        new Client().findUsers("%", 1);
        assertThat(ServerProcess.loadersOf(Mark.class.getName()))
                .as("while it is deployed")
                .isEqualTo(1);

        deployer.undeploy(MARKED);

        ServerProcess.awaitNoLoadersOf(Mark.class);
    }

    private void undeployUnderLoad() throws Exception {
        deployer.deploy(EXAMPLE);
        ExecutorService threads = Executors.newFixedThreadPool(Load.CLIENTS);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < Load.CLIENTS; i++) {
                clients.add(threads.submit(this::addUntilRefused));
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> acknowledged.size() >= BEFORE_THE_END || !failedTooEarly.isEmpty());
            ending = true;
            deployer.undeploy(EXAMPLE);
            for (Future<?> client : clients) {
                client.get(90, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Only the end of the application ends this. */
    private Void addUntilRefused() throws InterruptedException {
        Client client = new Client();
        while (true) {
            String name = "client " + numbers.incrementAndGet();
            String refusal;
            try {
                Reply reply = client.addUser(name, 30, "female");
                if (reply.status() == 201) {
                    acknowledged.add(Attempt.of(name, true, reply));
                    reply = client.findUsers(name, 1);
                    if (reply.status() == 200) {
                        continue;
                    }
                }
                refusal = reply.toString();
            } catch (IOException e) {
                refusal = e.toString();
            }
            if (!ending) {
                failedTooEarly.add(refusal);
            }
            return null;
        }
    }
}

package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.it.support.Browsing;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What begins with the application begins once, in a WAR and in an EAR of two. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(120)
class TasksIT {
    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    @Deployment(name = "clock", managed = false, testable = false)
    static WebArchive war() {
        return TestWar.forClients("clock", Clock.class, ClockServlet.class);
    }

    @Deployment(name = "clocks", managed = false, testable = false)
    static EnterpriseArchive ear() {
        return TestEar.of(
                "clocks",
                TestEar.library(Clock.class),
                TestEar.war("one-clock", ClockServlet.class),
                TestEar.war("another-clock", ClockServlet.class));
    }

    @Test
    void inAWar() {
        deployer.deploy("clock");
        try {
            beginsOnce("clock");
        } finally {
            deployer.undeploy("clock");
        }
    }

    @Test
    void inTheLibraryOfAnEar() {
        deployer.deploy("clocks");
        try {
            for (String war : List.of("one-clock", "another-clock")) {
                beginsOnce(war);
            }
        } finally {
            deployer.undeploy("clocks");
        }
    }

    /** Both of what begins: a task, and a pool that is filled ahead. */
    private static void beginsOnce(String war) {
        Browsing pages = new Browsing(war);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !pages.get("clock?of=starts").equals("0"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> pages.get("clock?of=wheels").equals("2"));
        assertThat(pages.get("clock?of=starts")).isEqualTo("1");
        assertThat(pages.get("clock?of=made")).isEqualTo("2");
    }
}

package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.it.support.Browsing;
import io.sharer.it.support.Server;
import java.time.Duration;
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

/** An application is to be seen by JMX once, under its own name, and its observers hear of events in its context. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(120)
class ManagementIT {
    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    @Deployment(name = "shown", managed = false, testable = false)
    static WebArchive war() {
        return TestWar.forClients("shown", Clock.class, MBeansServlet.class);
    }

    @Deployment(name = "shows", managed = false, testable = false)
    static EnterpriseArchive ear() {
        return TestEar.of(
                "shows",
                TestEar.library(Clock.class),
                TestEar.war("one-show", MBeansServlet.class),
                TestEar.war("another-show", MBeansServlet.class));
    }

    @Deployment(name = "alarmed", managed = false, testable = false)
    static WebArchive alarmed() {
        return TestWar.forClients("alarmed", Alarm.class, AlarmServlet.class);
    }

    @Test
    void aWarHasItsName() {
        deployer.deploy("shown");
        try {
            assertThat(new Browsing("shown").get("mbeans").lines())
                    .contains("io.sharer:type=Application,application=shown")
                    .allMatch(name -> name.contains("application=shown"));
        } finally {
            deployer.undeploy("shown");
        }
    }

    /** Or once for each WAR, where each has a container of its own: there no WAR has a name yet when it starts. */
    @Test
    void anEarIsShownOnce() {
        deployer.deploy("shows");
        try {
            assertThat(new Browsing("one-show").get("mbeans").lines())
                    .filteredOn(name -> name.contains("type=Application,"))
                    .containsExactlyInAnyOrder(
                            Server.ofThisRun().hasBeansPerEar()
                                    ? new String[] {"io.sharer:type=Application,application=shows"}
                                    : new String[] {
                                        "io.sharer:type=Application,application=shows",
                                        "io.sharer:type=Application,application=shows#2"
                                    });
        } finally {
            deployer.undeploy("shows");
        }
    }

    @Test
    void observersHearInTheContextOfTheirWar() {
        deployer.deploy("alarmed");
        try {
            Browsing pages = new Browsing("alarmed");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !pages.get("alarm").isEmpty());
            assertThat(pages.get("alarm")).isEqualTo("broken hello");
        } finally {
            deployer.undeploy("alarmed");
        }
    }
}

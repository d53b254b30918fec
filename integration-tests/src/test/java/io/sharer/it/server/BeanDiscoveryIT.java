package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sharer.it.support.Browsing;
import io.sharer.it.support.Server;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shared and what is lent in a WAR, as its {@code beans.xml} says which of its classes are beans. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(60)
class BeanDiscoveryIT {
    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    @Deployment(name = "annotated", testable = false)
    static WebArchive annotated() {
        return war("annotated").addAsWebInfResource(TestWar.beansXml("annotated"), "beans.xml");
    }

    @Deployment(name = "all", testable = false)
    static WebArchive all() {
        return war("all").addAsWebInfResource(TestWar.beansXml("all"), "beans.xml");
    }

    @Deployment(name = "none", managed = false, testable = false)
    static WebArchive none() {
        return war("none").addAsWebInfResource(TestWar.beansXml("none"), "beans.xml");
    }

    @Deployment(name = "absent", testable = false)
    static WebArchive absent() {
        return war("absent");
    }

    private static WebArchive war(String name) {
        return TestWar.withoutBeansXml(name, Gate.class, Loner.class, Gauge.class, DiscoveryServlet.class)
                .addAsLibraries(TestEar.library(Booth.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"annotated", "all", "absent"})
    void aClassWithAScopeIsABean(String mode) {
        assertThat(ask(mode, "scoped")).isEqualTo("gate");
    }

    @ParameterizedTest
    @CsvSource({"annotated, no bean", "all, loners", "absent, no bean"})
    void aClassWithoutAScopeIsABeanIfAllAre(String mode, String found) {
        assertThat(ask(mode, "unscoped")).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"annotated", "absent"})
    void aPooledClassIsABeanWhereTheServerLooksForStereotypes(String mode) {
        assertThat(ask(mode, "pooled"))
                .isEqualTo(Server.ofThisRun().findsStereotypesOfLibraries() ? "lent" : "no bean");
    }

    @Test
    void aPooledClassIsABeanIfAllAre() {
        assertThat(ask("all", "pooled")).isEqualTo("lent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"annotated", "all", "absent"})
    void aJarOfTheWarHasAModeOfItsOwn(String mode) {
        assertThat(ask(mode, "in a library")).isEqualTo("gate");
    }

    @Test
    void whereNothingOfTheWarIsABeanWhatIsInItsJarsMayBe() {
        Server server = Server.ofThisRun();
        assumeTrue(server.deploysWarsWithoutBeans(), "the server deploys no such WAR");
        deployer.deploy("none");
        try {
            String nothing = server.hasCdiForJarsAlone() ? "no bean" : "no CDI";
            assertThat(ask("none", "scoped")).isEqualTo(nothing);
            assertThat(ask("none", "unscoped")).isEqualTo(nothing);
            assertThat(ask("none", "pooled")).isEqualTo(nothing);
            assertThat(ask("none", "in a library")).isEqualTo(server.hasCdiForJarsAlone() ? "gate" : nothing);
        } finally {
            deployer.undeploy("none");
        }
    }

    private static String ask(String war, String question) {
        return new Browsing(war).get("discovery?of=" + question.replace(' ', '+'));
    }
}

package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sharer.it.support.Browsing;
import io.sharer.it.support.Server;
import io.sharer.it.support.ServerLog;
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

/**
 * One EAR of two WARs, with Sharer and beans in its library: there is one queue of a name and one pool of a kind for as
 * many WARs as the library's beans are for, which is all of them or one, as the server has it.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(60)
class EnterpriseArchiveIT {
    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    private final boolean beansAreOfTheEar = Server.ofThisRun().hasBeansPerEar();
    private final GateClient left = new GateClient("left");
    private final GateClient right = new GateClient("right");

    @Deployment(name = "together", testable = false)
    static EnterpriseArchive together() {
        return TestEar.of(
                "together",
                TestEar.library(Gate.class, Mint.class, Coin.class, Drawbridge.class),
                TestEar.war("left", Booth.class, GateServlet.class, DrawbridgeServlet.class),
                TestEar.war("right", Booth.class, GateServlet.class, DrawbridgeServlet.class));
    }

    @Deployment(name = "apart", managed = false, testable = false)
    static EnterpriseArchive apart() {
        return TestEar.ofWars("apart", GateClient.war("near"), GateClient.war("far"));
    }

    @Deployment(name = "kinds", managed = false, testable = false)
    static EnterpriseArchive kinds() {
        return TestEar.ofWars("kinds", kindsIn("here"), kindsIn("there"));
    }

    /** Two copies of Sharer as well: the library's is for the other WAR. */
    @Deployment(name = "mixed", managed = false, testable = false)
    static EnterpriseArchive mixed() {
        return TestEar.of(
                "mixed",
                TestEar.library(Coin.class),
                kindsIn("owning"),
                TestEar.war("borrowing", KindsServlet.class, Quarry.class));
    }

    private static WebArchive kindsIn(String war) {
        return TestWar.forClients(war, KindsServlet.class, Quarry.class);
    }

    @Test
    void aBeanOfTheLibraryIsOneForAllWarsOrForEach() {
        String here = left.ask("which");
        String there = right.ask("which");

        assertThat(there.equals(here)).as(here + " and " + there).isEqualTo(beansAreOfTheEar);
    }

    @Test
    void soIsANamedQueueOfTheLibrarysBeans() {
        left.close();
        try {
            assertThat(right.ask("pass")).isEqualTo(beansAreOfTheEar ? "closed" : "gate");
        } finally {
            left.open();
        }
        assertThat(right.ask("pass")).isEqualTo("gate");
    }

    @Test
    void beansOfAWarMeetThoseOfTheLibraryInTheQueue() {
        left.close();
        try {
            assertThat(left.ask("pass the booth")).isEqualTo("closed");
            assertThat(right.ask("pass the booth")).isEqualTo(beansAreOfTheEar ? "closed" : "gate");
        } finally {
            left.open();
        }
        assertThat(right.ask("pass the booth")).isEqualTo("gate");
    }

    @Test
    void soIsAPoolOfTheLibrary() {
        assertThat(left.ask("take")).isEqualTo("1");
        try {
            assertThat(left.ask("take")).isEqualTo("none");
            assertThat(right.ask("take")).isEqualTo(beansAreOfTheEar ? "none" : "1");
            right.ask("give");
        } finally {
            left.ask("give");
        }
        assertThat(right.ask("take")).isEqualTo("1");
        right.ask("give");
        assertThat(left.ask("made")).isEqualTo("1");
        assertThat(right.ask("made")).isEqualTo("1");
    }

    @Test
    void aQueueInAStaticFieldOfTheLibraryIsOneForAllWars() {
        Browsing leftBank = new Browsing("left");
        Browsing rightBank = new Browsing("right");
        assertThat(rightBank.get("drawbridge?do=cross")).isEqualTo("drawbridge");

        leftBank.get("drawbridge?do=raise");
        try {
            // Whoever raises it waits for nobody.
            await().atMost(Duration.ofSeconds(30)).until(() -> rightBank.get("drawbridge?do=cross"), "raised"::equals);
        } finally {
            leftBank.get("drawbridge?do=lower");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> rightBank.get("drawbridge?do=cross"), "drawbridge"::equals);
    }

    @Test
    void warsWithSharerInEachHaveNothingInCommon() {
        assumeTrue(Server.ofThisRun().keepsWarsOfAnEarApart(), "the server mixes up what is called alike");
        deployer.deploy("apart");
        try {
            GateClient near = new GateClient("near");
            GateClient far = new GateClient("far");
            near.close();
            try {
                assertThat(near.ask("pass the booth")).isEqualTo("closed");
                assertThat(far.ask("pass")).isEqualTo("gate");
                assertThat(far.ask("pass the booth")).isEqualTo("gate");
            } finally {
                near.open();
            }
            assertThat(near.ask("take")).isEqualTo("1");
            assertThat(far.ask("take")).isEqualTo("1");
            near.ask("give");
            far.ask("give");
        } finally {
            deployer.undeploy("apart");
        }
    }

    @Test
    void eachHasItsOwnOfEveryKindOfBeanThatSharerAdds() {
        assumeTrue(Server.ofThisRun().keepsWarsOfAnEarApart(), "the server mixes up what is called alike");
        deployer.deploy("kinds");
        try {
            assertThat(kindsOf("here")).isEqualTo("1 0 true 1 []");
            assertThat(kindsOf("there")).isEqualTo("1 0 true 1 []");
            assertThat(kindsOf("here")).isEqualTo("1 0 true 2 []");
        } finally {
            deployer.undeploy("kinds");
        }
    }

    @Test
    void soHasOneBesideTheLibrarys() {
        assumeTrue(Server.ofThisRun().keepsWarsOfAnEarApart(), "the server mixes up what is called alike");
        deployer.deploy("mixed");
        try {
            assertThat(kindsOf("owning")).isEqualTo("1 0 true 1 []");
            assertThat(kindsOf("borrowing")).isEqualTo("1 0 true 1 []");
        } finally {
            deployer.undeploy("mixed");
        }
    }

    private static String kindsOf(String war) {
        return new Browsing(war).get("kinds");
    }

    @Test
    void aCallOfOneOfThemThatTakesNoTurnIsToldOf() throws Exception {
        ServerLog log = ServerLog.fromNowOn();
        deployer.deploy("apart");
        try {
            List<String> answers = List.of(passOrFail("near"), passOrFail("far"));

            assertThat(answers).isSubsetOf("gate", "no turn", "not served");
            if (Server.ofThisRun().keepsWarsOfAnEarApart()) {
                assertThat(answers).containsOnly("gate");
            }
            assertThat(log.linesWith("SHARER-075: @Shared on io.sharer.it.server.Gate ")
                            .isEmpty())
                    .as("nothing was told of " + answers)
                    .isNotEqualTo(answers.contains("no turn"));
        } finally {
            deployer.undeploy("apart");
        }
    }

    private static String passOrFail(String war) {
        try {
            return new GateClient(war).ask("pass");
        } catch (IllegalStateException e) {
            return "not served";
        }
    }
}

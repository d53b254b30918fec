package io.sharer.it.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.it.support.ServerLog;
import io.sharer.it.support.ServerProcess;
import java.util.List;
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

/** Many clients, one connection: with turns nothing is lost, and without them the same tests find what is. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(600)
class ConcurrentClientsIT {
    private static final String WITH_TURNS = "with turns";
    private static final String WITHOUT_TURNS = "without turns";

    private static final String EXAMPLE = "io.sharer.example";

    private static final Load VALID = new Load(10_000, false);
    private static final Load VALID_FOR_CONTROL = new Load(4_000, false);
    private static final Load EVERY_TENTH_INVALID = new Load(4_000, true);

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    private String deployed = "";
    private boolean silenced;

    @Deployment(name = WITH_TURNS, managed = false, testable = false)
    static WebArchive asBuilt() {
        return ExampleWar.asBuilt();
    }

    @Deployment(name = WITHOUT_TURNS, managed = false, testable = false)
    static WebArchive unguarded() {
        return ExampleWar.with(NoTurns.class, NoTurns.UnsharedLiteral.class);
    }

    @BeforeEach
    void beginWithNoDatabase() throws Exception {
        Database.delete();
    }

    @AfterEach
    void undeploy() {
        deployer.undeploy(deployed);
        if (silenced) {
            ServerProcess.letSpeak(EXAMPLE);
        }
    }

    @Test
    void everyUserIsThereExactlyOnce() throws Exception {
        deploy(WITH_TURNS);
        ServerLog log = ServerLog.fromNowOn();

        Load.Outcome outcome = run(VALID, "Valid users, with turns");

        assertThat(outcome.acknowledged()).hasSize(VALID.users());
        assertThat(troubles(outcome)).isEmpty();
        assertThat(log.linesWith("SQLITE_BUSY")).isEmpty();
        assertThat(new Client().findUsers("%", 1).object().getInt("total")).isEqualTo(VALID.users());
    }

    @Test
    void whatIsAcknowledgedIsWhatIsStoredWhenEveryTenthUserIsInvalid() throws Exception {
        deploy(WITH_TURNS);
        Database.refuseNamesLike(Load.REFUSED_BY_DATABASE + "%");

        Load.Outcome outcome = run(EVERY_TENTH_INVALID, "Every tenth invalid, with turns");

        assertThat(outcome.acknowledged()).hasSize(EVERY_TENTH_INVALID.users() * 9 / 10);
        assertThat(troubles(outcome)).isEmpty();
    }

    /** The control: were this to pass without trouble, the tests above would prove nothing. */
    @Test
    void validUsersAloneGiveTroubleWithoutTurns() throws Exception {
        deployQuietly(WITHOUT_TURNS);

        assertThat(troubles(run(VALID_FOR_CONTROL, "Valid users, WITHOUT turns")))
                .isNotEmpty();
    }

    /** The control of the test with invalid users. */
    @Test
    void everyTenthInvalidUserGivesTroubleWithoutTurns() throws Exception {
        deployQuietly(WITHOUT_TURNS);
        Database.refuseNamesLike(Load.REFUSED_BY_DATABASE + "%");

        assertThat(troubles(run(EVERY_TENTH_INVALID, "Every tenth invalid, WITHOUT turns")))
                .isNotEmpty();
    }

    private void deploy(String name) throws Exception {
        deployed = name;
        deployer.deploy(name);
        new Client().findUsers("%", 1); // the example makes its tables when it is first asked for something
    }

    /** Thousands of stack traces are to be expected, and nobody wants to read them. */
    private void deployQuietly(String name) throws Exception {
        ServerProcess.silence(EXAMPLE);
        silenced = true;
        deploy(name);
    }

    private static Load.Outcome run(Load load, String title) throws Exception {
        Load.Outcome outcome = load.run();
        System.out.println(outcome.summary(title));
        return outcome;
    }

    private static List<String> troubles(Load.Outcome outcome) throws Exception {
        List<String> troubles = Comparison.troubles(outcome, Database.read());
        troubles.forEach(System.out::println);
        return troubles;
    }
}

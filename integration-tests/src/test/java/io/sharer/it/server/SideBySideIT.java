package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same WAR twice on one server: with Sharer in each, and with Sharer in the server, so that both have the same
 * classes of it.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(60)
class SideBySideIT {
    @Deployment(name = "first", testable = false)
    static WebArchive first() {
        return GateClient.war("first");
    }

    @Deployment(name = "second", testable = false)
    static WebArchive second() {
        return GateClient.war("second");
    }

    @Deployment(name = "third", testable = false)
    static WebArchive third() {
        return GateClient.warOfServersLibrary("third");
    }

    @Deployment(name = "fourth", testable = false)
    static WebArchive fourth() {
        return GateClient.warOfServersLibrary("fourth");
    }

    @ParameterizedTest
    @CsvSource({"first, second", "third, fourth", "second, third"})
    void queuesOfOneNameDoNotMeet(String one, String another) {
        GateClient here = new GateClient(one);
        GateClient there = new GateClient(another);
        here.close();
        try {
            assertThat(here.ask("pass the booth")).isEqualTo("closed");
            assertThat(there.ask("pass")).isEqualTo("gate");
            assertThat(there.ask("pass the booth")).isEqualTo("gate");
        } finally {
            here.open();
        }
        assertThat(here.ask("pass the booth")).isEqualTo("gate");
    }

    @ParameterizedTest
    @CsvSource({"first, second", "third, fourth", "second, third"})
    void eachHasAPoolOfItsOwn(String one, String another) {
        GateClient here = new GateClient(one);
        GateClient there = new GateClient(another);
        assertThat(here.ask("take")).isEqualTo("1");
        try {
            assertThat(here.ask("take")).isEqualTo("none");
            assertThat(there.ask("take")).isEqualTo("1");
            there.ask("give");
        } finally {
            here.ask("give");
        }
    }
}

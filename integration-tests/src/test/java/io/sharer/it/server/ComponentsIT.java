package io.sharer.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.it.support.Browsing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Components of every kind have shared and pooled beans injected, and meet at them. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(60)
class ComponentsIT {
    private final GateClient gate = new GateClient("components");
    private final Browsing pages = new Browsing("components");

    @Deployment(testable = false)
    static WebArchive war() {
        return GateClient.war("components")
                .addClasses(
                        Crossing.class,
                        CrossingServlet.class,
                        Porter.class,
                        Warden.class,
                        CrossingApplication.class,
                        CrossingResource.class,
                        CrossingSocket.class);
    }

    enum Component {
        SERVLET,
        STATELESS_SESSION_BEAN,
        SINGLETON_SESSION_BEAN,
        REST_RESOURCE,
        WEB_SOCKET
    }

    private String crossingBy(Component component) {
        return switch (component) {
            case SERVLET -> pages.get("crossing?by=servlet");
            case STATELESS_SESSION_BEAN -> pages.get("crossing?by=stateless");
            case SINGLETON_SESSION_BEAN -> pages.get("crossing?by=singleton");
            case REST_RESOURCE -> pages.get("rest/crossing");
            case WEB_SOCKET -> pages.say("socket", "cross");
        };
    }

    @ParameterizedTest
    @EnumSource
    void takesATurnAndBorrows(Component component) {
        assertThat(crossingBy(component)).isEqualTo("gate with coin 1");
        assertThat(crossingBy(component)).as("with what was given back").isEqualTo("gate with coin 1");
    }

    @ParameterizedTest
    @EnumSource
    void hasNoTurnWhileAnotherComponentHas(Component component) {
        gate.close();
        try {
            assertThat(crossingBy(component)).isEqualTo("closed");
        } finally {
            gate.open();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isLentNothingThatAnotherComponentHas(Component component) {
        assertThat(gate.ask("take")).isEqualTo("1");
        try {
            assertThat(crossingBy(component)).isEqualTo("no coin");
        } finally {
            gate.ask("give");
        }
    }

    @Test
    void theStageOfARestResourceIsAnsweredWhenItsTurnIsOver() throws Exception {
        gate.close();
        CompletableFuture<String> answer;
        try {
            answer = pages.ask("rest/crossing/later");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> gate.ask("waiting").equals("1"));
            assertThat(answer).isNotDone();
        } finally {
            gate.open();
        }
        assertThat(answer.get(30, SECONDS)).isEqualTo("gate");
    }
}

package io.sharer.it.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.it.support.ServerLog;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** More searches than connections: some are told to come again, and the others are answered. */
@ExtendWith({FreshDatabase.class, ArquillianExtension.class})
@RunAsClient
@Timeout(300)
class ExhaustedPoolIT {
    /** So many that a search takes its time. */
    private static final int ROWS = 10_000;

    private final Client client = new Client();

    @Deployment(testable = false)
    static WebArchive war() {
        return ExampleWar.with(OneConnection.class, OneConnection.OnlyOne.class);
    }

    @Test
    void whoFindsNoConnectionIsToldToTryAgainLater() throws Exception {
        ServerLog log = ServerLog.fromNowOn();
        importRows();

        List<Reply> replies = new Searches("%9%", 1000)
                .until(() -> timeouts() > 0).stream().flatMap(List::stream).toList();

        assertThat(replies).extracting(Reply::status).containsOnly(200, 503);
        List<Reply> refused =
                replies.stream().filter(reply -> reply.status() == 503).toList();
        assertThat(refused).isNotEmpty().allSatisfy(reply -> {
            assertThat(reply.retryAfter().orElse(""))
                    .as("Retry-After, in seconds")
                    .matches("[1-9][0-9]*");
            assertThat(reply.error()).isNotBlank().doesNotContain("SHARER", "Exception");
        });
        assertThat(timeouts()).isEqualTo(refused.size());
        assertThat(log.errors()).as("it is no fault of ours").isEmpty();
    }

    private void importRows() throws Exception {
        String csv = IntStream.range(0, ROWS)
                .mapToObj(i -> "Somebody " + i + ",30,female\n")
                .collect(Collectors.joining("", "name,age,gender\n", ""));
        String location = client.importUsers(csv).location().orElseThrow();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> client.get(location).object().getString("state").equals("done"));
    }

    private int timeouts() throws Exception {
        return client.get("api/pools").array().getJsonObject(0).getInt("timeouts");
    }
}

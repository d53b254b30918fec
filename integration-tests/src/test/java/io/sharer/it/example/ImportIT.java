package io.sharer.it.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** CSV files are imported in the background, and everybody can see how far they are. */
@ExtendWith({FreshDatabase.class, ArquillianExtension.class})
@RunAsClient
@Timeout(180)
class ImportIT {
    private static final String HEADER = "name,age,gender\n";
    private static final int LARGE = 50_000;

    private final Client client = new Client();

    @Deployment(testable = false)
    static WebArchive war() {
        return ExampleWar.asBuilt();
    }

    @Test
    void anImportIsAcceptedAtOnceAndFoundAtItsLocation() throws Exception {
        Reply accepted = client.importUsers(HEADER + "Lena,31,female\n");

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.location()).isPresent();
        assertThat(finished(accepted).getString("state")).isEqualTo("done");
    }

    @Test
    void progressComesAsServerSentEventsWhileTheImportRuns() throws Exception {
        Reply accepted = client.importUsers(HEADER + rows("Streamed", LARGE));

        List<JsonObject> events;
        try (Stream<String> stream = client.events(accepted.location().orElseThrow())) {
            events = stream.map(Reply::object).toList();
        }

        assertThat(events).extracting(e -> e.getInt("total")).containsOnly(LARGE);
        assertThat(events).extracting(e -> e.getInt("done")).isSorted();
        assertThat(events)
                .as("one on the way")
                .anySatisfy(e -> assertThat(e.getInt("done")).isBetween(1, LARGE - 1));
        JsonObject last = events.get(events.size() - 1);
        assertThat(last.getString("state")).isEqualTo("done");
        assertThat(last.getInt("done")).isEqualTo(LARGE);
        assertThat(stored("Streamed %")).isEqualTo(LARGE);
    }

    @Test
    void aBadLineIsToldWithItsNumberAndTheOthersAreImported() throws Exception {
        String csv = HEADER
                + "Careful 1,20,female\n"
                + "Careful 2,old,male\n" // line 3
                + "Careful 3,30,male\n"
                + ",40,female\n" // line 5
                + "\"Careful, 4\",50,female\n"
                + "Careful 5,60\n"; // line 7

        JsonObject end = finished(client.importUsers(csv));

        assertThat(end.getString("state")).isEqualTo("done");
        assertThat(end.getJsonArray("failed").getValuesAs(JsonObject.class))
                .allSatisfy(failure -> assertThat(failure.getString("error")).isNotBlank())
                .extracting(failure -> failure.getInt("line"))
                .containsExactly(3, 5, 7);
        assertThat(stored("Careful%")).isEqualTo(3);
    }

    @Test
    void othersAddUsersWhileAnImportRuns() throws Exception {
        Reply accepted = client.importUsers(HEADER + rows("Many", LARGE));

        assertThat(client.addUser("Just me", 40, "male").status()).isEqualTo(201);

        assertThat(client.get(accepted.location().orElseThrow()).object().getInt("done"))
                .as("rows imported by then")
                .isLessThan(LARGE);
        assertThat(finished(accepted).getString("state")).isEqualTo("done");
    }

    private static String rows(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> name + " " + i + "," + i % 100 + ",female\n")
                .collect(Collectors.joining());
    }

    private JsonObject finished(Reply accepted) {
        String location = accepted.location().orElseThrow();
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> client.get(location).object(),
                        progress -> List.of("done", "failed").contains(progress.getString("state")));
    }

    private int stored(String pattern) throws Exception {
        return client.findUsers(pattern, 1).object().getInt("total");
    }
}

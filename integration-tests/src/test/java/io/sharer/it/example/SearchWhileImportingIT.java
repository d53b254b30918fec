package io.sharer.it.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.it.support.ServerLog;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many search while one imports: readers have connections of their own, and see whole batches. */
@ExtendWith({FreshDatabase.class, ArquillianExtension.class})
@RunAsClient
@Timeout(300)
class SearchWhileImportingIT {
    private static final int ROWS = 8_000;

    /** An import commits so many rows at once; the example's. */
    private static final int BATCH = 100;

    private static final Set<String> ENDED = Set.of("done", "failed");

    private final Client client = new Client();

    @Deployment(testable = false)
    static WebArchive war() {
        return ExampleWar.asBuilt();
    }

    @Test
    void everySearchIsAnsweredAndTellsOnlyWhatIsCommitted() throws Exception {
        ServerLog log = ServerLog.fromNowOn();
        AtomicReference<@Nullable String> location = new AtomicReference<>();

        // They search before there is anything, so that they do when it comes.
        List<List<Reply>> searches = new Searches("Imported%", 10).until(() -> {
            if (location.get() == null) {
                location.set(client.importUsers(csv()).location().orElseThrow());
            }
            return ENDED.contains(state(location).getString("state"));
        });

        assertThat(searches).hasSize(Searches.CLIENTS).allSatisfy(replies -> {
            assertThat(replies)
                    .isNotEmpty()
                    .allSatisfy(
                            reply -> assertThat(reply.status()).as(reply.body()).isEqualTo(200));
            assertThat(replies)
                    .extracting(SearchWhileImportingIT::total)
                    .isSorted()
                    .allSatisfy(total -> assertThat(total % BATCH)
                            .as("rows of a batch under way")
                            .isZero());
        });
        assertThat(searches.stream().flatMap(List::stream))
                .as("a search on the way")
                .anySatisfy(reply -> assertThat(total(reply)).isBetween(1, ROWS - 1));
        JsonObject end = state(location);
        assertThat(end.getString("state")).isEqualTo("done");
        assertThat(end.getInt("done")).isEqualTo(ROWS);
        assertThat(end.getInt("failedTotal")).isZero();
        assertThat(total(client.findUsers("Imported%", 1))).isEqualTo(ROWS);
        assertThat(Database.read().users()).hasSize(ROWS);
        assertThat(log.linesWith("SQLITE_BUSY")).isEmpty();
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void whatIsLentComesBackWithTheEndOfTheRequest() throws Exception {
        long before = pool().getInt("borrows");

        assertThat(client.findUsers("%", 1).status()).isEqualTo(200);

        // The answer may be here before the server has ended the request.
        JsonObject after = await().atMost(Duration.ofSeconds(30)).until(this::pool, pool -> pool.getInt("lent") == 0);
        assertThat(after.getInt("borrows")).isEqualTo((int) before + 1);
        assertThat(after.getInt("live")).isEqualTo(after.getInt("idle")).isPositive();
        assertThat(after.getInt("waiting")).isZero();
    }

    private JsonObject pool() throws Exception {
        return client.get("api/pools").array().getJsonObject(0);
    }

    private JsonObject state(AtomicReference<@Nullable String> location) throws Exception {
        return client.get(Objects.requireNonNull(location.get())).object();
    }

    private static int total(Reply reply) {
        return reply.object().getInt("total");
    }

    private static String csv() {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> "Imported " + i + "," + i % 100 + ",female\n")
                .collect(Collectors.joining("", "name,age,gender\n", ""));
    }
}

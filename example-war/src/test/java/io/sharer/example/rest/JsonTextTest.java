package io.sharer.example.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.PoolStats;
import io.sharer.QueueStats;
import io.sharer.example.InvalidUserException;
import io.sharer.example.NewUser;
import io.sharer.example.User;
import io.sharer.example.UserPage;
import io.sharer.example.imports.ImportProgress;
import io.sharer.example.imports.ImportState;
import io.sharer.example.imports.RowError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON that goes in and out. */
class JsonTextTest {
    @Test
    void aUserIsRead() {
        assertThat(read("{\"name\":\"Anna\",\"age\":42,\"gender\":\"female\"}"))
                .isEqualTo(new NewUser("Anna", 42, "female"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"42\"", "4.2", "1e99999999", "99999999999", "null", "[]", "true"})
    void anAgeThatIsNoWholeNumberIsRefused(String age) {
        assertThatThrownBy(() -> read("{\"name\":\"Anna\",\"age\":" + age + ",\"gender\":\"female\"}"))
                .isInstanceOf(InvalidUserException.class)
                .hasMessageStartingWith("age must be a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "{\"name\":}", "name=Anna"})
    void whatIsNoJsonIsRefused(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(ClientException.class)
                .hasMessageStartingWith("the body is no JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]"})
    void whatIsNoObjectIsRefused(String body) {
        assertThatThrownBy(() -> read(body)).hasMessage("the body must be a JSON object");
    }

    @Test
    void aPageIsWritten() {
        UserPage page = new UserPage(7, List.of(new User(1, "<Anna>", 42, "female")));

        assertThat(JsonText.users(page))
                .hasToString(
                        "{\"total\":7,\"users\":[{\"id\":1,\"name\":\"<Anna>\",\"age\":42,\"gender\":\"female\"}]}");
    }

    @Test
    void progressIsWritten() {
        ImportProgress progress = new ImportProgress(
                "x", ImportState.FAILED, 2, 3, List.of(new RowError(2, "bad")), 1, "The queue took no more.");

        assertThat(JsonText.progress(progress))
                .hasToString("{\"id\":\"x\",\"state\":\"failed\",\"done\":2,\"total\":3,"
                        + "\"failed\":[{\"line\":2,\"error\":\"bad\"}],\"failedTotal\":1,"
                        + "\"error\":\"The queue took no more.\"}");
    }

    @Test
    void queuesAreWritten() {
        assertThat(JsonText.queues(List.of(new QueueStats(
                        "till",
                        1,
                        1,
                        2,
                        3,
                        0,
                        4,
                        1,
                        Duration.ofMillis(5),
                        Duration.ofMillis(5),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO))))
                .hasToString("[{\"name\":\"till\",\"length\":1,\"running\":1,\"turns\":2,\"rejected\":3,"
                        + "\"cancelled\":4,\"longestWaitMillis\":5}]");
    }

    @Test
    void poolsAreWritten() {
        assertThat(JsonText.pools(List.of(new PoolStats(
                        "readers",
                        1,
                        8,
                        7,
                        2,
                        5,
                        3,
                        2,
                        4,
                        9,
                        6,
                        10,
                        0,
                        0,
                        0,
                        0,
                        1,
                        Duration.ofMillis(11),
                        Duration.ofMillis(11),
                        Duration.ZERO))))
                .hasToString("[{\"name\":\"readers\",\"maxSize\":8,\"live\":5,\"idle\":3,\"lent\":2,\"waiting\":4,"
                        + "\"borrows\":9,\"timeouts\":10,\"longestWaitMillis\":11}]");
    }

    private static NewUser read(String body) {
        return JsonText.newUser(JsonText.object(body.getBytes(UTF_8)));
    }
}

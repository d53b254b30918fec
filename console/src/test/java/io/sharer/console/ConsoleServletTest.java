package io.sharer.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.console.RawHttp.Reply;
import io.sharer.console.RawHttp.Request;
import io.sharer.spi.ConsoleSettings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console answers to those who may see it, and does for those who may act. */
class ConsoleServletTest {
    private final Canned application = new Canned();

    @SuppressWarnings("NullAway.Init")
    private ConsoleServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ConsoleServer(
                application, application, new ConsoleSettings(true, Optional.empty(), Optional.of("operator")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Reply get(String path) throws Exception {
        return server.http().get(path).send();
    }

    private JsonObject json(String path) throws Exception {
        Reply reply = get(path);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualToIgnoringCase("application/json;charset=UTF-8");
        return Json.createReader(new StringReader(reply.body())).readObject();
    }

    private Request action(String name) {
        return server.http()
                .request("POST", "/api/" + name)
                .with("Test-Role: operator")
                .with("X-Sharer-Console: 1")
                .with("Sec-Fetch-Site: same-origin");
    }

    // --- The page ---

    @Test
    void thePageIsThere() throws Exception {
        Reply page = get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(page.body()).contains("<h1>Sharer console</h1>");
    }

    @Test
    void withoutASlashThePageIsShownWhereItsLinksAreRight() throws Exception {
        Reply reply = get("");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location"))
                .as("the way of whoever asks, whatever the server takes for its own address")
                .isEqualTo("./sharer-console/");
    }

    @ParameterizedTest
    @CsvSource({
        "console.css,text/css;charset=utf-8",
        "icon.svg,image/svg+xml",
        "main.js,text/javascript;charset=utf-8",
        "queues.js,text/javascript;charset=utf-8"
    })
    void aFileHasItsType(String file, String type) throws Exception {
        Reply reply = get("/" + file);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualToIgnoringCase(type);
        assertThat(reply.body()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ConsoleServlet.class",
                "/../ConsoleServlet.class",
                "/%2e%2e/ConsoleServlet.class",
                "/..%2f..%2fMETA-INF/beans.xml",
                "/page/main.js",
                "//main.js",
                "/main.js/",
                "/api/",
                "/api/other",
                "/api/../api/other"
            })
    void nothingElseIsServed(String path) throws Exception {
        assertThat(get(path).status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/main.js", "/console.css", "/icon.svg", "/api/state", "/api/none"})
    void everyAnswerTellsTheBrowserToTrustNothingElse(String path) throws Exception {
        Reply reply = get(path);

        assertThat(reply.header("Content-Security-Policy"))
                .isEqualTo(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                                + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.headers()).doesNotContainKeys("access-control-allow-origin", "set-cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
    void otherMethodsAreNotAllowed(String method) throws Exception {
        Reply reply = server.http().request(method, "/").send();

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void aHeadIsAGetWithoutTheBody() throws Exception {
        Reply reply = server.http().request("HEAD", "/").send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
    }

    // --- The figures ---

    @Test
    void theStateTellsAllFigures() throws Exception {
        JsonObject state = json("/api/state");

        assertThat(state.getString("application")).isEqualTo("The shop");
        JsonObject queue = state.getJsonArray("queues").getJsonObject(0);
        assertThat(queue.getString("name")).isEqualTo("<b>till</b>");
        assertThat(queue.getInt("length")).isEqualTo(3);
        assertThat(queue.getInt("turns")).isEqualTo(42);
        assertThat(queue.getInt("rejected")).isEqualTo(5);
        assertThat(queue.getInt("timedOut")).isEqualTo(6);
        assertThat(queue.getInt("cancelled")).isEqualTo(7);
        assertThat(queue.getJsonNumber("meanWait").doubleValue()).isEqualTo(2.5);
        assertThat(queue.getInt("waits")).isEqualTo(800);
        assertThat(queue.getJsonNumber("totalWait").doubleValue()).isEqualTo(2000);
        assertThat(queue.getJsonNumber("longestWait").doubleValue()).isEqualTo(1500);
        JsonObject holder = queue.getJsonArray("holders").getJsonObject(0);
        assertThat(holder.getString("body")).isEqualTo("Till.sell()");
        assertThat(holder).doesNotContainKey("thread");
        JsonObject pool = state.getJsonArray("pools").getJsonObject(0);
        assertThat(pool.getString("failure")).isEqualTo("it is stuck");
        assertThat(pool.getInt("min")).isEqualTo(1);
        assertThat(pool.getInt("max")).isEqualTo(4);
        assertThat(pool.getInt("waits")).isEqualTo(150);
        assertThat(pool.getJsonNumber("totalWait").doubleValue()).isEqualTo(3000);
        assertThat(state.getJsonArray("loops").getJsonObject(0).getString("state"))
                .isEqualTo("RUNNING");
        assertThat(state.getJsonObject("scopes").getJsonArray("names").getString(0))
                .contains("Shop.report()");
        assertThat(state.getInt("deadlocksFound")).isEqualTo(21);
        assertThat(state.getJsonArray("deadlocks").getJsonObject(0).getString("circle"))
                .contains("waits for");
    }

    @Test
    void actionsAreOfferedToWhoMayAct() throws Exception {
        Reply operator =
                server.http().get("/api/state").with("Test-Role: operator").send();

        assertThat(json("/api/state").getBoolean("mayAct")).isFalse();
        assertThat(operator.body()).contains("\"mayAct\":true");
    }

    @Test
    void whoWaitsIsToldWithTheNumberToCancelBy() throws Exception {
        JsonObject waiting = json("/api/waiting?name=%3Cb%3Etill%3C/b%3E");

        JsonObject body = waiting.getJsonArray("waiting").getJsonObject(0);
        JsonObject thread = waiting.getJsonArray("waiting").getJsonObject(1);
        assertThat(body.getInt("id")).isEqualTo(7);
        assertThat(body.getJsonNumber("waited").doubleValue()).isEqualTo(12);
        assertThat(body).doesNotContainKey("thread");
        assertThat(thread.getString("thread")).isEqualTo("caller");
        assertThat(thread).doesNotContainKey("id");
    }

    @Test
    void whoHoldsIsToldWithTheStack() throws Exception {
        JsonObject holder =
                json("/api/holding?name=till").getJsonArray("holding").getJsonObject(0);

        assertThat(holder.getString("thread")).isEqualTo("caller");
        assertThat(holder.getJsonArray("stack").getString(0)).isEqualTo("Till.sell(Till.java:3)");
    }

    @Test
    void soManyLoansAreToldAndTheOthersCounted() throws Exception {
        JsonObject leases = json("/api/leases?name=drawers");

        assertThat(leases.getJsonArray("leases")).hasSize(RegistryJson.MOST_TOLD);
        assertThat(leases.getInt("more")).isEqualTo(3);
        JsonObject first = leases.getJsonArray("leases").getJsonObject(0);
        assertThat(first.getString("place")).isEqualTo("Shop.open(Shop.java:12)");
        assertThat(first.getJsonNumber("lent").doubleValue()).isEqualTo(3000);
        assertThat(leases.getJsonArray("leases").getJsonObject(1)).containsOnlyKeys("thread");
    }

    @Test
    void soManyWhoWaitAreToldAndTheOthersCounted() throws Exception {
        JsonObject waiting = json("/api/waiting?name=crowded");

        assertThat(waiting.getJsonArray("waiting")).hasSize(RegistryJson.MOST_OF_A_QUEUE);
        assertThat(waiting.getInt("more")).isEqualTo(Canned.CROWD - RegistryJson.MOST_OF_A_QUEUE);
    }

    @Test
    void soManyStacksAreToldAndTheOthersCounted() throws Exception {
        JsonObject holding = json("/api/holding?name=crowded");

        assertThat(holding.getJsonArray("holding")).hasSize(RegistryJson.MOST_OF_A_QUEUE);
        assertThat(holding.getInt("more")).isEqualTo(Canned.CROWD - RegistryJson.MOST_OF_A_QUEUE);
        assertThat(application.mostAsked).isEqualTo(RegistryJson.MOST_OF_A_QUEUE);
    }

    @Test
    void soManyHoldersOfAQueueAreToldAndTheOthersCounted() throws Exception {
        JsonObject crowded = json("/api/state").getJsonArray("queues").getJsonObject(1);

        assertThat(crowded.getJsonArray("holders")).hasSize(RegistryJson.MOST_OF_A_QUEUE);
        assertThat(crowded.getInt("more")).isEqualTo(Canned.CROWD - RegistryJson.MOST_OF_A_QUEUE);
    }

    @Test
    void nobodyIsAskedWhoWaitsWhereThatIsNotTold() throws Exception {
        json("/api/state");

        assertThat(application.waitersAsked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/waiting?name=other", "/api/waiting", "/api/leases?name=other", "/api/leases"})
    void whatThereIsNotIsNotFound(String path) throws Exception {
        assertThat(get(path).status()).isEqualTo(404);
    }

    // --- Actions ---

    @Test
    void aPoolIsResized() throws Exception {
        Reply reply = action("resize")
                .json("{\"pool\":\"drawers\",\"min\":2,\"max\":0}")
                .send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"done\":true}");
        assertThat(application.done).containsExactly("resize drawers 2 0");
    }

    @Test
    void aBodyIsCancelled() throws Exception {
        Reply reply = action("cancel").json("{\"queue\":\"till\",\"id\":7}").send();

        assertThat(reply.body()).isEqualTo("{\"done\":true}");
        assertThat(application.done).containsExactly("cancel till 7");
    }

    @Test
    void aBodyThatDoesNotWaitAnyMoreIsToldOfSo() throws Exception {
        Reply reply = action("cancel").json("{\"queue\":\"till\",\"id\":8}").send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"done\":false}");
    }

    @Test
    void whatCannotBeDoneIsToldInTheWordsOfWhoRefuses() throws Exception {
        Reply noPool = action("evict-idle").json("{\"pool\":\"other\"}").send();
        Reply noSize = action("resize")
                .json("{\"pool\":\"drawers\",\"min\":3,\"max\":2}")
                .send();

        assertThat(noPool.status()).isEqualTo(409);
        assertThat(noPool.body()).contains("SHARER-517", "SHARER-510");
        assertThat(noSize.status()).isEqualTo(409);
        assertThat(noSize.body()).contains("SHARER-202");
        assertThat(application.done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{\"pool\":1,\"min\":1,\"max\":2}",
                "{\"pool\":\"drawers\",\"min\":\"1\",\"max\":2}",
                "{\"pool\":\"drawers\",\"min\":1.5,\"max\":2}",
                "{\"pool\":\"drawers\",\"min\":-1,\"max\":2}",
                "{\"pool\":\"drawers\",\"min\":1,\"max\":99999999999}",
                "{\"pool\":\"drawers\",\"min\":1,\"max\":1e400}",
                "{\"pool\":\"drawers\",\"min\":null,\"max\":2}",
                "{\"pool\":\"drawers\",\"min\":1}"
            })
    void whatIsNoWishIsRefusedAndNothingDone(String wish) throws Exception {
        Reply reply = action("resize").json(wish).send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("SHARER-516");
        assertThat(application.done).isEmpty();
    }

    /** Parsers refuse these by exceptions of all kinds. */
    @ParameterizedTest
    @MethodSource
    void whatNoParserCanReadIsRefused(String wish) throws Exception {
        Reply reply = action("resize").json(wish).send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("SHARER-516");
        assertThat(application.done).isEmpty();
    }

    static List<String> whatNoParserCanReadIsRefused() {
        return List.of(
                "[".repeat(16_000),
                "{\"a\":".repeat(3_000),
                "{\"pool\":\"drawers\",\"min\":1e999999999,\"max\":2}",
                "{\"pool\":\"drawers\",\"min\":" + "9".repeat(10_000) + ",\"max\":2}",
                "{\"pool\":\"\\u12\"}");
    }

    @Test
    void aWishThatIsTooLongIsNotReadToItsEnd() throws Exception {
        Reply reply = action("evict-idle")
                .json("{\"pool\":\"" + "x".repeat(20_000) + "\"}")
                .send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("SHARER-516");
    }

    @Test
    void aFormIsNoWish() throws Exception {
        Reply reply = server.http()
                .request("POST", "/api/evict-idle")
                .with("Test-Role: operator")
                .with("X-Sharer-Console: 1")
                .with("Sec-Fetch-Site: same-origin")
                .with("Content-Type: text/plain")
                .send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(application.done).isEmpty();
    }

    @Test
    void anActionThatThereIsNotIsNotFound() throws Exception {
        assertThat(action("stop").json("{}").send().status()).isEqualTo(404);
        assertThat(server.http()
                        .request("POST", "/")
                        .with("Test-Role: operator")
                        .with("X-Sharer-Console: 1")
                        .with("Sec-Fetch-Site: same-origin")
                        .json("{}")
                        .send()
                        .status())
                .isEqualTo(404);
    }

    // --- What is logged ---

    private List<String> logOf(Request request) throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(record.getMessage());
                application.done.add(record.getMessage().substring(0, 10));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.sharer");
        logger.addHandler(handler);
        try {
            request.send();
        } finally {
            logger.removeHandler(handler);
        }
        return lines;
    }

    @Test
    void whoDoesWhatIsLoggedBeforeItIsDone() throws Exception {
        assertThat(logOf(action("resize").with("Test-User: ann").json("{\"pool\":\"drawers\",\"min\":2,\"max\":20}")))
                .containsExactly("SHARER-518: 'ann', from '127.0.0.1', uses the console to resize the pool 'drawers' to"
                        + " 2 to 20 objects.");
        assertThat(application.done).containsExactly("SHARER-518", "resize drawers 2 20");
    }

    @Test
    void thatItFailedIsLoggedAfterwards() throws Exception {
        assertThat(logOf(action("resize").with("Test-User: ann").json("{\"pool\":\"drawers\",\"min\":3,\"max\":2}")))
                .hasSize(2)
                .last()
                .isEqualTo("SHARER-519: it failed to resize the pool 'drawers' to 3 to 2 objects, for which 'ann', from"
                        + " '127.0.0.1', used the console: 'SHARER-202: the minimum is larger'.");
    }

    @Test
    void thatACancellingCameTooLateIsLoggedAfterwards() throws Exception {
        assertThat(logOf(action("cancel").json("{\"queue\":\"till\",\"id\":8}")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("SHARER-519: it failed to cancel body 8 in the queue 'till', for which somebody, from");
    }

    @Test
    void aFailureThatNobodyExpectedIsLogged() throws Exception {
        List<String> lines = logOf(action("evict-idle").json("{\"pool\":\"broken\"}"));

        assertThat(lines).filteredOn(line -> line.startsWith("SHARER-519")).hasSize(1);
    }

    @Test
    void aNameCannotLookLikeALineOfAnother() throws Exception {
        assertThat(logOf(action("cancel")
                        .with("Test-User: ann', from '1.1.1.1")
                        .with("Test-Address: ::1")
                        .json("{\"queue\":\"till'.\\nSHARER-518: 'bob'\\u2028\\\\\",\"id\":7}")))
                .containsExactly(
                        "SHARER-518: 'ann\\', from \\'1.1.1.1', from '::1', uses the console to cancel body 7 in"
                                + " the queue 'till\\'.\\u000aSHARER-518: \\'bob\\'\\u2028\\\\'.");
    }
}

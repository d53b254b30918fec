package io.sharer.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.console.RawHttp.Reply;
import io.sharer.console.RawHttp.Request;
import io.sharer.spi.ConsoleSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees the console, and who may act in it. */
class ConsoleAccessTest {
    private static final ConsoleSettings DEFAULT = new ConsoleSettings(true, Optional.empty(), Optional.empty());
    private static final ConsoleSettings ROLES =
            new ConsoleSettings(true, Optional.of("watcher"), Optional.of("operator"));
    private static final String EVICT = "{\"pool\":\"drawers\"}";

    private final Canned application = new Canned();
    private @Nullable ConsoleServer server;

    private RawHttp with(ConsoleSettings settings) throws Exception {
        ConsoleServer started = new ConsoleServer(application, application, settings);
        server = started;
        return started.http();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static Request evict(RawHttp http) {
        return http.request("POST", "/api/evict-idle").json(EVICT);
    }

    /** What the page sends along with an action. */
    private static Request evictAsThePage(RawHttp http) {
        return evict(http).with("X-Sharer-Console: 1").with("Sec-Fetch-Site: same-origin");
    }

    // --- Seeing ---

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LocalHost:8080",
                "127.0.0.1:8080",
                "127.1.2.3",
                "[::1]:8080",
                "[::1]"
            })
    void whoIsAtTheMachineSeesIt(String host) throws Exception {
        assertThat(with(DEFAULT).get("/").host(host).send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.8.7", "::1", "0:0:0:0:0:0:0:1", "::1%lo", "::ffff:127.0.0.1"})
    void everyLoopbackAddressIsOfTheMachine(String address) throws Exception {
        assertThat(with(DEFAULT)
                        .get("/")
                        .with("Test-Address: " + address)
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.1.7",
                "10.0.0.1",
                "8.8.8.8",
                "0.0.0.0",
                "128.0.0.1",
                "fe80::1%eth0",
                "::ffff:10.0.0.1",
                "localhost",
                "127.0.0.1.evil.com",
                "unix:",
                " "
            })
    void whoComesFromElsewhereSeesNothing(String address) throws Exception {
        assertThat(with(DEFAULT)
                        .get("/")
                        .with("Test-Address: " + address)
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=1.2.3.4",
                "X-Forwarded-For: 127.0.0.1",
                "X-Forwarded-Host: localhost",
                "x-forwarded-proto: https",
                "X-Forwarded-For:",
                "X-Real-IP: 1.2.3.4",
                "Via: 1.1 proxy",
                "X-Client-IP: 1.2.3.4",
                "CF-Connecting-IP: 1.2.3.4",
                "X-Original-For: 1.2.3.4"
            })
    void whatCameThroughAProxyIsNotOfTheMachine(String header) throws Exception {
        assertThat(with(DEFAULT).get("/").with(header).send().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void anotherSitesPageInABrowserAtTheMachineSeesNothing(String site) throws Exception {
        RawHttp http = with(DEFAULT);
        assertThat(http.get("/api/state").with("Sec-Fetch-Site: " + site).send().status())
                .isEqualTo(404);
        assertThat(http.get("/").with("Sec-Fetch-Site: none").send().status()).isEqualTo(200);
    }

    @Test
    void whatAFilterHasTakenAClientsWordForIsNotOfTheMachine() throws Exception {
        assertThat(with(DEFAULT).get("/").with("Test-Forwarded: yes").send().status())
                .isEqualTo(404);
    }

    /** A proxy that adds no header may still tell by its protocol. */
    @Test
    void whatSpeaksTheProtocolOfOldProxiesIsNotOfTheMachine() throws Exception {
        assertThat(with(DEFAULT).get("/").protocol("HTTP/1.0").send().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.com",
                "evil.com:8080",
                "localhost.evil.com",
                "localhostevil.com",
                "localhost:80:80",
                "localhost@evil.com",
                "127.0.0.1.evil.com",
                "127.0.0.1evil",
                "[::1].evil.com",
                "[::2]",
                "192.168.1.7",
                "shop.example"
            })
    void aNameThatWasOnlyResolvedToTheMachineIsNotOfIt(String host) throws Exception {
        assertThat(with(DEFAULT).get("/").host(host).send().status()).isEqualTo(404);
    }

    @Test
    void twoNamesAreNone() throws Exception {
        assertThat(with(DEFAULT).get("/").with("Host: localhost").send().status())
                .isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/index.html", "/main.js", "/api/state", "/api/waiting?name=x", "/none"})
    void whoMayNotSeeItIsToldNothingAnywhere(String path) throws Exception {
        RawHttp http = with(DEFAULT);

        Reply hidden = http.get(path).host("evil.com").send();
        Reply post = http.request("POST", path).host("evil.com").json(EVICT).send();

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(post.status()).isEqualTo(404);
        assertThat(hidden.headers()).doesNotContainKey("content-security-policy");
        assertThat(hidden.body() + post.body()).doesNotContainIgnoringCase("sharer console", "till");
    }

    @Test
    void theMachineCanBeShutOut() throws Exception {
        RawHttp http = with(new ConsoleSettings(false, Optional.of("watcher"), Optional.empty()));

        assertThat(http.get("/").send().status()).isEqualTo(404);
        assertThat(http.get("/").with("Test-Role: watcher").send().status()).isEqualTo(200);
    }

    @Test
    void whoIsInTheRoleSeesItFromAnywhere() throws Exception {
        RawHttp http = with(ROLES);

        Request request = http.get("/api/state")
                .host("shop.example")
                .with("Test-Address: 8.8.8.8")
                .with("X-Forwarded-For: 9.9.9.9")
                .with("Test-Role: watcher");

        assertThat(request.send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "Watcher", "*", "other"})
    void whoIsInAnotherRoleDoesNot(String role) throws Exception {
        Request request = with(ROLES).get("/").with("Test-Address: 8.8.8.8").with("Test-Role: " + role);

        assertThat(request.send().status()).isEqualTo(404);
    }

    // --- Acting ---

    @Test
    void whoIsInTheRoleForActionsActs() throws Exception {
        Reply reply = evictAsThePage(with(ROLES)).with("Test-Role: operator").send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(application.done).containsExactly("evict drawers");
    }

    @Test
    void nobodyActsWhereNoRoleIsConfigured() throws Exception {
        Reply reply = evictAsThePage(with(DEFAULT)).with("Test-Role: operator").send();

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("SHARER-513", "sharer.console.action-role");
        assertThat(application.done).isEmpty();
    }

    @Test
    void toBeAtTheMachineIsNotEnoughToAct() throws Exception {
        Reply reply = evictAsThePage(with(ROLES)).send();

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("SHARER-514", "'operator'");
        assertThat(application.done).isEmpty();
    }

    @Test
    void theRoleThatSeesIsNotTheRoleThatActs() throws Exception {
        Reply reply = evictAsThePage(with(ROLES)).with("Test-Role: watcher").send();

        assertThat(reply.status()).isEqualTo(403);
        assertThat(application.done).isEmpty();
    }

    @Test
    void whoActsHasToSee() throws Exception {
        Reply reply = evictAsThePage(with(ROLES))
                .with("Test-Role: operator")
                .with("Test-Address: 8.8.8.8")
                .send();

        assertThat(reply.status()).isEqualTo(404);
        assertThat(application.done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", "Same-Origin", ""})
    void anotherSitesPageDoesNotAct(String site) throws Exception {
        Reply reply = evict(with(new ConsoleSettings(false, Optional.of("operator"), Optional.of("operator"))))
                .with("Test-Role: operator")
                .with("X-Sharer-Console: 1")
                .with("Origin: http://localhost")
                .host("localhost")
                .with("Sec-Fetch-Site: " + site)
                .send();

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("SHARER-515");
        assertThat(application.done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.com",
                "http://localhost:8081",
                "http://localhost.evil.com:8080",
                "http://localhost:8080@evil.com",
                "http://user@localhost:8080",
                "null",
                "localhost:8080",
                "://"
            })
    void anotherOriginDoesNotAct(String origin) throws Exception {
        Reply reply = evict(with(ROLES))
                .with("Test-Role: operator")
                .with("X-Sharer-Console: 1")
                .host("localhost:8080")
                .with("Origin: " + origin)
                .send();

        assertThat(reply.status()).isEqualTo(403);
        assertThat(application.done).isEmpty();
    }

    @Test
    void aBrowserThatTellsTheOriginAloneActs() throws Exception {
        Reply reply = evict(with(ROLES))
                .with("Test-Role: operator")
                .with("X-Sharer-Console: 1")
                .host("localhost:8080")
                .with("Origin: http://LOCALHOST:8080")
                .send();

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void whoDoesNotTellItsOriginDoesNotAct() throws Exception {
        Reply reply = evict(with(ROLES))
                .with("Test-Role: operator")
                .with("X-Sharer-Console: 1")
                .send();

        assertThat(reply.status()).isEqualTo(403);
        assertThat(application.done).isEmpty();
    }

    /** A form of another site's can be sent, but not with a header. */
    @Test
    void whatHasNotTheHeaderOfThePageDoesNotAct() throws Exception {
        Reply reply = evict(with(ROLES))
                .with("Test-Role: operator")
                .with("Sec-Fetch-Site: same-origin")
                .send();

        assertThat(reply.status()).isEqualTo(403);
        assertThat(application.done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evict-idle", "resize", "cancel"})
    void aGetDoesNotAct(String action) throws Exception {
        Reply reply = with(ROLES)
                .get("/api/" + action + "?pool=drawers&queue=till&id=7")
                .with("Test-Role: operator")
                .with("X-Sharer-Console: 1")
                .with("Sec-Fetch-Site: same-origin")
                .send();

        assertThat(reply.status()).isEqualTo(404);
        assertThat(application.done).isEmpty();
    }
}

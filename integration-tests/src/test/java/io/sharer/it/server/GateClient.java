package io.sharer.it.server;

import static org.awaitility.Awaitility.await;

import io.sharer.it.support.Browsing;
import java.time.Duration;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A web application with a {@link GateServlet}, as its client sees it. */
final class GateClient {
    /** All that such a web application needs but Sharer itself. */
    private static final Class<?>[] CLASSES = {Gate.class, Booth.class, Mint.class, Coin.class, GateServlet.class};

    private final Browsing browsing;

    GateClient(String contextRoot) {
        this.browsing = new Browsing(contextRoot);
    }

    /** Such a web application, with Sharer in itself. */
    static WebArchive war(String name) {
        return TestWar.forClients(name, CLASSES);
    }

    /** The same with Sharer in the server. */
    static WebArchive warOfServersLibrary(String name) {
        return TestWar.ofServersLibrary(name, CLASSES);
    }

    String ask(String question) {
        return browsing.get("gate?do=" + question.replace(' ', '+'));
    }

    /** Returns when nobody can pass here. */
    void close() {
        ask("close");
        await().atMost(Duration.ofSeconds(30)).until(() -> ask("pass").equals("closed"));
    }

    /** Returns when one can pass here again. */
    void open() {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            // Again and again, for what closes it may have the turn and not be at its end.
            ask("open");
            return ask("pass").equals("gate");
        });
    }
}

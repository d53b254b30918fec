package io.sharer.it.server;

import io.sharer.it.support.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Whether the server has MicroProfile Config: known where the test begins, and told to the tests in the WAR. */
final class MicroProfile {
    private static final String FILE = "has-microprofile-config.txt";

    private MicroProfile() {}

    static WebArchive toldTo(WebArchive war) {
        return war.addAsResource(
                        new StringAsset(Boolean.toString(Server.ofThisRun().hasMicroProfileConfig())), FILE)
                .addClass(MicroProfile.class);
    }

    /** To be asked in the WAR. */
    static boolean hasConfig() throws IOException {
        try (var text = MicroProfile.class.getResourceAsStream("/" + FILE)) {
            return Boolean.parseBoolean(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}

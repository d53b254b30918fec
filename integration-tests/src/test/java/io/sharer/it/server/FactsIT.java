package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.it.support.Server;
import io.sharer.it.support.ServerAddress;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What these tests run on, written down for the table of servers. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(60)
class FactsIT {
    @Deployment(testable = false)
    static WebArchive war() {
        return TestWar.of("facts", FactsServlet.class);
    }

    @Test
    void theServerAndItsJdkAreTheOnesThatWereAskedFor() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(ServerAddress.root().resolve("facts/facts"))
                .build();
        HttpResponse<InputStream> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        Properties facts = new Properties();
        facts.load(response.body());
        facts.setProperty("title", System.getProperty("server.title"));
        facts.setProperty("version", System.getProperty("server.version"));
        try (OutputStream file = Files.newOutputStream(Path.of(System.getProperty("server.facts")))) {
            facts.store(file, "What these tests ran on");
        }

        // A milestone calls itself by the version that it leads to.
        assertThat(facts.getProperty("server"))
                .contains(
                        Server.ofThisRun().tellsItsVersion()
                                ? facts.getProperty("version").replaceFirst("-.*M[0-9]+$", "")
                                : "Payara Micro");
        String jdk = System.getProperty("server.jdk", "");
        assertThat(facts.getProperty("feature"))
                .isEqualTo(jdk.isEmpty() ? Integer.toString(Runtime.version().feature()) : jdk);
    }
}

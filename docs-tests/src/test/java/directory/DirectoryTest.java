package directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import io.sharer.Pool;
import io.sharer.docs.Application;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recipe of a directory, with one in memory. */
class DirectoryTest {
    @ApplicationScoped
    static class Observer {
        @Inject
        Pool<DirContext> connections;

        long opened() {
            return connections.stats().created();
        }
    }

    private final AtomicInteger ended = new AtomicInteger();
    private InMemoryDirectoryServer server;

    /** Counts connections that clients have ended, as the server logs them. */
    private final class EndsOfConnections extends Handler {
        @Override
        public void publish(LogRecord line) {
            if (line.getMessage().contains("DISCONNECT")) {
                ended.incrementAndGet();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
        config.setSchema(null);
        config.setAccessLogHandler(new EndsOfConnections());
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("loopback", InetAddress.getLoopbackAddress(), 0, null));
        server = new InMemoryDirectoryServer(config);
        server.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
        server.add("dn: ou=people,dc=example,dc=com", "objectClass: organizationalUnit", "ou: people");
        server.add("dn: cn=Ann,ou=people,dc=example,dc=com", "objectClass: person", "cn: Ann", "mail: ann@example.com");
        server.startListening();
        System.setProperty(Directory.URL, "ldap://127.0.0.1:" + server.getListenPort());
    }

    @AfterEach
    void stop() {
        server.shutDown(true);
        System.clearProperty(Directory.URL);
    }

    @Test
    void manyAskOverFiveConnectionsAtMost() throws Exception {
        try (Application application = new Application(Directory.class, Observer.class)) {
            Directory directory = application.get(Directory.class);

            assertThat(application.calls(80, () -> directory.mailOf("Ann"))).containsOnly(List.of("ann@example.com"));
            assertThat(application.get(Observer.class).opened()).isBetween(1L, 5L);
        }
    }

    @Test
    void connectionsThatTheServerHasEndedAreNotLentAgain() throws Exception {
        try (Application application = new Application(Directory.class)) {
            Directory directory = application.get(Directory.class);
            directory.mailOf("Ann");
            server.closeAllConnections(true);
            assertThatThrownBy(() -> directory.mailOf("Ann")).isInstanceOf(NamingException.class);

            assertThat(directory.mailOf("Ann")).containsExactly("ann@example.com");
        }
    }

    @Test
    void allConnectionsAreClosedAtTheEnd() throws Exception {
        try (Application application = new Application(Directory.class)) {
            application.get(Directory.class).mailOf("Ann");
            assertThat(ended).hasValue(0);
            application.end();
            await().until(() -> ended.get() == 1);
        }
    }
}

package mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.sharer.Pool;
import io.sharer.docs.Application;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recipe of mail sessions, with a server that keeps what it gets. */
class MailTest {
    private GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @ApplicationScoped
    static class Observer {
        @Inject
        Pool<MailSession> sessions;

        long opened() {
            return sessions.stats().created();
        }
    }

    @BeforeEach
    void start() {
        server.start();
        System.setProperty("mail.smtp.host", "127.0.0.1");
        System.setProperty("mail.smtp.port", String.valueOf(server.getSmtp().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop();
        System.clearProperty("mail.smtp.host");
        System.clearProperty("mail.smtp.port");
    }

    private static Application application() {
        return new Application(MailSessions.class, Newsletter.class, Observer.class);
    }

    @Test
    void fourSessionsAreEnoughForAll() throws Exception {
        try (Application application = application()) {
            Newsletter newsletter = application.get(Newsletter.class);
            application.calls(40, () -> {
                newsletter.send("ann@example.com", "Hello");
                return null;
            });
            assertThat(server.getReceivedMessages()).hasSize(40);
            assertThat(application.get(Observer.class).opened()).isBetween(1L, 4L);
        }
    }

    @Test
    void aMessageThatIsRefusedLeavesTheSessionAsItIs() throws Exception {
        try (Application application = application()) {
            Newsletter newsletter = application.get(Newsletter.class);
            newsletter.send("ann@example.com", "Hello");
            assertThatThrownBy(() -> newsletter.send("", "Hello")).isInstanceOf(MessagingException.class);
            newsletter.send("ann@example.com", "Hello");

            assertThat(application.get(Observer.class).opened()).isEqualTo(1);
        }
    }

    @Test
    void sessionsThatTheServerHasEndedAreNotLentAgain() throws Exception {
        try (Application application = application()) {
            Newsletter newsletter = application.get(Newsletter.class);
            newsletter.send("ann@example.com", "Hello");
            int port = server.getSmtp().getPort();
            server.stop();
            assertThatThrownBy(() -> newsletter.send("ann@example.com", "Hello"))
                    .isInstanceOf(MessagingException.class);
            server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            server.start();
            newsletter.send("ann@example.com", "Hello again");

            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(application.get(Observer.class).opened()).isEqualTo(2);
        }
    }
}

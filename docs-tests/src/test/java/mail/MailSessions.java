package mail;

import io.sharer.CallScoped;
import io.sharer.PoolHooks;
import io.sharer.Pooled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;

/** Four at most, each lent for one message. */
@ApplicationScoped
public class MailSessions implements PoolHooks<MailSession> {
    @Produces
    @Pooled(name = "mail", maxSize = 4, timeout = "PT10S", maxIdle = "PT1M", maxUses = 100)
    @CallScoped
    MailSession open() throws MessagingException {
        return new SmtpSession(Session.getInstance(System.getProperties()));
    }

    /** Asked before a session is lent that was not used for half a second, or has failed to send. */
    @Override
    public boolean isHealthy(MailSession session) {
        return ((SmtpSession) session).isConnected();
    }
}

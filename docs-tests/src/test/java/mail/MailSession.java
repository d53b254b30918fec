package mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;

/** A connection to the mail server, with its greeting and log-in behind it. */
public interface MailSession {
    void send(Message message) throws MessagingException;
}

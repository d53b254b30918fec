package mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;

/** Over SMTP. Like the transport that it has, it tolerates only one user at a time. */
class SmtpSession implements MailSession, AutoCloseable {
    private final Transport transport;

    SmtpSession(Session mail) throws MessagingException {
        transport = mail.getTransport("smtp");
        transport.connect();
    }

    @Override
    public void send(Message message) throws MessagingException {
        message.saveChanges();
        transport.sendMessage(message, message.getAllRecipients());
    }

    boolean isConnected() {
        return transport.isConnected(); // asks the server
    }

    @Override
    public void close() throws MessagingException {
        transport.close();
    }
}

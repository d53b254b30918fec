package mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

@ApplicationScoped
public class Newsletter {
    @Inject
    MailSession session; // another one for each call, perhaps

    public void send(String to, String text) throws MessagingException {
        Message message = new MimeMessage((Session) null);
        message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
        message.setSubject("News");
        message.setText(text);
        session.send(message);
    }
}

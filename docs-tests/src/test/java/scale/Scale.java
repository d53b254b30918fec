package scale;

import io.sharer.Shared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A scale at a serial line, behind a terminal server: a question is a line, and so is its answer. */
@Shared(capacity = 20, timeout = "PT5S")
@ApplicationScoped
public class Scale {
    private static final int MILLIS_TO_ANSWER = 1_000;

    private Socket line; // belongs to whoever has the turn
    private Writer questions;
    private BufferedReader answers;

    public int grams() throws IOException {
        return Integer.parseInt(ask("WEIGH"));
    }

    /** Two questions, and nobody between them. */
    public int gramsWithout(int tare) throws IOException {
        ask("TARE " + tare);
        return grams();
    }

    private String ask(String question) throws IOException {
        try {
            connect();
            questions.write(question + "\n");
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new EOFException("the scale has hung up");
            }
            return answer;
        } catch (IOException e) {
            disconnect(); // what is still to come would be taken for the answer to the next question
            throw e;
        }
    }

    private void connect() throws IOException {
        if (line == null) {
            Socket opened = new Socket();
            opened.connect(
                    new InetSocketAddress(
                            System.getProperty("scale.host", "localhost"), Integer.getInteger("scale.port", 4001)),
                    MILLIS_TO_ANSWER);
            opened.setSoTimeout(MILLIS_TO_ANSWER);
            questions = new OutputStreamWriter(opened.getOutputStream(), StandardCharsets.US_ASCII);
            answers = new BufferedReader(new InputStreamReader(opened.getInputStream(), StandardCharsets.US_ASCII));
            line = opened;
        }
    }

    /** The last turn, too. */
    @PreDestroy
    void disconnect() {
        try {
            if (line != null) {
                line.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            line = null;
        }
    }
}

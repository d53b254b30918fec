package scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.docs.Application;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recipe of a device, with one that is a socket: 1,000 grams lie on it, and it has one line. */
class ScaleTest {
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger hungUp = new AtomicInteger();
    private volatile boolean silent;
    private ServerSocket device;
    private Thread works;

    @BeforeEach
    void switchOn() throws IOException {
        device = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        works = new Thread(this::answer, "the device");
        works.start();
        System.setProperty("scale.host", device.getInetAddress().getHostAddress());
        System.setProperty("scale.port", String.valueOf(device.getLocalPort()));
    }

    @AfterEach
    void switchOff() throws Exception {
        device.close();
        works.join();
        System.clearProperty("scale.host");
        System.clearProperty("scale.port");
    }

    /** One connection after another, as a serial line has it. */
    private void answer() {
        while (!device.isClosed()) {
            try (Socket line = device.accept();
                    BufferedReader questions = new BufferedReader(
                            new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII))) {
                connections.incrementAndGet();
                answer(line, questions);
                hungUp.incrementAndGet();
            } catch (IOException e) {
                // The line has been cut, or the device is switched off.
            }
        }
    }

    private void answer(Socket line, BufferedReader questions) throws IOException {
        int tare = 0;
        String question = questions.readLine();
        while (question != null) {
            String answer = "OK";
            if (question.startsWith("TARE ")) {
                tare = Integer.parseInt(question.substring(5));
            } else {
                answer = String.valueOf(1_000 - tare);
                tare = 0;
            }
            if (!silent) {
                line.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            question = questions.readLine();
        }
    }

    @Test
    void nobodyComesBetweenTwoQuestions() throws Exception {
        try (Application application = new Application(Scale.class)) {
            Scale scale = application.get(Scale.class);
            AtomicInteger clients = new AtomicInteger();
            application.calls(80, () -> {
                int tare = clients.incrementAndGet();
                assertThat(scale.gramsWithout(tare)).isEqualTo(1_000 - tare);
                return null;
            });
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void aSilentDeviceFailsTheCallAndTheNextOneHasANewLine() throws Exception {
        try (Application application = new Application(Scale.class)) {
            Scale scale = application.get(Scale.class);
            silent = true;
            assertThatThrownBy(scale::grams).isInstanceOf(SocketTimeoutException.class);
            silent = false;

            assertThat(scale.grams()).isEqualTo(1_000);
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void theLineIsClosedAtTheEnd() throws Exception {
        try (Application application = new Application(Scale.class)) {
            application.get(Scale.class).grams();
            application.end();
            switchOff();

            assertThat(hungUp).hasValue(1);
        }
    }
}

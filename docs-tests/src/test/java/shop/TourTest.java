package shop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The application of docs/tour.md does what the page says of it. */
class TourTest {
    private final SeContainer container = SeContainerInitializer.newInstance()
            .addBeanClasses(Till.class, Ledger.class, Printers.class, Desk.class)
            .initialize();
    private final ExecutorService clients = Executors.newFixedThreadPool(8);

    @AfterEach
    void end() {
        clients.shutdownNow();
        container.close();
    }

    private <T> T request(Callable<T> body) throws Exception {
        RequestContextController request =
                container.select(RequestContextController.class).get();
        request.activate();
        try {
            return body.call();
        } finally {
            request.deactivate();
        }
    }

    private Desk desk() {
        return container.select(Desk.class).get();
    }

    @Test
    void noCoinIsLost() throws Exception {
        List<Future<String>> answers = new ArrayList<>();
        for (int coin = 0; coin < 200; coin++) {
            answers.add(clients.submit(() -> request(() -> desk().put())));
        }
        for (Future<String> answer : answers) {
            assertThat(answer.get(30, SECONDS)).startsWith("coin ");
        }

        assertThat(request(() -> desk().report().toCompletableFuture().get(30, SECONDS)))
                .isEqualTo("200 coins\n");
        assertThat(request(() -> desk().queue())).contains("turns=201");
    }

    @Test
    void aPrinterIsLentForARequestAndUsedAgain() throws Exception {
        assertThat(request(() -> desk().print())).isEqualTo("receipt, page 1 of this printer\n");
        assertThat(request(() -> desk().print())).isEqualTo("receipt, page 2 of this printer\n");
    }

    @Test
    void theDeadlockIsToldAndTheOtherGoesOn() throws Exception {
        assertThat(request(() -> desk().deadlock()))
                .containsPattern("^the (till|ledger) went on.*, and the (ledger|till) was told:\n")
                .contains("\nSHARER-122: deadlock, so this call fails and the others go on: the thread '")
                .contains("' at shop.Till.cashUp(Till.java:41) waits for a turn in the queue 'ledger'\n")
                .contains("' at shop.Ledger.audit(Ledger.java:23) waits for a turn in the queue 'till'\n")
                .endsWith("which is where the circle closes\n"
                        + "Take the turns in the same order everywhere, or submit one of the calls instead of waiting for"
                        + " it.\n");
    }

    @Test
    void theDeadlockIsToldAsInThePage() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "tour.md"));
        Matcher block = Pattern.compile("```text\\n(the till went on.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).isTrue();
        String answer = request(() -> desk().deadlock());
        String told = answer.startsWith("the till") ? answer : theOtherWayRound(answer);
        assertThat(withoutThreads(told)).isEqualTo(withoutThreads(block.group(1)));
    }

    /** Either of the two may be the one that is told. */
    private static String theOtherWayRound(String answer) {
        Map<String, String> others = Map.of(
                "till", "ledger", "ledger", "till", "Till", "Ledger", "Ledger", "Till", "audit", "cashUp", "cashUp",
                "audit", "41", "23", "23", "41");
        return Pattern.compile("\\b(" + String.join("|", others.keySet()) + ")\\b")
                .matcher(answer.replaceFirst(" with \\d+ coins", ""))
                .replaceAll(found -> String.valueOf(others.get(found.group())));
    }

    private static String withoutThreads(String answer) {
        return answer.replaceAll("thread '[^']*'", "thread '...'");
    }
}

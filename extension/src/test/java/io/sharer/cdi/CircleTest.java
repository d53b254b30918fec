package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.example.circle.Ledger;
import com.example.circle.Stock;
import com.example.circle.Till;
import io.sharer.Shared;
import io.sharer.TurnDeadlockException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that go in a circle: on one thread they run inline, on several they are a deadlock, which is told. */
class CircleTest {
    @RegisterExtension
    final Container container = Container.with(Till.class, Ledger.class, Stock.class, Ping.class, Pong.class);

    @Shared
    @ApplicationScoped
    static class Ping {
        @Inject
        Pong pong;

        public int play(int balls) {
            return balls == 0 ? 0 : 1 + pong.play(balls - 1);
        }
    }

    @Shared
    @ApplicationScoped
    static class Pong {
        @Inject
        Ping ping;

        public int play(int balls) {
            return balls == 0 ? 0 : 1 + ping.play(balls - 1);
        }
    }

    @Test
    void aCallThatComesBackOverAnotherBeanRunsInline() {
        assertThat(container.get(Ping.class).play(7)).isEqualTo(7);
    }

    @Test
    void aDeadlockOfThreeBeansIsToldSoThatTheLinesOfCodeAreFound() throws Exception {
        Gate tillIsHeld = new Gate();
        Gate ledgerIsHeld = new Gate();
        Caller<String> first = Caller.of(() -> container.get(Till.class).pass(tillIsHeld));
        Caller<String> second = Caller.of(() -> container.get(Ledger.class).pass(ledgerIsHeld));
        first.thread().setName("the till's thread");
        second.thread().setName("the ledger's thread");
        tillIsHeld.awaitEntered();
        ledgerIsHeld.awaitEntered();

        Throwable deadlock = catchThrowable(() -> container.get(Stock.class).pass(() -> {
            tillIsHeld.open();
            ledgerIsHeld.open();
            Turns.awaitLength(container.get(Ledger.class).queue(), 1);
            Turns.awaitLength(container.get(Stock.class).queue(), 1);
            Turns.awaitParked(first, second);
        }));

        assertThat(deadlock).isInstanceOf(TurnDeadlockException.class);
        List<String> lines = String.valueOf(deadlock.getMessage()).lines().toList();
        for (String bean : List.of("Till", "Ledger", "Stock")) {
            assertThat(lines)
                    .as("the method that has the turn")
                    .anyMatch(contains(bean + ".pass(Runnable), which has"));
            assertThat(lines)
                    .as("the call that waits")
                    .anyMatch(contains("pass(" + bean + ".java:22) waits for a turn"));
        }
        assertThat(lines)
                .anyMatch(contains("'" + Thread.currentThread().getName() + "'"))
                .anyMatch(contains("'the till's thread' at "))
                .anyMatch(contains("'the ledger's thread' at "));
        assertThat(first.result()).isEqualTo("Ledger answers");
        assertThat(second.result()).isEqualTo("Stock answers");
    }

    private static Predicate<String> contains(String text) {
        return line -> line.contains(text);
    }
}

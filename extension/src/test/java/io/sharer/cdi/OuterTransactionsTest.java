package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.Shared;
import io.sharer.turn.SerialQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pitfall 15: a turn that ends before a transaction around it commits is told of. */
class OuterTransactionsTest {
    @RegisterExtension
    final Container container = Container.with(Ledger.class);

    private final OuterTransactions inTransaction = new OuterTransactions(() -> true);

    @Shared
    @Transactional
    @ApplicationScoped
    static class Ledger {
        void enter() {}

        void enterMore() {}

        @Transactional(TxType.REQUIRES_NEW)
        void enterAtOnce() {}

        @Transactional(TxType.NOT_SUPPORTED)
        void count() {}

        @Transactional(TxType.NEVER)
        void print() {}

        @Transactional(TxType.SUPPORTS)
        void read() {}

        @Transactional(TxType.REQUIRES_NEW)
        CompletionStage<String> enterLater() {
            return CompletableFuture.completedFuture("entered");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"enter", "read"})
    void aCallWithinATransactionIsToldOf(String method) {
        assertThat(toldOf(inTransaction, method)).contains("SHARER-048", "$Ledger." + method + "()");
    }

    @Test
    void eachMethodIsToldOfOnce() {
        assertThat(toldOf(inTransaction, "enter", "enterMore", "enter"))
                .containsOnlyOnce("$Ledger.enter()")
                .containsOnlyOnce("$Ledger.enterMore()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enterAtOnce", "count", "print"})
    void aMethodThatLeavesNothingOpenIsNotToldOf(String method) {
        assertThat(toldOf(inTransaction, method)).isEmpty();
    }

    @Test
    void aCallOutsideTransactionsIsNotToldOf() {
        assertThat(toldOf(new OuterTransactions(() -> false), "enter")).isEmpty();
    }

    @Test
    void aCallWithinAnotherTurnOfTheQueueIsNotToldOf() {
        SerialQueue queue = registry().ownOf(Ledger.class);
        try (LogLines lines = LogLines.of("io.sharer")) {
            queue.run(() -> inTransaction.look(method("enter"), queue));
            assertThat(lines.text()).isEmpty();
        }
    }

    private String toldOf(OuterTransactions transactions, String... methods) {
        SerialQueue queue = registry().ownOf(Ledger.class);
        try (LogLines lines = LogLines.of("io.sharer")) {
            for (String method : methods) {
                transactions.look(method(method), queue);
            }
            return lines.text();
        }
    }

    private SharedMethod method(String name) {
        return Arrays.stream(Ledger.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .map(registry().classes().methodsOf(Ledger.class)::find)
                .findAny()
                .orElseThrow();
    }

    private QueueRegistry registry() {
        return container.get(QueueRegistry.class);
    }
}

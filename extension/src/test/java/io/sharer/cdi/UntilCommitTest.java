package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedKey;
import io.sharer.SharedQueue;
import io.sharer.TransactionManagers;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnException;
import io.sharer.TurnTimeoutException;
import io.sharer.Unshared;
import io.sharer.Until;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Turns of beans that last until the caller's transaction has completed, and warnings about those that do not. */
class UntilCommitTest {
    @RegisterExtension
    static final TransactionManagers MANAGERS = new TransactionManagers();

    @RegisterExtension
    final Container container = Container.with(Till.class, Clerk.class, Counter.class, Hurried.class, Accounts.class);

    private final TransactionManager transactions = TransactionManagers.manager();

    @ApplicationScoped
    @Shared(until = Until.COMMIT)
    static class Till {
        @Inject
        SerialExecutor queue;

        String sell() {
            return "sold";
        }

        @Shared
        String look() {
            return "looked";
        }

        @Shared(until = Until.RETURN)
        @Transactional(TxType.REQUIRES_NEW)
        String apart() {
            return "apart";
        }

        @Unshared
        int running() {
            return queue.stats().running();
        }
    }

    @ApplicationScoped
    static class Clerk {
        @Inject
        @SharedQueue("desk")
        SerialExecutor queue;

        @Inject
        Counter counter;

        @Shared("desk")
        String sell() {
            return counter.sell();
        }

        int running() {
            return queue.stats().running();
        }
    }

    @ApplicationScoped
    static class Counter {
        @Shared(value = "desk", until = Until.COMMIT)
        String sell() {
            return "sold";
        }
    }

    @ApplicationScoped
    @Shared(timeout = "PT0S")
    static class Hurried {
        String use(Gate gate) {
            gate.run();
            return "used";
        }
    }

    @ApplicationScoped
    @Shared(until = Until.COMMIT)
    static class Accounts {
        @Inject
        SerialExecutor queue;

        String book(@SharedKey String account) {
            return "booked";
        }

        @Shared(timeout = "PT0S")
        String look(@SharedKey String account) {
            return "looked";
        }

        @Shared
        String close() {
            return "closed";
        }

        @Unshared
        int running() {
            return queue.stats().running();
        }
    }

    @Test
    void theTurnOfAKeyLastsUntilTheCallersTransactionHasCompleted() throws Exception {
        Accounts accounts = container.get(Accounts.class);
        transactions.begin();

        assertThat(accounts.book("a")).isEqualTo("booked");
        assertThat(accounts.book("b")).isEqualTo("booked");
        assertThat(accounts.book("a")).isEqualTo("booked");
        assertThat(accounts.running()).isEqualTo(2);
        assertThat(Caller.of(() -> accounts.look("c")).result()).isEqualTo("looked");
        Caller<String> outside = Caller.of(() -> accounts.look("a"));
        assertThatThrownBy(outside::result).isInstanceOf(TurnTimeoutException.class);
        assertThatThrownBy(accounts::close).isInstanceOf(TurnException.class);
        transactions.commit();

        assertThat(accounts.running()).isZero();
        assertThat(accounts.close()).isEqualTo("closed");
    }

    @Test
    void aCallWithAKeyThatEndsBeforeTheTransactionIsWarnedAboutUnlessThatKeepsTheTurn() throws Exception {
        Accounts accounts = container.get(Accounts.class);
        try (LogLines lines = LogLines.of("io.sharer")) {
            transactions.begin();
            accounts.book("a");
            accounts.look("a");
            assertThat(lines.text()).isEmpty();
            transactions.commit();
            transactions.begin();
            accounts.look("a");
            transactions.commit();

            assertThat(lines.text()).contains("SHARER-059", "UntilCommitTest$Accounts.look(String) was called inside");
        }
    }

    @Test
    void theTurnLastsUntilTheCallersTransactionHasCompleted() throws Exception {
        Till till = container.get(Till.class);
        transactions.begin();

        assertThat(till.sell()).isEqualTo("sold");
        assertThat(till.running()).isEqualTo(1);
        assertThat(till.sell()).isEqualTo("sold");
        assertThat(till.look()).isEqualTo("looked");
        assertThat(till.running()).isEqualTo(1);
        transactions.commit();

        assertThat(till.running()).isZero();
    }

    @Test
    void withoutATransactionItLastsUntilTheReturn() {
        Till till = container.get(Till.class);

        assertThat(till.sell()).isEqualTo("sold");
        assertThat(till.running()).isZero();
    }

    @Test
    void aMethodsAnnotationReplacesThatOfTheClass() throws Exception {
        Till till = container.get(Till.class);
        transactions.begin();

        assertThat(till.look()).isEqualTo("looked");
        assertThat(till.running()).isZero();
        transactions.commit();
    }

    @Test
    void whoWaitsForItsOwnSuspendedTransactionIsTold() throws Exception {
        Till till = container.get(Till.class);
        transactions.begin();
        till.sell();
        Transaction suspended = transactions.suspend();

        assertThatThrownBy(till::look)
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("UntilCommitTest$Till.sell() ran");

        transactions.resume(suspended);
        transactions.commit();
    }

    @Test
    void aTurnThatEndsBeforeTheTransactionIsWarnedAboutOnce() throws Exception {
        Till till = container.get(Till.class);
        try (LogLines lines = LogLines.of("io.sharer")) {
            till.look();
            assertThat(lines.text()).isEmpty();

            transactions.begin();
            till.look();
            assertThat(lines.text())
                    .contains("SHARER-059", "UntilCommitTest$Till.look() was called inside a transaction");
            String once = lines.text();
            till.look();
            transactions.commit();

            assertThat(lines.text()).isEqualTo(once);
        }
    }

    @Test
    void whatTakesNoTurnOfItsOwnIsNotWarnedAbout() throws Exception {
        Till till = container.get(Till.class);
        try (LogLines lines = LogLines.of("io.sharer")) {
            transactions.begin();
            till.sell();
            till.look();
            transactions.commit();

            assertThat(lines.text()).isEmpty();
        }
    }

    @Test
    void aBodyInATransactionOfItsOwnIsNotWarnedAbout() throws Exception {
        Till till = container.get(Till.class);
        try (LogLines lines = LogLines.of("io.sharer")) {
            transactions.begin();
            till.apart();
            transactions.commit();

            assertThat(lines.text()).isEmpty();
        }
    }

    @Test
    void aCallInsideATurnThatWouldEndEarlierKeepsIt() throws Exception {
        Clerk clerk = container.get(Clerk.class);
        transactions.begin();

        assertThat(clerk.sell()).isEqualTo("sold");
        assertThat(clerk.running()).isEqualTo(1);
        transactions.rollback();

        assertThat(clerk.running()).isZero();
    }

    @Test
    void aTimeOutTellsThatTheCallerIsInATransaction() throws Exception {
        Hurried hurried = container.get(Hurried.class);
        Gate gate = new Gate();
        Caller<String> holder = Caller.of(() -> hurried.use(gate));
        gate.awaitEntered();
        transactions.begin();

        assertThatThrownBy(() -> hurried.use(gate)).hasMessageContaining("in transaction");

        transactions.rollback();
        gate.open();
        assertThat(holder.result()).isEqualTo("used");
    }
}

package io.sharer.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.TurnDeadlockException;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code until = COMMIT}: turns that last as long as the transactions of their callers. */
@ExtendWith(ArquillianExtension.class)
@Timeout(120)
class UntilCommitIT {
    private static final int CALLERS = 8;
    private static final int ENTRIES_EACH = 25;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Ledger ledger;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Clerk clerk;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private UserTransaction transaction;

    @Deployment
    static WebArchive war() {
        return TestWar.of("until-commit", Ledger.class, Clerk.class, LogLines.class, ServerExecutor.class)
                .addAsLibraries(TestWar.jarOf(Awaitility.class), TestWar.jarOf(Matchers.class));
    }

    @Test
    void theTurnLastsUntilTheCommit() throws Exception {
        transaction.begin();
        ledger.write(ledger.read() + 1);
        assertThat(ledger.running()).isEqualTo(1);

        transaction.commit();

        assertThat(ledger.running()).isZero();
    }

    @Test
    void theTurnLastsUntilTheRollBack() throws Exception {
        int before = ledger.committed();
        transaction.begin();
        ledger.write(before + 1);
        assertThat(ledger.running()).isEqualTo(1);

        transaction.rollback();

        assertThat(ledger.running()).isZero();
        assertThat(ledger.committed()).isEqualTo(before);
    }

    /** Some servers roll such a transaction back at once, others mark it and leave that to whoever began it. */
    @Test
    void theTurnOfATransactionThatTimesOutEndsWithItsRollBack() throws Exception {
        ledger.committed(); // by now the database and all else is there
        transaction.setTransactionTimeout(3);
        try {
            transaction.begin();
        } finally {
            transaction.setTransactionTimeout(0);
        }
        try {
            ledger.read();
            assertThat(ledger.running()).isEqualTo(1);

            Awaitility.await()
                    .pollInSameThread() // which is the one that has the transaction
                    .atMost(60, SECONDS)
                    .until(() -> ledger.running() == 0 || transaction.getStatus() == Status.STATUS_MARKED_ROLLBACK);
        } finally {
            transaction.rollback();
        }
        assertThat(ledger.running()).isZero();
        assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        assertThat(ServerExecutor.get().submit(ledger::look).get(30, SECONDS)).isNotNegative();
    }

    @Test
    void withoutATransactionTheTurnEndsWithTheReturn() throws Exception {
        ledger.read();

        assertThat(ledger.running()).isZero();
    }

    @Test
    void noCallerSeesWhatIsNotCommitted() throws Exception {
        int before = ledger.committed();
        Callable<Void> caller = () -> {
            for (int i = 0; i < ENTRIES_EACH; i++) {
                transaction.begin();
                ledger.write(ledger.read() + 1);
                transaction.commit();
            }
            return null;
        };

        List<Future<Void>> callers = ServerExecutor.get().invokeAll(Collections.nCopies(CALLERS, caller), 90, SECONDS);

        for (Future<Void> one : callers) {
            one.get(0, SECONDS);
        }
        assertThat(ledger.committed()).isEqualTo(before + CALLERS * ENTRIES_EACH);
        assertThat(ledger.running()).isZero();
    }

    @Test
    void waitingForOnesOwnSuspendedTransactionIsADeadlock() throws Exception {
        transaction.begin();
        ledger.read();

        assertThatThrownBy(() -> clerk.lookApart())
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContaining("io.sharer.it.server.Ledger.read() ran");

        transaction.rollback();
        assertThat(ledger.running()).isZero();
    }

    @Test
    void aTurnThatEndsBeforeTheTransactionIsWarnedAboutOnce() throws Exception {
        try (LogLines log = new LogLines()) {
            ledger.glance();
            transaction.begin();
            ledger.lookApart();
            assertThat(log.lines()).isEmpty();

            ledger.glance();
            ledger.glance();
            transaction.commit();

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("SHARER-059: io.sharer.it.server.Ledger.glance() was called inside a transaction");
        }
    }
}

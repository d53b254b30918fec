package io.sharer.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.it.server.Witness.Moment;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code @Shared} and {@code @Transactional} on the same methods: every transaction lies within its turn. */
@ExtendWith(ArquillianExtension.class)
@Timeout(120)
class TransactionsIT {
    private static final int CALLERS = 8;
    private static final int DEPOSITS_EACH = 25;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Account account;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private UserTransaction transaction;

    @Deployment
    static WebArchive war() {
        return TestWar.of(
                "transactions",
                Account.class,
                Witness.class,
                Moment.class,
                Witnessed.class,
                Warnings.class,
                ServerExecutor.class);
    }

    @Test
    void theTurnIsTakenBeforeTheTransactionBeginsAndEndsAfterItHasCommitted() throws Exception {
        int before = account.balance();
        Witness.seen().clear();

        account.deposit();

        assertThat(Witness.seen())
                .containsExactly(new Moment(true, false, before), new Moment(true, false, before + 1));
    }

    @Test
    void everyCallerSeesWhatTheOneBeforeItHasCommitted() throws Exception {
        int before = account.balance();
        Callable<Void> caller = () -> {
            for (int i = 0; i < DEPOSITS_EACH; i++) {
                account.deposit();
            }
            return null;
        };

        List<Future<Void>> callers = ServerExecutor.get().invokeAll(Collections.nCopies(CALLERS, caller), 90, SECONDS);

        for (Future<Void> one : callers) {
            one.get(0, SECONDS);
        }
        assertThat(account.balance()).isEqualTo(before + CALLERS * DEPOSITS_EACH);
    }

    @Test
    void aFailedCallIsRolledBackAndTheNextOneWorks() throws Exception {
        int before = account.balance();

        assertThatThrownBy(() -> account.depositAndFail()).isInstanceOf(IllegalStateException.class);
        assertThat(account.balance()).isEqualTo(before);

        account.deposit();
        assertThat(account.balance()).isEqualTo(before + 1);
    }

    @Test
    void aCallWithinATransactionIsWarnedAboutOnce() throws Exception {
        int before = account.balance();
        try (Warnings warnings = new Warnings()) {
            for (int i = 0; i < 2; i++) {
                transaction.begin();
                account.depositTwice();
                transaction.rollback();
            }
            assertThat(warnings.text()).containsOnlyOnce("SHARER-059").contains("Account.depositTwice()");
        }
        assertThat(account.balance())
                .as("rolled back with the caller's transaction")
                .isEqualTo(before);
    }

    @Test
    void aSynchronousCallTakesPartInItsCallersTransaction() throws Exception {
        int before = account.balance();
        transaction.begin();
        account.deposit();
        transaction.rollback();
        assertThat(account.balance()).as("rolled back").isEqualTo(before);

        transaction.begin();
        account.deposit();
        assertThat(account.balance()).as("not yet committed").isEqualTo(before);
        transaction.commit();
        assertThat(account.balance()).as("committed").isEqualTo(before + 1);
    }

    @Test
    void anAsynchronousCallTakesNoPartInIt() throws Exception {
        int before = account.balance();
        transaction.begin();
        try {
            account.depositLater().get(30, SECONDS);

            assertThat(account.balance()).as("committed by itself").isEqualTo(before + 1);
        } finally {
            transaction.rollback();
        }
        assertThat(account.balance()).as("the rollback was none of the call's").isEqualTo(before + 1);
    }

    @Test
    void anAsynchronousCallThatFailsIsRolledBack() throws Exception {
        int before = account.balance();

        assertThatThrownBy(() -> account.depositLaterAndFail().get(30, SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class);

        assertThat(account.balance()).isEqualTo(before);
    }

    @Test
    void aCallWithATransactionOfItsOwnIsNotWarnedAbout() throws Exception {
        int before = account.balance();
        try (Warnings warnings = new Warnings()) {
            transaction.begin();
            account.depositApart();
            transaction.rollback();
            account.deposit();
            assertThat(warnings.text()).isEmpty();
        }
        assertThat(account.balance()).as("the rollback was none of the call's").isEqualTo(before + 2);
    }

    @Test
    void aCallWithinAnotherTurnAndItsTransactionIsNotWarnedAbout() throws Exception {
        try (Warnings warnings = new Warnings()) {
            account.depositThrough(account);
            assertThat(warnings.text()).isEmpty();
        }
    }
}

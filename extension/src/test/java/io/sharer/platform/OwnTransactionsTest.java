package io.sharer.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.TransactionManagers;
import io.sharer.spi.ContextCarrier;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No transaction of a body stays on the thread that has run it. */
class OwnTransactionsTest {
    @RegisterExtension
    static final TransactionManagers MANAGERS = new TransactionManagers();

    private final TransactionManager transactions = TransactionManagers.manager();
    private final ContextCarrier carrier = Platform.withOwnTransactions(Platform.transactions(), new ContextCarrier() {
        @Override
        public <T extends @Nullable Object> Callable<T> carry(Callable<T> body) {
            return body;
        }
    });

    @Test
    void aForgottenTransactionIsRolledBack() throws Exception {
        String result = carrier.carry(() -> {
                    transactions.begin();
                    return "forgotten";
                })
                .call();

        assertThat(result).isEqualTo("forgotten");
        assertThat(transactions.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    }

    @Test
    void soIsThatOfABodyThatFails() throws Exception {
        IOException failure = new IOException("out of paper");

        assertThatThrownBy(() -> carrier.carry(() -> {
                            transactions.begin();
                            throw failure;
                        })
                        .call())
                .isSameAs(failure);
        assertThat(transactions.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    }

    @Test
    void aTransactionThatWasThereBeforeTheBodyStays() throws Exception {
        transactions.begin();
        try {
            carrier.carry(() -> "done").call();

            assertThat(transactions.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
        } finally {
            transactions.rollback();
        }
    }
}

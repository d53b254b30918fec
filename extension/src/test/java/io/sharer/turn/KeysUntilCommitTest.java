package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.QueueClosedException;
import io.sharer.TransactionManagers;
import io.sharer.TurnException;
import io.sharer.TurnTimeoutException;
import io.sharer.platform.Platform;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Turns of keys that last until the transaction has completed. */
class KeysUntilCommitTest {
    @RegisterExtension
    static final TransactionManagers MANAGERS = new TransactionManagers();

    private final TransactionManager transactions = TransactionManagers.manager();
    private final OwnThreads threads = new OwnThreads("keys-until-commit");
    private final TurnTimer timer = new TurnTimer("keys-until-commit-timer");
    private final SerialQueue queue = new SerialQueue(QueueConfig.of("orders", threads, new ClassLoaderCarrier(), timer)
            .withTransactions(Platform.transactions())
            .withDrainTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(5)));
    private final Keyed keyed = Keyed.of(queue);
    private final Keyed now = keyed.with(CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ZERO));
    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        if (transactions.getTransaction() != null) {
            transactions.rollback();
        }
        threads.shutdown();
        timer.stop();
    }

    private <T> T untilCommit(Object key, Callable<T> body) throws Exception {
        return queue.callKeyedUntilCommit(new Object[] {key}, body, "Orders.book()", CallSettings.DEFAULT, true);
    }

    private void assertTaken(Object key) {
        assertThatThrownBy(callers.start(() -> now.call(key, () -> "free"))::get)
                .hasCauseInstanceOf(TurnTimeoutException.class);
    }

    private void assertFree(Object key) throws Exception {
        assertThat(callers.start(() -> now.call(key, () -> "free")).get()).isEqualTo("free");
    }

    @Test
    void theTurnOfTheKeyLastsUntilTheCommit() throws Exception {
        transactions.begin();
        assertThat(untilCommit("a", () -> "booked")).isEqualTo("booked");
        assertTaken("a");
        assertFree("b");
        assertThat(queue.stats().running()).isEqualTo(1);

        transactions.commit();

        assertFree("a");
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void aCallWithoutAKeyWaitsForTheCommit() throws Exception {
        queue.call(() -> "there are calls without a key");
        transactions.begin();
        untilCommit("a", () -> "booked");
        CompletableFuture<String> all = queue.submit(() -> "all");
        Callers.awaitLength(queue, 1);
        assertThat(all).isNotDone();

        transactions.commit();

        assertThat(all.join()).isEqualTo("all");
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void callsOfTheTransactionRunInlineThoughACallWithoutAKeyWaits() throws Exception {
        transactions.begin();
        untilCommit("a", () -> "booked");
        CompletableFuture<String> all = queue.submit(() -> "all");
        Callers.awaitLength(queue, 1);
        Transaction mine = transactions.suspend();

        assertThat(callers.start(() -> {
                            transactions.resume(mine);
                            try {
                                return untilCommit("a", () -> keyed.call("a", () -> "inline"));
                            } finally {
                                transactions.suspend();
                            }
                        })
                        .get())
                .isEqualTo("inline");
        transactions.resume(mine);
        assertThat(keyed.call("a", () -> "inline")).isEqualTo("inline");
        assertThat(keyed.call("b", () -> "ahead")).isEqualTo("ahead");
        assertThat(queue.call(() -> "beside", "read", Keyed.READ, true)).isEqualTo("beside");
        assertThat(all).isNotDone();
        transactions.commit();

        assertThat(all.join()).isEqualTo("all");
    }

    @Test
    void aWriteWithoutAKeyInTheTransactionIsRefused() throws Exception {
        transactions.begin();
        untilCommit("a", () -> "booked");

        assertThatThrownBy(() -> queue.call(() -> "never"))
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-117: ");
        assertThatThrownBy(() -> queue.callUntilCommit(() -> "never", "all", CallSettings.DEFAULT, true))
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-117: ");
    }

    @Test
    void inATurnWithoutAKeyThatTheTransactionKeepsItRunsInline() throws Exception {
        transactions.begin();
        queue.callUntilCommit(() -> "all", "all", CallSettings.DEFAULT, true);

        assertThat(untilCommit("a", () -> "booked")).isEqualTo("booked");
        assertThat(keyed.call("b", () -> "inline")).isEqualTo("inline");
        assertTaken("a");
        assertThat(queue.stats().turns()).isEqualTo(1);
        transactions.commit();

        assertFree("a");
    }

    @Test
    void insideATurnOfTheKeyThatWouldEndEarlierItKeepsThat() throws Exception {
        transactions.begin();
        keyed.call("a", () -> untilCommit("a", () -> "booked"));
        assertTaken("a");
        transactions.rollback();

        assertFree("a");
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void closingInsideTheTransactionWaitsNotForIt() throws Exception {
        transactions.begin();
        untilCommit("a", () -> "booked");
        CompletableFuture<Object> queued = keyed.submit("a", () -> "never");
        Callers.awaitLength(queue, 1);
        queue.close();

        assertThatThrownBy(queued::join).hasCauseInstanceOf(QueueClosedException.class);
        transactions.rollback();
        await().until(queue::isTerminated);
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void manyTransactionsWithKeysLeaveNothing() throws Exception {
        queue.call(() -> "there are calls without a key");
        for (int i = 0; i < 1_000; i++) {
            transactions.begin();
            untilCommit(i % 10, () -> "booked");
            untilCommit("other", () -> "booked");
            transactions.commit();
        }

        assertThat(keyed.keys()).isZero();
        assertThat(queue.stats().running()).isZero();
        assertThat(queue.stats().turns()).isEqualTo(2_001);
    }
}

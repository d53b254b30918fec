package io.sharer.turn;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.TransactionManagers;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnException;
import io.sharer.TurnTimeoutException;
import io.sharer.platform.Platform;
import io.sharer.spi.Transactions;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns that last until the transaction has completed, with a real transaction manager. */
class UntilCommitTest {
    @RegisterExtension
    static final TransactionManagers MANAGERS = new TransactionManagers();

    private static final CallSettings WRITE = CallSettings.DEFAULT;
    private static final CallSettings READ = CallSettings.of(Access.READ, Overflow.REJECT, null);
    private static final CallSettings NOW = CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ZERO);

    private final TransactionManager transactions = TransactionManagers.manager();
    private final OwnThreads threads = new OwnThreads("until-commit");
    private final TurnTimer timer = new TurnTimer("until-commit-timer");
    private final SerialQueue till = queue("till", 1);
    private final SerialQueue other = queue("other", 1);
    private final Callers callers = new Callers();
    private final Gate gate = new Gate();

    private SerialQueue queue(String name, int permits) {
        return new SerialQueue(QueueConfig.of(name, threads, new ClassLoaderCarrier(), timer)
                .withPermits(permits)
                .withTransactions(Platform.transactions())
                .withDrainTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(5)));
    }

    @AfterEach
    void stop() {
        threads.shutdown();
        timer.stop();
    }

    private static <T> T untilCommit(SerialQueue queue, Callable<T> body) throws Exception {
        return queue.callUntilCommit(body, "Till.sell()", WRITE, true);
    }

    private static <T> T untilReturn(SerialQueue queue, CallSettings asked, Callable<T> body) throws Exception {
        return queue.call(body, "Till.look()", asked, true);
    }

    private int running(SerialQueue queue) {
        return queue.stats().running();
    }

    /** What somebody outside the transaction gets who does not wait. */
    private void assertTaken(SerialQueue queue) throws Exception {
        assertThatThrownBy(callers.start(() -> untilReturn(queue, NOW, () -> "free"))::get)
                .hasCauseInstanceOf(TurnTimeoutException.class);
    }

    private void assertFree(SerialQueue queue) throws Exception {
        assertThat(callers.start(() -> untilReturn(queue, NOW, () -> "free")).get())
                .isEqualTo("free");
    }

    @Test
    void theTurnLastsUntilTheCommit() throws Exception {
        transactions.begin();
        assertThat(untilCommit(till, () -> "sold")).isEqualTo("sold");
        assertTaken(till);

        transactions.commit();

        assertFree(till);
    }

    @Test
    void theTurnLastsUntilTheRollBack() throws Exception {
        transactions.begin();
        assertThatThrownBy(() -> untilCommit(till, () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertTaken(till);

        transactions.rollback();

        assertFree(till);
    }

    @Test
    void theTurnEndsWhenTheTransactionTimesOut() throws Exception {
        transactions.setTransactionTimeout(3);
        try {
            transactions.begin();
        } finally {
            transactions.setTransactionTimeout(0);
        }
        untilCommit(till, () -> "sold");
        assertTaken(till);

        await().atMost(40, SECONDS).until(() -> running(till) == 0);

        transactions.rollback();
        assertFree(till);
        assertThat(till.stats().running()).isZero();
    }

    @Test
    void aTransactionThatCompletesBeforeTheReturnDoesNotEndTheTurn() throws Exception {
        transactions.begin();
        untilCommit(till, () -> {
            transactions.commit();
            assertTaken(till);
            return "sold";
        });

        assertFree(till);
    }

    @Test
    void theCompletionMayComeOnAnotherThread() throws Exception {
        transactions.begin();
        untilCommit(till, () -> "sold");
        Transaction suspended = transactions.suspend();
        assertTaken(till);

        callers.start(() -> {
                    transactions.resume(suspended);
                    transactions.commit();
                    return "committed";
                })
                .get();

        assertFree(till);
    }

    @Test
    void whoWaitsIsServedByTheCompletion() throws Exception {
        transactions.begin();
        untilCommit(till, () -> "sold");
        Callers.Call<String> thread = callers.startInLine(till, 1, () -> "thread");
        CompletableFuture<String> body = till.submit(() -> "body");
        Callers.awaitLength(till, 2);

        transactions.commit();

        assertThat(thread.get()).isEqualTo("thread");
        assertThat(body.get()).isEqualTo("body");
    }

    @Test
    void withoutATransactionTheTurnEndsWithTheReturn() throws Exception {
        untilCommit(till, () -> "sold");

        assertFree(till);
    }

    @Test
    void whatTheNextHolderSeesIsCommitted() throws Exception {
        AtomicInteger committed = new AtomicInteger();
        transactions.begin();
        untilCommit(till, () -> {
            transactions.getTransaction().registerSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {}

                @Override
                public void afterCompletion(int status) {
                    committed.incrementAndGet();
                }
            });
            return "sold";
        });
        Callers.Call<Integer> next = callers.startInLine(till, 1, committed::get);

        transactions.commit();

        next.get();
        assertFree(till);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsToldOfTheCompletionMayCall(boolean beforeTheTurnEnds) throws Exception {
        List<String> told = new ArrayList<>();
        Synchronization observer = new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                try {
                    told.add(untilCommit(till, () -> "sold") + " and " + untilReturn(till, NOW, () -> "looked"));
                } catch (Exception e) {
                    told.add(e.toString());
                }
            }
        };
        transactions.begin();
        untilCommit(till, () -> {
            // The interposed are told in the order opposite to that of their registration, and before all others.
            if (beforeTheTurnEnds) {
                new TransactionSynchronizationRegistryImple().registerInterposedSynchronization(observer);
            } else {
                transactions.getTransaction().registerSynchronization(observer);
            }
            return "sold";
        });

        transactions.commit();

        assertThat(told).containsExactly("sold and looked");
        assertFree(till);
    }

    // --- Re-entry ---

    @Test
    void aCallOfTheSameTransactionRunsInline() throws Exception {
        transactions.begin();
        untilCommit(till, () -> "sold");
        Callers.Call<String> waiting = callers.startInLine(till, 1, () -> "later");

        assertThat(untilCommit(till, () -> "again")).isEqualTo("again");
        assertThat(untilReturn(till, WRITE, () -> "looked")).isEqualTo("looked");
        till.run(() -> {});
        assertThat(till.call(() -> "called")).isEqualTo("called");
        assertThat(waiting.result().isDone()).isFalse();

        transactions.commit();
        assertThat(waiting.get()).isEqualTo("later");
        assertThat(till.stats().turns()).isEqualTo(2);
    }

    @Test
    void aCallOfTheSameTransactionOnAnotherThreadRunsInline() throws Exception {
        transactions.begin();
        untilCommit(till, () -> "sold");
        Transaction transaction = transactions.suspend();

        Callers.Call<String> again = callers.start(() -> {
            transactions.resume(transaction);
            String result = untilCommit(till, () -> "again");
            transactions.suspend();
            return result;
        });

        assertThat(again.get()).isEqualTo("again");
        assertTaken(till);
        transactions.resume(transaction);
        transactions.commit();
        assertFree(till);
    }

    @Test
    void aBodyThatTheTransactionHasEnteredAgainHoldsTheTurnForWhatItCalls() throws Exception {
        transactions.begin();
        untilCommit(till, () -> "sold");

        String inner = untilReturn(till, WRITE, () -> {
            Transaction suspended = transactions.suspend();
            try {
                return till.call(() -> "inside");
            } finally {
                transactions.resume(suspended);
            }
        });

        assertThat(inner).isEqualTo("inside");
        transactions.commit();
    }

    @Test
    void theTurnOutlastsACompletionWhileABodyOfTheTransactionIsInside() throws Exception {
        transactions.begin();
        untilCommit(till, () -> "sold");
        Transaction transaction = transactions.suspend();
        Callers.Call<String> inside = callers.start(() -> {
            transactions.resume(transaction);
            try {
                return untilReturn(till, WRITE, gate);
            } finally {
                transactions.suspend();
            }
        });
        gate.awaitReached();
        transactions.resume(transaction);

        transactions.commit();

        assertTaken(till);
        gate.open();
        inside.get();
        assertFree(till);
    }

    @Test
    void onlyTheOutermostTurnWaitsForTheCommit() throws Exception {
        transactions.begin();
        untilCommit(till, () -> untilCommit(till, () -> "inner"));
        assertThat(running(till)).isEqualTo(1);

        transactions.commit();

        assertThat(running(till)).isZero();
    }

    @Test
    void aCallInsideATurnThatWouldEndEarlierKeepsItUntilTheCommit() throws Exception {
        transactions.begin();
        untilReturn(till, WRITE, () -> untilCommit(till, () -> "inner"));
        assertTaken(till);

        transactions.commit();

        assertFree(till);
    }

    @Test
    void aCallInsideATurnThatEndsLaterDoesNotEndIt() throws Exception {
        untilReturn(till, WRITE, () -> {
            transactions.begin();
            untilCommit(till, () -> "inner");
            transactions.commit();
            assertTaken(till);
            return "outer";
        });

        assertFree(till);
    }

    @Test
    void twoTransactionsOfOneThreadInOneTurnBothKeepIt() throws Exception {
        transactions.begin();
        untilCommit(till, () -> {
            Transaction outer = transactions.suspend();
            transactions.begin();
            untilCommit(till, () -> "inner");
            transactions.commit();
            transactions.resume(outer);
            return "outer";
        });
        assertTaken(till);
        assertThat(running(till)).isEqualTo(1);

        transactions.commit();

        assertFree(till);
    }

    // --- Readers and permits ---

    @Test
    void readersKeepTheirTurnsBesideEachOther() throws Exception {
        transactions.begin();
        till.callUntilCommit(() -> "read", "Till.look()", READ, true);
        assertThat(callers.start(() -> untilReturn(till, READ, () -> "beside")).get())
                .isEqualTo("beside");
        assertTaken(till);

        transactions.commit();

        assertFree(till);
    }

    @Test
    void aReaderWhoseTransactionReadsRunsInlineThoughAWriterWaits() throws Exception {
        transactions.begin();
        till.callUntilCommit(() -> "read", "Till.look()", READ, true);
        Callers.Call<String> writer = callers.startInLine(till, 1, () -> "written");
        CompletableFuture<String> body = till.submit(() -> "body");
        Callers.awaitLength(till, 2);

        assertThat(untilReturn(till, READ, () -> "again")).isEqualTo("again");

        transactions.commit();
        assertThat(writer.get()).isEqualTo("written");
        assertThat(body.get()).isEqualTo("body");
    }

    @Test
    void aCallThatWritesInATransactionThatReadsIsRefused() throws Exception {
        transactions.begin();
        till.callUntilCommit(() -> "read", "Till.look()", READ, true);

        assertThatThrownBy(() -> untilReturn(till, WRITE, () -> "never"))
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-117");
        transactions.rollback();
    }

    @Test
    void ofSeveralPermitsATransactionKeepsOne() throws Exception {
        SerialQueue licences = queue("licences", 2);
        transactions.begin();
        untilCommit(licences, () -> {
            assertFree(licences);
            return "one";
        });
        assertThat(untilCommit(licences, () -> "again")).isEqualTo("again");
        assertThat(running(licences)).isEqualTo(1);
        assertFree(licences);

        transactions.commit();

        assertThat(running(licences)).isZero();
    }

    // --- Deadlocks ---

    @Test
    void whoWaitsForItsOwnSuspendedTransactionIsTold() throws Exception {
        transactions.begin();
        untilCommit(till, () -> "sold");
        Transaction suspended = transactions.suspend();
        transactions.begin();

        assertThatThrownBy(() -> untilCommit(till, () -> "never"))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContainingAll(
                        "SHARER-122",
                        "waits for a turn in the queue 'till'",
                        "the transaction of the thread '"
                                + Thread.currentThread().getName() + "', in which Till.sell() ran",
                        "keeps the turn of the queue 'till' until it has completed");

        transactions.rollback();
        transactions.resume(suspended);
        transactions.commit();
        assertFree(till);
    }

    @Test
    void aBodyQueuedBehindItsOwnTransactionIsADeadlockToo() throws Exception {
        transactions.begin();
        untilCommit(till, () -> "sold");

        assertThatThrownBy(() -> till.submit(() -> "behind").join()).isInstanceOf(TurnDeadlockException.class);

        transactions.commit();
    }

    @Test
    void aCircleOfTwoTransactionsIsFound() throws Exception {
        transactions.begin();
        untilCommit(till, () -> "sold");
        Callers.Call<String> second = callers.start(() -> {
            transactions.begin();
            try {
                untilCommit(other, () -> "held");
                return untilCommit(till, () -> "both");
            } finally {
                transactions.rollback();
            }
        });
        Callers.awaitParked(till, 1);

        assertThatThrownBy(() -> untilCommit(other, () -> "never")).isInstanceOf(TurnDeadlockException.class);

        transactions.rollback();
        assertThat(second.get()).isEqualTo("both");
    }

    @Test
    void whoWaitsForATransactionThatGoesOnIsNoDeadlock() throws Exception {
        CountDownLatch committed = new CountDownLatch(1);
        transactions.begin();
        untilCommit(till, () -> "sold");
        Callers.Call<String> waiting = callers.start(() -> other.call(() -> till.call(() -> {
            committed.await();
            return "both";
        })));
        Callers.awaitLength(till, 1);

        transactions.commit();
        committed.countDown();

        assertThat(waiting.get()).isEqualTo("both");
    }

    @Test
    void aSubmitterThatWaitsForAPlaceBehindItsOwnTransactionIsTold() throws Exception {
        SerialQueue small = new SerialQueue(
                QueueConfig.of("small", threads, new ClassLoaderCarrier(), timer)
                        .withCapacity(1)
                        .withTransactions(Platform.transactions()),
                CallSettings.of(Access.WRITE, Overflow.WAIT, null));
        transactions.begin();
        untilCommit(small, () -> "sold");
        CompletableFuture<String> first = small.submit(() -> "first");

        assertThatThrownBy(() -> small.submit(() -> "no place").get()).hasCauseInstanceOf(TurnDeadlockException.class);

        transactions.commit();
        assertThat(first.get()).isEqualTo("first");
    }

    @Test
    void aWaiterInATransactionRunsNoStrangersBody() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        SerialQueue outer = new SerialQueue(QueueConfig.of("outer", one, new ClassLoaderCarrier(), timer));
        SerialQueue inner = new SerialQueue(QueueConfig.of("inner", one, new ClassLoaderCarrier(), timer)
                .withTransactions(Platform.transactions()));
        CallSettings halfASecond = CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ofMillis(500));

        CompletableFuture<Boolean> strangerHasRun = outer.submit(() -> {
            CompletableFuture<Integer> stranger = inner.submit(transactions::getStatus);
            transactions.begin();
            try {
                untilReturn(inner, halfASecond, () -> "after the stranger");
            } catch (TurnTimeoutException e) {
                assertThat(e).hasMessageContaining("in transaction");
            } finally {
                transactions.rollback();
            }
            return stranger.isDone();
        });

        assertThat(strangerHasRun.get()).isFalse();
        one.shutdown();
    }

    // --- Failures ---

    @Test
    void aTransactionThatTakesNobodyAnyMoreRefusesTheCallAndFreesTheTurn() throws Exception {
        transactions.begin();
        SerialQueue doomed = new SerialQueue(QueueConfig.of("doomed", threads, new ClassLoaderCarrier(), timer)
                .withTransactions(new Transactions() {
                    @Override
                    public boolean isActive() {
                        return true;
                    }

                    @Override
                    public Object key() {
                        return "transaction";
                    }

                    @Override
                    public void whenCompleted(Runnable action) {
                        throw new IllegalStateException("too late");
                    }
                }));
        transactions.rollback();

        assertThatThrownBy(() -> untilCommit(doomed, () -> "never"))
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-140")
                .hasRootCauseMessage("too late");
        assertThatThrownBy(() -> untilReturn(doomed, WRITE, () -> untilCommit(doomed, () -> "never")))
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-140");
        assertThat(running(doomed)).isZero();
    }

    @Test
    void whereThePlatformCannotTellOfTransactionsTheCallIsNamed() {
        SerialQueue alone = new SerialQueue(QueueConfig.of("alone", threads, new ClassLoaderCarrier(), timer)
                .withTransactions(new Transactions() {
                    @Override
                    public boolean isActive() {
                        return false;
                    }

                    @Override
                    public Object key() {
                        throw new TurnException("SHARER-060: nobody can tell.");
                    }

                    @Override
                    public void whenCompleted(Runnable action) {
                        throw new AssertionError("there is no transaction");
                    }
                }));

        assertThatThrownBy(() -> untilCommit(alone, () -> "never"))
                .isInstanceOf(TurnException.class)
                .hasMessage("SHARER-060: nobody can tell. It was asked for by Till.sell(), in the queue 'alone', whose"
                        + " body did not run.");
    }

    @Test
    void aCallInATransactionMarkedForRollBackIsRefusedUnlessThatKeepsTheTurnAlready() throws Exception {
        transactions.begin();
        untilCommit(till, () -> "sold");
        transactions.setRollbackOnly();

        assertThat(untilCommit(till, () -> "again")).isEqualTo("again");
        assertThatThrownBy(() -> untilCommit(other, () -> "never"))
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-140");
        assertFree(other);

        transactions.rollback();
        assertFree(till);
    }

    @Test
    void aTimeOutTellsThatTheCallerIsInATransaction() throws Exception {
        callers.hold(till, gate);
        transactions.begin();
        try {
            assertThatThrownBy(() -> untilReturn(till, NOW, () -> "never"))
                    .isInstanceOf(TurnTimeoutException.class)
                    .hasMessageContaining("in transaction");
        } finally {
            transactions.rollback();
        }
        assertThatThrownBy(() -> untilReturn(till, NOW, () -> "never"))
                .isInstanceOf(TurnTimeoutException.class)
                .hasMessageNotContaining("in transaction");
        gate.open();
    }

    @Test
    void aTimeOutTellsWhichTransactionKeepsTheTurn() throws Exception {
        transactions.begin();
        untilCommit(till, () -> "sold");
        String thread = Thread.currentThread().getName();

        assertThatThrownBy(callers.start(() -> untilReturn(till, NOW, () -> "never"))::get)
                .cause()
                .hasMessageContaining(
                        "the turn is held by the transaction of the thread '" + thread + "', in which Till.sell() ran");

        transactions.rollback();
    }

    // --- The end ---

    @Test
    void closingInTheTransactionThatKeepsTheTurnDoesNotWaitForIt() throws Exception {
        AtomicInteger last = new AtomicInteger();
        transactions.begin();
        untilCommit(till, () -> "sold");

        till.close(last::incrementAndGet);

        assertThat(last).hasValue(1);
        assertThat(till.isTerminated()).isFalse();
        transactions.commit();
        assertThat(till.isTerminated()).isTrue();
    }

    @Test
    void closingElsewhereWaitsForTheCompletion() throws Exception {
        transactions.begin();
        untilCommit(till, () -> "sold");
        Callers.Call<String> closing = callers.start(() -> {
            till.close();
            return "closed";
        });
        await().until(till::isShutdown);
        assertThat(closing.result().isDone()).isFalse();

        transactions.commit();

        assertThat(closing.get()).isEqualTo("closed");
        assertThat(till.isTerminated()).isTrue();
    }

    @Test
    void closingNeverInterruptsAThreadWhoseTransactionMerelyKeepsTheTurn() throws Exception {
        transactions.begin();
        untilCommit(till, () -> "sold");

        till.shutdownNow();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        transactions.commit();
        assertThat(till.isTerminated()).isTrue();
    }

    // --- Many ---

    @Test
    void manyTransactionsNeverMeetBetweenCallAndCommit() throws Exception {
        int threadCount = 8;
        int each = 300;
        AtomicInteger between = new AtomicInteger();
        AtomicInteger worst = new AtomicInteger();
        CompletableFuture<?>[] all = new CompletableFuture<?>[threadCount];
        for (int i = 0; i < threadCount; i++) {
            int number = i;
            all[i] = CompletableFuture.runAsync(
                    () -> {
                        for (int n = 0; n < each; n++) {
                            try {
                                sell(between, worst, (n + number) % 3 == 0);
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        }
                    },
                    threads);
        }
        CompletableFuture.allOf(all).get(50, SECONDS);

        assertThat(worst).hasValue(1);
        assertThat(running(till)).isZero();
        assertFree(till);
    }

    private void sell(AtomicInteger between, AtomicInteger worst, boolean rollback) throws Exception {
        transactions.begin();
        untilCommit(till, () -> {
            worst.accumulateAndGet(between.incrementAndGet(), Math::max);
            return untilReturn(till, WRITE, () -> "inner");
        });
        untilCommit(till, () -> "again");
        between.decrementAndGet();
        if (rollback) {
            transactions.rollback();
        } else {
            transactions.commit();
        }
    }
}

package io.sharer.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A queue that is injected as a {@code ManagedExecutorService}, on a server that has executors of its own. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class ManagedExecutorIT {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private ManagedTill till;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Surroundings surroundings;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private UserTransaction transaction;

    @Deployment
    static WebArchive war() {
        return TestWar.of(
                "managed", ManagedTill.class, Surroundings.class, Observation.class, Visit.class, ServerExecutor.class);
    }

    @Test
    void aBodyOfAStageHasTheQueuesTurnAndItsCallersContext() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Observation> stage = till.managed()
                .supplyAsync(() -> {
                    await(go);
                    return "begun";
                })
                .thenApplyAsync(begun -> {
                    // Runs inline if this has the turn, and would otherwise be on record as a turn of its own.
                    long turns = till.queue().stats().turns();
                    Observation seen = till.look();
                    assertThat(till.queue().stats().turns()).isEqualTo(turns);
                    return seen;
                });
        go.countDown();

        Observation body = stage.get(30, SECONDS);

        ServerExecutor.assertIsOneOfItsThreads(body.thread());
        assertThat(body.greeting()).isEqualTo("hello");
        assertThat(body.classLoader()).isSameAs(Thread.currentThread().getContextClassLoader());
        assertThat(body.request()).isNotEqualTo(surroundings.observe().request());
    }

    @Test
    void aCallersTransactionStaysWithItsCaller() throws Exception {
        transaction.begin();
        try {
            Observation body =
                    till.managed().supplyAsync(() -> surroundings.observe()).get(30, SECONDS);

            assertThat(body.transactionStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
            assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
        } finally {
            transaction.rollback();
        }
    }

    @Test
    void itGivesTheContainersContextService() throws Exception {
        Supplier<String> greeting = till.managed().getContextService().contextualSupplier(Surroundings::greeting);
        FutureTask<String> elsewhere = new FutureTask<>(greeting::get);

        new Thread(elsewhere).start();

        assertThat(elsewhere.get(30, SECONDS)).isEqualTo("hello");
    }

    @Test
    void itsLifeIsTheContainersBusiness() {
        ManagedExecutorService managed = till.managed();

        assertThat(Stream.<ThrowingCallable>of(
                        managed::shutdown,
                        managed::shutdownNow,
                        managed::isShutdown,
                        managed::isTerminated,
                        () -> managed.awaitTermination(1, SECONDS),
                        () -> till.queue().shutdown(),
                        () -> till.queue().close()))
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("SHARER-025"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

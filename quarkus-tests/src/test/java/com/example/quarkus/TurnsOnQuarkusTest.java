package com.example.quarkus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.sharer.SerialExecutor;
import io.sharer.TurnException;
import io.sharer.TurnTimeoutException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What turns are on Quarkus, through the extension for CDI Lite. */
@QuarkusTest
@SuppressWarnings("try") // a holder is there for its length
@Timeout(60)
class TurnsOnQuarkusTest {
    @Inject
    Till till;

    @Inject
    Instance<Slot> slots;

    /** Has the turn on a thread of its own until it is closed. */
    private static final class Holder implements AutoCloseable {
        private final CountDownLatch end = new CountDownLatch(1);
        private final FutureTask<Void> holding;

        Holder(SerialExecutor queue) throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            holding = started(() -> queue.call(() -> {
                begun.countDown();
                end.await();
                return null;
            }));
            begun.await();
        }

        @Override
        public void close() throws Exception {
            end.countDown();
            holding.get(20, SECONDS);
        }
    }

    private static <T> FutureTask<T> started(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        new Thread(task).start();
        return task;
    }

    private static void awaitLength(SerialExecutor queue, int length) {
        while (queue.stats().length() != length) {
            Thread.onSpinWait();
        }
    }

    @Test
    void synchronousAndAsynchronousCallsTakeTurnsInTheOwnQueue() throws Exception {
        int before = till.sell();
        FutureTask<Integer> sync;
        CompletableFuture<Integer> later;
        try (Holder holder = new Holder(till.own())) {
            sync = started(till::sell);
            awaitLength(till.own(), 1);
            later = till.sellLater();
            awaitLength(till.own(), 2);
            assertFalse(sync.isDone() || later.isDone());
        }

        assertEquals(before + 1, sync.get(20, SECONDS));
        assertEquals(before + 2, later.get(20, SECONDS));
    }

    @Test
    void aNamedQueueIsOneForAllWhoNameIt() throws Exception {
        FutureTask<Boolean> looking;
        try (Holder holder = new Holder(till.stock())) {
            looking = started(till::look);
            awaitLength(till.stock(), 1);
            assertTrue(till.sell() > 0, "another queue");
        }

        assertTrue(looking.get(20, SECONDS));
    }

    @Test
    void theOwnQueueIsNamedAfterTheBean() {
        assertEquals(Till.class.getName(), till.own().name());
    }

    @Test
    void eachInstanceHasAQueueOfItsOwn() throws Exception {
        Slot one = slots.get();
        Slot another = slots.get();
        FutureTask<String> waiting;
        try (Holder holder = new Holder(one.own())) {
            assertEquals("used", another.use());
            waiting = started(one::use);
            awaitLength(one.own(), 1);
        }

        assertEquals("used", waiting.get(20, SECONDS));
    }

    @Test
    void equalKeysTakeTurnsAndDifferentOnesDoNot() {
        till.book("a", () -> assertEquals("b", other(() -> till.book("b", () -> {}))));
        till.book("a", () -> assertThrows(TurnTimeoutException.class, () -> other(() -> till.book("a", () -> {}))));
    }

    private static String other(Callable<String> call) {
        try {
            return started(call).get(20, SECONDS);
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTurnUntilTheCommitIsRefusedForNobodyTellsOfTransactions() {
        String message = assertThrows(TurnException.class, till::untilTheCommit).getMessage();

        assertTrue(message.startsWith("SHARER-060"), message);
    }
}

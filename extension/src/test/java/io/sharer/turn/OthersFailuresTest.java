package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Access;
import io.sharer.Overflow;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A log or a timer that fails stops nothing but itself. */
class OthersFailuresTest {
    @AutoClose("stop")
    private final TurnTimer timer = new TurnTimer("others");

    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newCachedThreadPool();

    private final Callers callers = new Callers();
    private final Gate gate = new Gate();

    private SerialQueue queue(String name) {
        return new SerialQueue(QueueConfig.of(name, pool, new ClassLoaderCarrier(), timer));
    }

    /** A log handler that fails. */
    private static final class FailingHandler extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger("io.sharer");
        final AtomicInteger asked = new AtomicInteger();

        FailingHandler() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord logged) {
            asked.incrementAndGet();
            throw new IllegalStateException("the disk is full");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    @Test
    void aLogThatFailsDoesNotStopTheQueue() throws Exception {
        SerialQueue queue = queue("queue");
        try (FailingHandler failing = new FailingHandler()) {
            Callers.Call<String> holder = callers.hold(queue, gate);
            queue.execute(() -> {
                throw new IllegalStateException("nobody sees this but the log");
            });
            CompletableFuture<String> next = queue.submit(() -> "next");
            gate.open();
            holder.get();

            assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo("next");
            assertThat(failing.asked.get()).isPositive();
        }
    }

    @Test
    void aLogThatFailsDoesNotStopTheWatchDog() throws Exception {
        TurnTimer impatient = new TurnTimer("impatient", Duration.ofMillis(20));
        SerialQueue queue = new SerialQueue(QueueConfig.of("queue", pool, new ClassLoaderCarrier(), impatient));
        try (FailingHandler failing = new FailingHandler()) {
            for (int i = 1; i <= 2; i++) {
                int told = i;
                Gate one = new Gate();
                Callers.Call<String> holder = callers.hold(queue, one);
                Callers.Call<String> waiter = callers.startInLine(queue, 1, () -> "served");
                try {
                    await().atMost(Duration.ofSeconds(30)).until(() -> failing.asked.get() >= told);
                } finally {
                    one.open();
                    holder.get();
                    waiter.get();
                }
            }
        } finally {
            impatient.stop();
        }
    }

    /** The name of the timer's thread is null, so that the thread cannot be made, as it cannot be without memory. */
    @Test
    @SuppressWarnings("NullAway")
    void aWatchDogWhoseThreadCannotBeMadeKeepsNobodyFromWaiting() throws Exception {
        SerialQueue queue =
                new SerialQueue(QueueConfig.of("queue", pool, new ClassLoaderCarrier(), new TurnTimer(null)));
        Callers.Call<String> holder = callers.hold(queue, gate);
        Callers.Call<String> waiter;
        CompletableFuture<String> body;
        try (LogRecorder log = new LogRecorder()) {
            waiter = callers.startInLine(queue, 1, () -> "thread");
            body = queue.submit(() -> "body");
            await().until(() -> !log.messages().isEmpty());
            assertThat(log.messages()).singleElement().asString().startsWith("SHARER-145: ");
        }
        gate.open();

        assertThat(holder.get() + " " + waiter.get() + " " + body.join()).isEqualTo("passed thread body");
    }

    @Test
    @SuppressWarnings("NullAway")
    void aBodyWhoseTimeOutCannotBeKeptIsNotLeftInLine() throws Exception {
        SerialQueue queue = new SerialQueue(
                QueueConfig.of("queue", pool, new ClassLoaderCarrier(), new TurnTimer(null)),
                CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ofMinutes(1)));
        Callers.Call<String> holder = callers.hold(queue, gate);
        CompletableFuture<String> body = queue.submit(() -> "never");

        assertThatThrownBy(body::get).hasCauseInstanceOf(NullPointerException.class);
        assertThat(queue.stats().length()).isZero();
        gate.open();
        assertThat(holder.get()).isEqualTo("passed");
    }
}

package io.sharer.cdi.observe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.SharerEvent;
import io.sharer.SharerEvent.DeadlockFound;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events go to observers in order, on other threads, and never hold up who brings them. */
class EventDeliveryTest {
    private final ExecutorService own = Executors.newCachedThreadPool();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        own.shutdownNow();
    }

    private EventDelivery delivery(Executor executor) {
        EventDelivery delivery = new EventDelivery(this::observe, executor, own);
        delivery.open();
        return delivery;
    }

    private void observe(SharerEvent event) {
        threads.add(Thread.currentThread());
        told.add(event.name());
    }

    private static SharerEvent event(Object name) {
        return new DeadlockFound(String.valueOf(name), System.nanoTime(), "a circle");
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    @Test
    void eventsAreToldInOrder() {
        EventDelivery delivery = delivery(own);
        for (int i = 0; i < 200; i++) {
            delivery.happened(event(i));
        }
        await().until(() -> told.size() == 200);
        assertThat(told).isEqualTo(names(0, 200));
    }

    @Test
    void anExecutorThatRunsTasksOnTheirSubmittersThreadRunsNoObserverThere() {
        EventDelivery delivery = delivery(Runnable::run);
        delivery.happened(event("first"));
        delivery.happened(event("second"));
        await().until(() -> told.size() == 2);
        assertThat(threads).doesNotContain(Thread.currentThread());
    }

    @Test
    void whatAnExecutorRefusesIsToldAllTheSame() {
        EventDelivery delivery = delivery(task -> {
            throw new RejectedExecutionException("stopped");
        });
        delivery.happened(event("refused"));
        await().until(() -> told.size() == 1);
    }

    @Test
    void beyondTheCapacityEventsAreLostAndNobodyWaits() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        EventDelivery delivery = new EventDelivery(
                event -> {
                    begun.countDown();
                    try {
                        assertThat(slow.await(20, SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    observe(event);
                },
                own,
                own);
        delivery.open();
        delivery.happened(event("slow"));
        assertThat(begun.await(20, SECONDS)).isTrue();
        for (int i = 0; i < EventDelivery.CAPACITY + 10; i++) {
            delivery.happened(event(i));
        }
        slow.countDown();
        await().until(() -> told.size() == EventDelivery.CAPACITY + 1);
        assertThat(told.subList(1, told.size())).isEqualTo(names(0, EventDelivery.CAPACITY));
    }

    @Test
    void atTheEndWhatAnExecutorHasTakenAndNeverRunsIsToldAllTheSame() {
        EventDelivery delivery = delivery(task -> {});
        delivery.happened(event("left"));
        delivery.close(SECONDS.toNanos(20));
        assertThat(told).containsExactly("left");
        delivery.happened(event("late"));
        assertThat(told).containsExactly("left");
        assertThat(delivery.deadlocks()).extracting(DeadlockFound::name).containsExactly("late", "left");
    }

    @Test
    void onlyTheLastDeadlocksAreKept() {
        EventDelivery delivery = new EventDelivery(this::observe, own, own);
        for (int i = 0; i < 30; i++) {
            delivery.happened(event(i));
        }
        assertThat(delivery.deadlocks()).hasSize(20);
        assertThat(delivery.deadlocks().get(0).name()).isEqualTo("29");
        assertThat(delivery.deadlocksFound()).isEqualTo(30);
        assertThat(told).isEmpty();
    }

    @Test
    void whatHappensBeforeTheStartIsToldThen() {
        EventDelivery delivery = new EventDelivery(this::observe, own, own);
        delivery.happened(event("unheard"));
        delivery.keep();
        delivery.happened(event("early"));
        assertThat(told).isEmpty();
        delivery.open();
        await().until(() -> told.size() == 1);
        assertThat(told).containsExactly("early");
    }

    /** What is logged, in short. */
    private static final class Warnings extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger("io.sharer");
        private final List<String> texts = new CopyOnWriteArrayList<>();

        Warnings() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord logged) {
            texts.add(String.valueOf(logged.getMessage()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    @Test
    void whatAnObserverThatDoesNotEndKeepsFromBeingToldIsCountedAndLoggedOnce() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        EventDelivery delivery = new EventDelivery(
                event -> {
                    begun.countDown();
                    try {
                        assertThat(slow.await(20, SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                own,
                own);
        delivery.open();
        delivery.happened(event("slow"));
        assertThat(begun.await(20, SECONDS)).isTrue();
        for (int i = 0; i < EventDelivery.CAPACITY + 10; i++) {
            delivery.happened(event(i));
        }
        try (Warnings warnings = new Warnings()) {
            delivery.close(1);
            delivery.close(0);
            slow.countDown();
            assertThat(warnings.texts).hasSize(1);
            assertThat(warnings.texts.get(0)).contains("SHARER-503", (EventDelivery.CAPACITY + 10) + " events");
        }
    }

    @Test
    void whatNoThreadCanBeHadForIsCountedAtTheEnd() {
        EventDelivery delivery = new EventDelivery(this::observe, EventDeliveryTest::refuse, EventDeliveryTest::refuse);
        delivery.open();
        delivery.happened(event("first"));
        delivery.happened(event("second"));
        try (Warnings warnings = new Warnings()) {
            delivery.close(SECONDS.toNanos(20));
            assertThat(warnings.texts).singleElement().asString().contains("SHARER-503", "2 events");
        }
        assertThat(told).isEmpty();
    }

    private static void refuse(Runnable task) {
        throw new RejectedExecutionException("no thread for " + task);
    }

    @Test
    void anEndAtWhichAllIsToldLogsNothing() {
        EventDelivery delivery = delivery(own);
        for (int i = 0; i < 100; i++) {
            delivery.happened(event(i));
        }
        try (Warnings warnings = new Warnings()) {
            delivery.close(SECONDS.toNanos(20));
            delivery.close(0);
            assertThat(warnings.texts).isEmpty();
        }
        assertThat(told).isEqualTo(names(0, 100));
    }
}

package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A turn that is held for long while others wait is told of, once, with the holder's stack. */
class WatchDogTest {
    @AutoClose
    private final LogRecorder log = new LogRecorder();

    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AutoClose("stop")
    private final TurnTimer timer = new TurnTimer("watch-dog", Duration.ofMillis(20));

    /** For what is to be told of several things: they have this long to come. */
    @AutoClose("stop")
    private final TurnTimer patientTimer = new TurnTimer("patient watch-dog", Duration.ofSeconds(1));

    private final SerialQueue queue = new SerialQueue(QueueConfig.of("slow", pool, new ClassLoaderCarrier(), timer));
    private final SerialQueue patient =
            new SerialQueue(QueueConfig.of("slow", pool, new ClassLoaderCarrier(), patientTimer));
    private final Callers callers = new Callers();
    private final Gate gate = new Gate();

    @Test
    void aTurnThatIsHeldForLongIsToldOfWithTheHoldersStack() throws Exception {
        callers.hold(queue, gate);
        Callers.Call<String> waiting = callers.startInLine(queue, 1, () -> "waited");
        await().until(() -> !log.messages().isEmpty());

        assertThat(log.messages())
                .first()
                .asString()
                .startsWith("SHARER-123: in the queue 'slow' there is 1 waiting, and ")
                .contains("on the thread 'caller-1'")
                .contains(Gate.class.getName() + ".call(Gate.java:");
        gate.open();
        assertThat(waiting.get()).isEqualTo("waited");
    }

    @Test
    void withoutPatienceNobodyLooks() throws Exception {
        TurnTimer off = new TurnTimer("watch-dog-off", Duration.ZERO);
        SerialQueue unwatched = new SerialQueue(QueueConfig.of("unwatched", pool, new ClassLoaderCarrier(), off));
        callers.hold(unwatched, gate);
        Callers.Call<String> waiting = callers.startInLine(unwatched, 1, () -> "waited");
        CompletableFuture<String> queued = unwatched.submit(() -> "queued");

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("watch-dog-off");
        gate.open();
        assertThat(waiting.get() + queued.join()).isEqualTo("waitedqueued");
        off.stop();
    }

    @Test
    void aStageThatHoldsTheTurnForLongIsToldOf() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> first = queue.submitStage(() -> stage);
        CompletableFuture<String> second = queue.submit(() -> "second");
        await().until(() -> !log.messages().isEmpty());
        stage.complete("first");

        assertThat(first.join() + second.join()).isEqualTo("firstsecond");
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // what a body returns is the queue's
    void whoWasAskedForFromInsideThatVeryTurnIsNamed() {
        CompletableFuture<Object> begun = new CompletableFuture<>();
        // What is derived from a future cannot be looked through, so nobody finds the deadlock at once.
        CompletableFuture<Object> outer = patient.submitAsync(
                () -> {
                    CompletableFuture<Object> inner = patient.submitAsync(
                            () -> CompletableFuture.completedFuture("inner"), "Till.inner()", CallSettings.DEFAULT);
                    begun.complete("begun");
                    return CompletableFuture.allOf(inner, begun);
                },
                "Till.outer()",
                CallSettings.DEFAULT);
        begun.join();
        CompletableFuture<Object> stranger = patient.submitAsync(
                () -> CompletableFuture.completedFuture("stranger"), "Till.stranger()", CallSettings.DEFAULT);
        await().until(() -> !log.messages().isEmpty());

        assertThat(log.messages())
                .first()
                .asString()
                .contains(
                        "held by Till.outer()",
                        "asked for from inside that very turn: Till.inner(). If",
                        "this.method()")
                .doesNotContain("Till.stranger()");
        patient.shutdownNow();
        assertThat(outer).failsWithin(Duration.ofSeconds(30));
        assertThat(stranger).failsWithin(Duration.ofSeconds(30));
    }

    @Test
    void itIsToldOnce() throws Exception {
        callers.hold(queue, gate);
        CompletableFuture<String> waiting = queue.submit(() -> "waited");
        await().until(() -> !log.messages().isEmpty());
        // The watch-dog has come by another slow queue twice since.
        SerialQueue other = new SerialQueue(QueueConfig.of("other", pool, new ClassLoaderCarrier(), timer));
        for (int i = 0; i < 2; i++) {
            Gate slow = new Gate();
            int told = log.messages().size();
            callers.hold(other, slow);
            CompletableFuture<String> behind = other.submit(() -> "behind");
            await().until(() -> log.messages().size() > told);
            slow.open();
            behind.join();
        }
        List<String> ofFirst = log.messages().stream()
                .filter(message -> message.contains("'slow'"))
                .toList();

        assertThat(ofFirst).hasSize(1);
        gate.open();
        assertThat(waiting.join()).isEqualTo("waited");
    }

    @Test
    void aTurnWithoutAKeyThatKeepsAllKeysWaitingIsToldOfOnce() throws Exception {
        Keyed keyed = Keyed.of(patient);
        callers.hold(patient, gate);
        CompletableFuture<Object> a = keyed.submit("a", () -> "a");
        CompletableFuture<Object> b = keyed.submit("b", () -> "b");
        await().until(() -> !log.messages().isEmpty());

        assertThat(log.messages())
                .first()
                .asString()
                .startsWith("SHARER-123: in the queue 'slow' there are 2 waiting, and ")
                .contains("on the thread 'caller-1'");
        // For three looks more.
        await().during(Duration.ofMillis(1500)).until(() -> log.messages().size() == 1);
        gate.open();
        assertThat(a.join() + "" + b.join()).isEqualTo("ab");
        assertThat(log.messages()).hasSize(1);
    }

    @Test
    void aKeyThatKeepsACallWithoutOneWaitingIsToldOf() throws Exception {
        Keyed keyed = Keyed.of(queue);
        Callers.Call<String> holder = callers.start(() -> keyed.call("a", gate));
        gate.awaitReached();
        CompletableFuture<String> all = queue.submit(() -> "all");
        await().until(() -> !log.messages().isEmpty());

        assertThat(log.messages())
                .first()
                .asString()
                .startsWith("SHARER-123: in the queue 'slow' there is 1 waiting, and ")
                .contains("on the thread 'caller-1'", Gate.class.getName() + ".call(Gate.java:");
        gate.open();
        assertThat(all.join() + holder.get()).isEqualTo("allpassed");
    }
}

package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.SerialExecutor;
import io.sharer.TurnException;
import io.sharer.TurnRejectedException;
import io.sharer.TurnTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * A call without a key excludes all keys of its queue, and all of it is done in the order in which it was asked for.
 */
class KeysAndOthersTest {
    @AutoClose("shutdownNow")
    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();

    @AutoClose
    private final SerialQueue queue =
            (SerialQueue) SerialExecutor.builder("orders").build();

    private final Keyed keyed = Keyed.of(queue);
    private final Callers callers = new Callers();
    private final Gate gate = new Gate();
    private final Gate other = new Gate();

    private <T> T read(java.util.concurrent.Callable<T> body) throws Exception {
        return queue.call(body, "read", Keyed.READ, true);
    }

    @Test
    void aCallWithoutAKeyWaitsForAllKeys() throws Exception {
        Callers.Call<String> a = callers.start(() -> keyed.call("a", gate));
        Callers.Call<String> b = callers.start(() -> keyed.call("b", other));
        gate.awaitReached();
        other.awaitReached();
        Callers.Call<String> all = callers.startInLine(queue, 1, () -> "all");
        gate.open();
        a.get();
        assertThat(all.result()).isNotDone();
        other.open();
        b.get();

        assertThat(all.get()).isEqualTo("all");
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void aCallWithAKeyWaitsForOneWithout() throws Exception {
        Callers.Call<String> all = callers.hold(queue, gate);
        Callers.Call<String> a = callers.start(() -> keyed.call("a", () -> "a"));
        CompletableFuture<Object> b = keyed.submit("b", () -> "b");
        Callers.awaitLength(queue, 2);
        assertThat(a.result()).isNotDone();
        assertThat(b).isNotDone();
        gate.open();

        assertThat(a.get() + b.join() + all.get()).isEqualTo("abpassed");
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void keysRunSideBySideThoughThereAreCallsWithoutOne() throws Exception {
        queue.call(() -> "all");
        CyclicBarrier together = new CyclicBarrier(2);
        CompletableFuture<Object> a = keyed.submit("a", together::await);
        keyed.call("b", together::await);

        a.join();
        assertThat(queue.stats().running()).isZero();
    }

    @Test
    void whatOneThreadSubmitsIsDoneInThatOrderWithKeysAndWithout() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<String> asked = new ArrayList<>();
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String what = (i % 7 < 3 ? "all " : i % 2 == 0 ? "a " : "b ") + i;
            asked.add(what);
            futures.add(
                    what.startsWith("all")
                            ? queue.submit(() -> order.add(what))
                            : keyed.submit(what.substring(0, 1), () -> order.add(what)));
        }
        queue.call(() -> order.add("end"));
        futures.forEach(CompletableFuture::join);

        // The two keys are in no order to each other but that of the calls without one between them.
        assertThat(linesBetweenAll(order, "b ")).isEqualTo(linesBetweenAll(asked, "b "));
        assertThat(linesBetweenAll(order, "a ")).isEqualTo(linesBetweenAll(asked, "a "));
    }

    private static List<String> linesBetweenAll(List<String> lines, String without) {
        return lines.stream()
                .filter(line -> !line.startsWith(without) && !line.equals("end"))
                .toList();
    }

    @Test
    void aBodyBehindOneWithoutAKeyKeepsNoThreadOfTheExecutor() throws Exception {
        try (SerialQueue narrow = (SerialQueue)
                SerialExecutor.builder("narrow").executor(oneThread).build()) {
            Keyed keyed = Keyed.of(narrow);
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            CompletableFuture<String> stage = new CompletableFuture<>();
            CompletableFuture<Object> first = keyed.stage("a", () -> stage);
            CompletableFuture<Boolean> all = narrow.submit(() -> order.add("all"));
            CompletableFuture<Object> second = keyed.submit("a", () -> order.add("second"));
            CompletableFuture<Object> third = keyed.submit("a", () -> order.add("third"));
            assertThat(oneThread.submit(() -> "free").get()).isEqualTo("free");
            stage.complete("done");

            CompletableFuture.allOf(first, all, second, third).join();
            assertThat(order).containsExactly("all", "second", "third");
        }
    }

    @Test
    void aCallWithoutAKeyInsideOneWithIsRefusedAtOnce() throws Exception {
        assertThatThrownBy(() -> keyed.call("a", () -> queue.call(() -> "never")))
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-117: ");
        assertThatThrownBy(keyed.submit("a", () -> queue.call(() -> "never"))::join)
                .hasCauseInstanceOf(TurnException.class);
        assertThat(queue.call(() -> "free")).isEqualTo("free");
    }

    @Test
    void aBodyWithoutAKeyMayBeSubmittedFromInsideAndRunsBehind() throws Exception {
        CompletableFuture<String> behind = keyed.call("a", () -> queue.submit(() -> "behind"));

        assertThat(behind.join()).isEqualTo("behind");
    }

    @Test
    void aReadWithoutAKeyRunsInsideAndBesideThoseWithOne() throws Exception {
        assertThat(keyed.call("a", () -> read(() -> "inside"))).isEqualTo("inside");
        callers.start(() -> keyed.call("a", gate));
        gate.awaitReached();
        assertThat(read(() -> "beside")).isEqualTo("beside");
        gate.open();
    }

    @Test
    void aCallWithAKeyInsideOneWithoutRunsInline() throws Exception {
        Thread inside = queue.call(() -> keyed.call("a", Thread::currentThread));

        assertThat(inside).isSameAs(Thread.currentThread());
        assertThat(queue.stats().turns()).isEqualTo(1);
    }

    @Test
    void aWriteWithAKeyInsideAReadWithoutIsRefused() throws Exception {
        assertThatThrownBy(() -> read(() -> keyed.call("a", () -> "never")))
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-117: ");
        assertThat(read(() -> keyed.with(Keyed.READ).call("a", () -> "both"))).isEqualTo("both");
    }

    @Test
    void aWriteWithAKeyWaitsForAReaderOfThatKeyInsideAReadWithout() throws Exception {
        Callers.Call<String> reader =
                callers.start(() -> read(() -> keyed.with(Keyed.READ).call("a", gate)));
        gate.awaitReached();
        Callers.Call<String> writer = callers.start(() -> keyed.call("a", () -> "wrote"));
        Callers.awaitLength(queue, 1);
        gate.open();

        assertThat(writer.get() + reader.get()).isEqualTo("wrotepassed");
    }

    @Test
    void anotherKeyInsideATurnIsServedAheadOfACallWithoutAKeyInLine() throws Exception {
        Callers.Call<String> nested = callers.start(() -> keyed.call("a", () -> {
            gate.call();
            return keyed.call("b", () -> keyed.call("c", () -> "all three"));
        }));
        gate.awaitReached();
        CompletableFuture<String> all = queue.submit(() -> "all");
        CompletableFuture<Object> behind = keyed.submit("b", all::isDone);
        Callers.awaitLength(queue, 2);
        gate.open();

        assertThat(nested.get()).isEqualTo("all three");
        assertThat(all.join()).isEqualTo("all");
        behind.join();
        assertThat(keyed.keys()).isZero();
        assertThat(queue.stats().turns()).isEqualTo(5);
    }

    @Test
    void theTurnThatWasTakenInsideExcludesThatKeyUntilItsEnd() throws Exception {
        Callers.Call<String> nested = callers.start(() -> keyed.call("a", () -> {
            gate.call();
            return keyed.call("b", other);
        }));
        gate.awaitReached();
        CompletableFuture<String> all = queue.submit(() -> "all");
        CompletableFuture<Object> behind =
                keyed.submit("b", () -> nested.result().isDone());
        Callers.awaitLength(queue, 2);
        gate.open();
        other.awaitReached();
        // With the call in between gone the body of "b" has its pass, and still has to wait.
        all.cancel(false);
        CompletableFuture<Object> free = keyed.submit("c", () -> "free");
        assertThat(free.join()).isEqualTo("free");
        assertThat(behind).isNotDone();
        other.open();

        behind.join();
        assertThat(nested.get()).isEqualTo("passed");
    }

    @Test
    void aCallWithoutAKeyThatGivesUpLetsNoKeyRunTwice() throws Exception {
        queue.call(() -> "there are calls without a key");
        Callers.Call<String> first = callers.start(() -> keyed.call("a", gate));
        gate.awaitReached();
        CompletableFuture<String> all = queue.submit(() -> "all");
        CompletableFuture<Object> second = keyed.submit("a", () -> "second");
        CompletableFuture<Object> beside = keyed.submit("b", () -> "beside");
        Callers.awaitLength(queue, 3);
        all.cancel(false);

        assertThat(beside.join()).isEqualTo("beside");
        assertThat(second).isNotDone();
        await().until(() -> keyed.keys() == 2);
        gate.open();
        assertThat(second.join()).isEqualTo("second");
        assertThat(first.get()).isEqualTo("passed");
        await().until(() -> keyed.keys() == 0);
    }

    @Test
    void keysThatGiveUpBehindACallWithoutOneLeaveNothing() throws Exception {
        Callers.Call<String> all = callers.hold(queue, gate);
        Keyed now = keyed.with(CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ZERO));
        Keyed soon = keyed.with(CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ofMillis(1)));
        for (int i = 0; i < 100; i++) {
            int key = i;
            assertThatThrownBy(() -> now.call(key, () -> "never"))
                    .isInstanceOf(TurnTimeoutException.class)
                    .hasMessageContainingAll("'orders[" + key + "]'", "on the thread 'caller-1'");
            keyed.submit(key, () -> "never").cancel(false);
        }
        assertThatThrownBy(() -> soon.call("a", () -> "never")).isInstanceOf(TurnTimeoutException.class);
        assertThatThrownBy(soon.submit("b", () -> "never")::join).hasCauseInstanceOf(TurnTimeoutException.class);

        assertThat(keyed.keys()).isZero();
        assertThat(queue.stats().length()).isZero();
        gate.open();
        all.get();
        assertThat(queue.stats().running()).isZero();
    }

    @Test
    void aKeyThatGivesUpBetweenTwoOfItsOwnKeepsThemApart() throws Exception {
        queue.call(() -> "there are calls without a key");
        Callers.Call<String> first = callers.start(() -> keyed.call("a", gate));
        gate.awaitReached();
        CompletableFuture<String> all = queue.submit(() -> "all");
        CompletableFuture<Object> middle = keyed.submit("a", () -> "middle");
        CompletableFuture<String> allAgain = queue.submit(() -> "all again");
        CompletableFuture<Object> last = keyed.submit("a", () -> "last");
        CompletableFuture<Object> beside = keyed.submit("b", () -> "beside");
        middle.cancel(false);
        all.cancel(false);
        allAgain.cancel(false);

        assertThat(beside.join()).isEqualTo("beside");
        assertThat(last).isNotDone();
        gate.open();
        assertThat(last.join()).isEqualTo("last");
        first.get();
        await().until(() -> keyed.keys() == 0);
    }

    @Test
    void capacityOfAKeyIsItsOwnAndThatOfCallsWithoutOneTheirs() throws Exception {
        try (SerialQueue small =
                (SerialQueue) SerialExecutor.builder("small").capacity(1).build()) {
            Keyed keyed = Keyed.of(small);
            callers.hold(small, gate);
            CompletableFuture<Object> a = keyed.submit("a", () -> "a");
            CompletableFuture<Object> b = keyed.submit("b", () -> "b");
            assertThatThrownBy(keyed.submit("a", () -> "never")::join)
                    .hasCauseInstanceOf(TurnRejectedException.class)
                    .hasMessageContaining("'small[a]' is full");
            CompletableFuture<String> all = small.submit(() -> "all");
            assertThatThrownBy(small.submit(() -> "never")::join)
                    .hasCauseInstanceOf(TurnRejectedException.class)
                    .hasMessageContaining("'small' is full: 1 wait");
            gate.open();

            assertThat(a.join() + "" + b.join() + all.join()).isEqualTo("aball");
        }
    }

    @Test
    void aTimeOutBehindKeysTellsWhoHasTheirTurns() throws Exception {
        callers.start(() -> keyed.call("a", gate));
        gate.awaitReached();

        assertThatThrownBy(() -> queue.call(
                        () -> "never",
                        "Orders.rebuild()",
                        CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ofMillis(2)),
                        true))
                .isInstanceOf(TurnTimeoutException.class)
                .hasMessageContaining("the turn is held by work(Gate) on the thread 'caller-1'");
        gate.open();
        await().until(() -> keyed.keys() == 0);
    }

    @Test
    void theStatisticsAreThoseOfAllKeysAndTheCallsWithoutOne() throws Exception {
        queue.call(() -> "all");
        callers.start(() -> keyed.call("a", gate));
        callers.start(() -> keyed.call("b", other));
        gate.awaitReached();
        other.awaitReached();
        CompletableFuture<Object> waiting = keyed.submit("a", () -> "waited");
        CompletableFuture<String> all = queue.submit(() -> "all");
        CompletableFuture<Object> behind = keyed.submit("a", () -> "behind");
        CompletableFuture<Object> cancelled = keyed.submit("c", () -> "never");
        cancelled.cancel(false);

        assertThat(queue.stats().running()).isEqualTo(2);
        assertThat(queue.stats().length()).isEqualTo(3);
        assertThat(queue.stats().cancelled()).isEqualTo(1);
        gate.open();
        other.open();
        CompletableFuture.allOf(waiting, all, behind).join();
        await().until(() -> queue.stats().running() == 0);
        assertThat(queue.stats().turns()).isEqualTo(6);
        assertThat(queue.stats().length()).isZero();
        assertThat(queue.stats().longestWait()).isPositive();
    }

    @Test
    void aReadWithoutAKeyThatWaitsIsStartedBeforeTheKeysThatCameAfterIt() throws Exception {
        callers.hold(queue, gate);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Object> early = keyed.submit("a", () -> order.add("early"));
        CompletableFuture<Object> reading =
                queue.submitAsync(() -> CompletableFuture.completedStage(order.add("read")), "read", Keyed.READ);
        CompletableFuture<String> all = queue.submit(() -> "all");
        CompletableFuture<Object> late = keyed.submit("a", () -> order.add("late"));
        gate.open();
        CompletableFuture.allOf(early, reading, all, late).join();

        assertThat(order).hasSize(3).endsWith("late");
    }

    @Test
    void aKeyNeverPassesAThreadWithoutOneThatWaits() throws Exception {
        queue.call(() -> "there are calls without a key");
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        callers.start(() -> keyed.call("a", gate));
        gate.awaitReached();
        Callers.Call<Boolean> all = callers.start(() -> queue.call(() -> order.add("all")));
        Callers.awaitLength(queue, 1);
        CompletableFuture<Object> beside = keyed.submit("b", () -> order.add("b"));
        Callers.awaitLength(queue, 2);
        gate.open();
        all.get();
        beside.join();

        assertThat(order).containsExactly("all", "b");
    }

    @Test
    void allPermitsOfAKeyAreTakenWhileACallWithoutOneIsAheadOfIt() throws Exception {
        try (SerialQueue licences =
                (SerialQueue) SerialExecutor.builder("licences").permits(3).build()) {
            Keyed three = Keyed.of(licences);
            Callers.Call<String> holder = callers.hold(licences, gate);
            CompletableFuture<Object> first = three.submit("a", holder.result()::isDone);
            Callers.Call<String> second = callers.start(() -> three.call("a", other));
            Callers.awaitLength(licences, 2);
            assertThat(licences.stats().running()).isEqualTo(1);
            assertThat(first).isNotDone();
            gate.open();
            other.awaitReached();

            first.join();
            assertThat(three.call("a", () -> "beside")).isEqualTo("beside");
            other.open();
            assertThat(second.get()).isEqualTo("passed");
            assertThat(three.keys()).isZero();
        }
    }

    @Test
    void aCallWithTheKeyRunsInlineThroughAReadWithoutOne() throws Exception {
        assertThat(keyed.call("a", () -> read(() -> keyed.call("a", () -> "inline"))))
                .isEqualTo("inline");
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void whatATimeOutTellsBeginsNotWithAnEarlierHolder() throws Exception {
        callers.start(() -> keyed.call("a", gate));
        gate.awaitReached();
        timingOut(Duration.ofMillis(50));
        gate.open();
        await().until(() -> keyed.keys() == 0);
        long since = System.nanoTime();
        callers.start(() -> keyed.call("b", other));
        other.awaitReached();

        Matcher held = Pattern.compile("for at least (\\d+) ms").matcher(timingOut(Duration.ofMillis(1)));
        assertThat(held.find()).isTrue();
        assertThat(Long.parseLong(held.group(1))).isLessThanOrEqualTo((System.nanoTime() - since) / 1_000_000);
        other.open();
    }

    private String timingOut(Duration timeout) {
        CallSettings brief = CallSettings.of(Access.WRITE, Overflow.REJECT, timeout);
        return String.valueOf(catchThrowableOfType(
                TurnTimeoutException.class, () -> queue.call(() -> "never", "Orders.rebuild()", brief, true)));
    }

    @Test
    void aCallWithoutAKeyThatComesWhileTheFirstKeyDoesIsAdmittedBeforeItsSubmitterGoesOn() throws Exception {
        TurnQueue turns = queue.turns();
        turns.makeKeys();
        // A key that was just being found when the first one came has a pass already.
        turns.takeBeside(true);
        List<String> ran = new CopyOnWriteArrayList<>();
        CompletableFuture<Boolean> first = queue.submit(() -> ran.add("without a key"));
        assertThat(turns.keepsUnkeyedOut()).isFalse();
        CompletableFuture<Object> second = keyed.submit("a", () -> ran.add("with a key"));
        assertThat(second).isNotDone();
        turns.giveBackPass();
        assertThat(first.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(true);
        assertThat(ran).containsExactly("without a key", "with a key");
    }
}

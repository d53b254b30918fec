package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.RunOn;
import io.sharer.SerialExecutor;
import io.sharer.Turn;
import io.sharer.TurnException;
import io.sharer.TurnRejectedException;
import io.sharer.TurnTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Calls with equal keys take turns, and calls with different keys run side by side. */
class KeysTest {
    @AutoClose
    private final SerialQueue queue =
            (SerialQueue) SerialExecutor.builder("orders").build();

    private final Keyed keyed = Keyed.of(queue);
    private final Callers callers = new Callers();
    private final Gate gate = new Gate();

    private static SerialQueue queueOf(SerialExecutor.Builder builder) {
        return (SerialQueue) builder.build();
    }

    @Test
    void callsWithEqualKeysTakeTurns() throws Exception {
        callers.start(() -> keyed.call(new String("a"), gate));
        gate.awaitReached();
        Callers.Call<String> second = callers.start(() -> keyed.call(new String("a"), () -> "second"));
        Callers.awaitLength(queue, 1);
        assertThat(second.result()).isNotDone();
        gate.open();

        assertThat(second.get()).isEqualTo("second");
    }

    @Test
    void callsWithDifferentKeysRunSideBySide() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        List<Callers.Call<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int key = i;
            calls.add(callers.start(() -> keyed.call(key, together::await)));
        }
        for (Callers.Call<Integer> call : calls) {
            assertThat(call.get()).isBetween(0, 2);
        }
    }

    @Test
    void queuedBodiesOfDifferentKeysRunSideBySide() {
        CyclicBarrier together = new CyclicBarrier(2);
        CompletableFuture<Object> one = keyed.submit("a", together::await);
        CompletableFuture<Object> two = keyed.submit("b", together::await);

        assertThat((int) one.join() + (int) two.join()).isEqualTo(1);
    }

    @Test
    void bodiesOfOneKeyRunInTheOrderOfTheirSubmission() throws Exception {
        List<Integer> order = new ArrayList<>();
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            futures.add(keyed.submit("a", () -> order.add(number)));
        }
        keyed.call("a", () -> order.add(1_000));
        futures.forEach(CompletableFuture::join);

        assertThat(order).hasSize(1_001).isSorted();
    }

    @Test
    void aCallWithTheSameKeyInsideRunsInline() throws Exception {
        Object inner = keyed.call("a", () -> keyed.call("a", Thread::currentThread));

        assertThat(inner).isSameAs(Thread.currentThread());
        assertThat(queue.stats().turns()).isEqualTo(1);
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void aCallWithAnotherKeyInsideTakesATurnOfThat() throws Exception {
        Callers.Call<String> holder = callers.start(() -> keyed.call("b", gate));
        gate.awaitReached();
        Callers.Call<String> nested = callers.start(() -> keyed.call("a", () -> keyed.call("b", () -> "both")));
        Callers.awaitLength(queue, 1);
        gate.open();

        assertThat(nested.get()).isEqualTo("both");
        assertThat(holder.get()).isEqualTo("passed");
    }

    @Test
    void aBodyInsideItsTurnMayCallItsKeyInline() {
        assertThat(keyed.submit("a", () -> keyed.call("a", () -> "inline")).join())
                .isEqualTo("inline");
    }

    @Test
    void aPendingStageHoldsTheTurnOfItsKeyAlone() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<Object> first = keyed.stage("a", () -> stage);
        CompletableFuture<Object> second = keyed.submit("a", () -> "second");
        await().until(() -> stage.getNumberOfDependents() == 1);
        assertThat(keyed.call("b", () -> "other")).isEqualTo("other");
        assertThat(second).isNotDone();
        assertThat(keyed.keys()).isEqualTo(1);
        stage.complete("first");

        assertThat(first.join()).isEqualTo("first");
        assertThat(second.join()).isEqualTo("second");
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void readersOfOneKeyRunBesideEachOtherAndNotBesideItsWriter() throws Exception {
        Keyed reading = keyed.with(Keyed.READ);
        CyclicBarrier together = new CyclicBarrier(2);
        Callers.Call<Object> reader = callers.start(() -> reading.call("a", () -> {
            together.await();
            return gate.call();
        }));
        reading.call("a", together::await);
        Callers.Call<String> writer = callers.start(() -> keyed.call("a", () -> "wrote"));
        Callers.awaitLength(queue, 1);
        assertThat(writer.result()).isNotDone();
        gate.open();

        assertThat(writer.get()).isEqualTo("wrote");
        assertThat(reader.get()).isEqualTo("passed");
    }

    @Test
    void aWriteInsideAReadOfTheSameKeyIsRefused() {
        assertThatThrownBy(() -> keyed.with(Keyed.READ).call("a", () -> keyed.call("a", () -> "never")))
                .isInstanceOf(TurnException.class)
                .hasMessageContaining("'orders[a]'");
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void permitsCountPerKey() throws Exception {
        try (SerialQueue licences = queueOf(SerialExecutor.builder("licences").permits(2))) {
            Keyed two = Keyed.of(licences);
            CyclicBarrier together = new CyclicBarrier(5);
            List<Callers.Call<Object>> calls = new ArrayList<>();
            for (String key : List.of("a", "a", "b", "b")) {
                calls.add(callers.start(() -> two.call(key, () -> {
                    together.await();
                    return gate.call();
                })));
            }
            together.await();
            Callers.Call<String> third = callers.start(() -> two.call("a", () -> "third"));
            Callers.awaitLength(licences, 1);
            assertThat(licences.stats().running()).isEqualTo(4);
            gate.open();

            assertThat(third.get()).isEqualTo("third");
            for (Callers.Call<Object> call : calls) {
                call.get();
            }
        }
    }

    @Test
    void capacityCountsPerKey() throws Exception {
        try (SerialQueue small = queueOf(SerialExecutor.builder("small").capacity(1))) {
            Keyed one = Keyed.of(small);
            CompletableFuture<Object> running = one.submit("a", gate);
            gate.awaitReached();
            CompletableFuture<Object> waiting = one.submit("a", () -> "waited");

            assertThatThrownBy(() -> one.call("a", () -> "never"))
                    .isInstanceOf(TurnRejectedException.class)
                    .hasMessageStartingWith("SHARER-101: the queue 'small[a]' is full: 1 wait");
            assertThatThrownBy(one.submit("a", () -> "never")::join).hasCauseInstanceOf(TurnRejectedException.class);
            assertThat(one.call("b", () -> "other")).isEqualTo("other");
            assertThat(small.stats().rejected()).isEqualTo(2);
            gate.open();
            assertThat(waiting.join()).isEqualTo("waited");
            assertThat(running.join()).isEqualTo("passed");
        }
    }

    @Test
    void onlyTheLatestOfEachKeyIsKeptIfThatIsAskedFor() throws Exception {
        try (SerialQueue latest = queueOf(SerialExecutor.builder("latest").capacity(1))) {
            Keyed keyed = Keyed.of(latest).with(CallSettings.of(Access.WRITE, Overflow.DROP_OLDEST, null));
            CompletableFuture<Object> running = keyed.submit("a", gate);
            gate.awaitReached();
            CompletableFuture<Object> stale = keyed.submit("a", () -> "stale");
            CompletableFuture<Object> fresh = keyed.submit("a", () -> "fresh");

            assertThatThrownBy(stale::join)
                    .hasCauseInstanceOf(TurnRejectedException.class)
                    .hasMessageContaining("'latest[a]'");
            gate.open();
            assertThat(fresh.join()).isEqualTo("fresh");
            assertThat(running.join()).isEqualTo("passed");
        }
    }

    @Test
    void aTimeOutIsThatOfItsKeyAndNamesIt() throws Exception {
        callers.start(() -> keyed.call("a", gate));
        gate.awaitReached();
        Keyed impatient = keyed.with(CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ofMillis(5)));

        assertThatThrownBy(() -> impatient.call("a", () -> "never"))
                .isInstanceOf(TurnTimeoutException.class)
                .hasMessageStartingWith("SHARER-116: no turn in the queue 'orders[a]' within PT0.005S")
                .hasMessageContaining("on the thread 'caller-1'");
        assertThatThrownBy(impatient.submit("a", () -> "never")::join).hasCauseInstanceOf(TurnTimeoutException.class);
        assertThat(impatient.call("b", () -> "other")).isEqualTo("other");
        gate.open();
        await().until(() -> keyed.keys() == 0);
        assertThat(queue.stats().timedOut()).isEqualTo(2);
    }

    @Test
    void nowOrNeverIsPerKey() throws Exception {
        callers.start(() -> keyed.call("a", gate));
        gate.awaitReached();
        Keyed now = keyed.with(CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ZERO));

        assertThatThrownBy(() -> now.call("a", () -> "never")).isInstanceOf(TurnTimeoutException.class);
        assertThat(now.call("b", () -> "now")).isEqualTo("now");
        gate.open();
    }

    @Test
    void severalPartsMakeAKeyInTheirOrder() throws Exception {
        Callers.Call<String> holder = callers.start(() -> keyed.callWith(new Object[] {"a", 1}, gate));
        gate.awaitReached();
        assertThat(keyed.callWith(new Object[] {1, "a"}, () -> "free")).isEqualTo("free");
        assertThat(keyed.callWith(new Object[] {"a"}, () -> "free")).isEqualTo("free");
        Callers.Call<String> same = callers.start(() -> keyed.callWith(new Object[] {"a", 1}, () -> "same"));
        Callers.awaitLength(queue, 1);
        gate.open();

        assertThat(same.get()).isEqualTo("same");
        assertThat(holder.get()).isEqualTo("passed");
    }

    @Test
    void arraysAreKeysByWhatWasInThemAtTheCall() throws Exception {
        byte[] key = {1, 2};
        Callers.Call<String> holder = callers.start(() -> keyed.call(key, gate));
        gate.awaitReached();
        key[0] = 9;
        Callers.Call<String> same = callers.start(() -> keyed.call(new byte[] {1, 2}, () -> "same"));
        Callers.awaitLength(queue, 1);
        assertThat(keyed.call(key, () -> "free")).isEqualTo("free");
        gate.open();

        assertThat(same.get()).isEqualTo("same");
        assertThat(holder.get()).isEqualTo("passed");
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void aKeyThatIsNullIsRefused() {
        assertThatThrownBy(() -> keyed.callWith(new Object[] {null}, () -> "never"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHARER-130: the key of a call of work(");
        assertThatThrownBy(() -> keyed.callWith(new Object[] {"a", null}, () -> "never"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHARER-130: part 2 of the key");
        assertThatThrownBy(() -> keyed.callWith(new Object[0], () -> "never"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHARER-131: ");
    }

    @Test
    void anAsynchronousCallWithAKeyThatIsNullFailsItsFuture() {
        CompletableFuture<Object> future = queue.submitAsyncKeyed(
                new Object[] {null}, () -> CompletableFuture.completedStage("never"), "Orders.later", keyed.settings());

        assertThatThrownBy(future::join)
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SHARER-130: the key of a call of Orders.later is null");
    }

    @Test
    void theNumbersOfAKeysTurnsNeverComeTwice() throws Exception {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            numbers.add(keyed.call("a", KeysTest::number));
            numbers.add((long) keyed.submit("a", KeysTest::number).join());
            keyed.call("b", KeysTest::number);
            await().until(() -> keyed.keys() == 0);
        }
        queue.call(() -> "there are calls without a key");
        for (int i = 0; i < 3; i++) {
            CompletableFuture<String> all = queue.submit(() -> "all");
            numbers.add(keyed.call("a", KeysTest::number));
            all.join();
        }

        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        assertThat(queue.stats().turns()).isEqualTo(16);
    }

    private static long number() {
        Turn turn = Turn.current().orElseThrow();
        assertThat(turn.queue()).startsWith("orders[");
        return turn.number();
    }

    @Test
    void theTimesOfBodiesWithKeysAreTold() throws Exception {
        Callers.Call<String> holder = callers.start(() -> keyed.call("a", gate));
        gate.awaitReached();
        Callers.Call<String> waiter = callers.start(() -> keyed.call("a", () -> "waited"));
        Callers.awaitLength(queue, 1);
        gate.open();
        holder.get();
        waiter.get();

        assertThat(queue.stats().waits()).isOne();
        assertThat(queue.stats().totalWait()).isPositive();
        assertThat(queue.stats().meanWait()).isEqualTo(queue.stats().totalWait());
        assertThat(queue.stats().p99Run()).isPositive();
        assertThat(queue.stats().longestWait()).isPositive();
    }

    @Test
    void aSubmitterWaitsForAPlaceInTheQueueOfItsKey() throws Exception {
        try (SerialQueue small = queueOf(SerialExecutor.builder("small").capacity(1))) {
            Keyed waiting = Keyed.of(small).with(CallSettings.of(Access.WRITE, Overflow.WAIT, null));
            CompletableFuture<Object> running = waiting.submit("a", gate);
            gate.awaitReached();
            CompletableFuture<Object> queued = waiting.submit("a", () -> "queued");
            Callers.Call<Object> submitter =
                    callers.start(() -> waiting.submit("a", () -> "had a place").join());
            await().until(() -> LockSupport.getBlocker(submitter.thread()) instanceof PlaceWaiter);
            assertThat(waiting.submit("b", () -> "other").join()).isEqualTo("other");
            gate.open();

            assertThat(submitter.get()).isEqualTo("had a place");
            assertThat(queued.join()).isEqualTo("queued");
            running.join();
        }
    }

    @Test
    void keysOnADedicatedThreadAreRefused() {
        try (SerialQueue single = queueOf(SerialExecutor.builder("single").runOn(RunOn.DEDICATED_THREAD))) {
            Keyed keyed = Keyed.of(single);

            assertThatThrownBy(() -> keyed.call("a", () -> "never"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("SHARER-132: the queue 'single' has a dedicated thread");
            assertThatThrownBy(() -> keyed.submit("a", () -> "never")).isInstanceOf(IllegalStateException.class);
        }
    }

    // --- Keys that do not behave ---

    /** A key whose methods do what a test says. */
    private static final class Rude {
        private final Runnable inEquals;
        private final String text;

        Rude(Runnable inEquals, String text) {
            this.inEquals = inEquals;
            this.text = text;
        }

        @Override
        public boolean equals(Object other) {
            inEquals.run();
            return other instanceof Rude;
        }

        @Override
        public int hashCode() {
            return 7;
        }

        @Override
        public String toString() {
            if (text.isEmpty()) {
                throw new IllegalStateException("no text");
            }
            return text;
        }
    }

    @Test
    void equalsOfAKeyMayTakeAsLongAsItLikesAndHoldsNobodyUp() throws Exception {
        Callers.Call<String> first = callers.start(() -> keyed.call(new Rude(() -> {}, "first"), gate));
        gate.awaitReached();
        Gate inEquals = new Gate();
        Rude slow = new Rude(
                () -> {
                    try {
                        inEquals.call();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                "slow");
        Callers.Call<String> second = callers.start(() -> keyed.call(slow, () -> "second"));
        inEquals.awaitReached();

        // The same hash, so the same place in any map; and the first one's turn ends meanwhile.
        assertThat(keyed.call(sameHashAs(slow), () -> "beside")).isEqualTo("beside");
        gate.open();
        assertThat(first.get()).isEqualTo("passed");
        assertThat(keyed.call(sameHashAs(slow), () -> "again")).isEqualTo("again");
        inEquals.open();
        assertThat(second.get()).isEqualTo("second");
        assertThat(keyed.keys()).isZero();
    }

    private static Object sameHashAs(Object other) {
        int hash = other.hashCode();
        return new Object() {
            @Override
            public int hashCode() {
                return hash;
            }

            @Override
            public boolean equals(Object any) {
                return this == any;
            }
        };
    }

    @Test
    void equalsOfAKeyMayCallTheQueueItself() throws Exception {
        Callers.Call<String> first = callers.start(() -> keyed.call(new Rude(() -> {}, "first"), gate));
        gate.awaitReached();
        Rude calling = new Rude(
                () -> {
                    try {
                        keyed.call(sameHashAs("x"), () -> keyed.call("other", () -> "inside"));
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                },
                "calling");
        Callers.Call<String> second = callers.start(() -> keyed.call(calling, () -> "second"));
        Callers.awaitLength(queue, 1);
        gate.open();

        assertThat(first.get() + second.get()).isEqualTo("passedsecond");
    }

    @Test
    void aKeyWhoseEqualsThrowsFailsItsCallAndNothingElse() throws Exception {
        Callers.Call<String> first = callers.start(() -> keyed.call(new Rude(() -> {}, "first"), gate));
        gate.awaitReached();
        Rude throwing = new Rude(
                () -> {
                    throw new IllegalStateException("equals");
                },
                "throwing");

        assertThatThrownBy(() -> keyed.call(throwing, () -> "never")).hasMessage("equals");
        assertThatThrownBy(keyed.submit(throwing, () -> "never")::join).hasRootCauseMessage("equals");
        gate.open();
        assertThat(first.get()).isEqualTo("passed");
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void aKeyWithoutATextIsNamedByItsClass() throws Exception {
        callers.start(() -> keyed.call(new Rude(() -> {}, ""), gate));
        gate.awaitReached();
        Keyed now = keyed.with(CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ZERO));

        assertThatThrownBy(() -> now.call(new Rude(() -> {}, ""), () -> "never"))
                .isInstanceOf(TurnTimeoutException.class)
                .hasMessageContaining("'orders[" + Rude.class.getName() + " without a text]'");
        gate.open();
    }

    @Test
    void aLongTextIsCutAndKeptOnOneLine() throws Exception {
        String key = "line\nline" + "x".repeat(1_000);
        callers.start(() -> keyed.call(key, gate));
        gate.awaitReached();
        Keyed now = keyed.with(CallSettings.of(Access.WRITE, Overflow.REJECT, Duration.ZERO));

        assertThatThrownBy(() -> now.call(key, () -> "never"))
                .isInstanceOf(TurnTimeoutException.class)
                .hasMessageContaining("'orders[line?line" + "x".repeat(91) + "\u2026]'");
        gate.open();
    }

    @Test
    void theTextOfAKeyIsAskedForUnderNoLock() throws Exception {
        try (SerialQueue small = queueOf(SerialExecutor.builder("small").capacity(1))) {
            Keyed one = Keyed.of(small);
            List<String> asked = Collections.synchronizedList(new ArrayList<>());
            Object key = new Object() {
                @Override
                public int hashCode() {
                    return 1;
                }

                @Override
                public boolean equals(Object other) {
                    return other == this;
                }

                @Override
                public String toString() {
                    // Needs the mutex of the key's line.
                    asked.add(callers.start(() -> "length " + small.stats().length())
                            .getIfItComes());
                    return "asking";
                }
            };
            CompletableFuture<Object> running = one.submit(key, gate);
            gate.awaitReached();
            CompletableFuture<Object> waiting = one.submit(key, () -> "waited");

            assertThatThrownBy(() -> one.call(key, () -> "never")).hasMessageContaining("'small[asking]'");
            assertThat(asked).containsOnly("length 1");
            gate.open();
            assertThat(running.join() + "" + waiting.join()).isEqualTo("passedwaited");
        }
    }
}

package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Access;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedKey;
import io.sharer.SharedQueue;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnException;
import io.sharer.TurnRejectedException;
import io.sharer.TurnTimeoutException;
import io.sharer.Unshared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls of a bean with equal keys take turns, and those with different keys run side by side. */
class KeysTest {
    @RegisterExtension
    final Container container = Container.with(
            Accounts.class,
            OnlyKeys.class,
            Small.class,
            Cellar.class,
            Attic.class,
            StringStore.class,
            Heir.class,
            Ending.class);

    private final Gate gate = new Gate();

    /**
     * With methods that have a key and others that have none; public, for Weld intercepts no others on the way back.
     */
    @Shared
    @ApplicationScoped
    static class Accounts {
        @Inject
        SerialExecutor queue;

        public <T extends @Nullable Object> T with(@SharedKey @Nullable Object key, Callable<T> body) throws Exception {
            return body.call();
        }

        public <T extends @Nullable Object> T of(@SharedKey String bank, Callable<T> body, @SharedKey int number)
                throws Exception {
            return body.call();
        }

        public <T extends @Nullable Object> CompletionStage<T> later(
                @SharedKey @Nullable Object key, Callable<? extends CompletionStage<T>> body) throws Exception {
            return body.call();
        }

        public <T extends @Nullable Object> T all(Callable<T> body) throws Exception {
            return body.call();
        }

        @Shared(access = Access.READ)
        public <T extends @Nullable Object> T look(Callable<T> body) throws Exception {
            return body.call();
        }

        @Shared(timeout = "PT0S")
        public String now(@SharedKey Object key) {
            return "now";
        }

        @Unshared
        public SerialExecutor queue() {
            return queue;
        }
    }

    @ApplicationScoped
    static class OnlyKeys {
        @Shared
        int with(@SharedKey int key, CyclicBarrier together) throws Exception {
            return together.await(20, SECONDS);
        }
    }

    @Shared(capacity = 1)
    @ApplicationScoped
    static class Small {
        boolean hold(@SharedKey String key, Gate gate) {
            return gate.call();
        }

        CompletableFuture<String> later(@SharedKey String key) {
            return CompletableFuture.completedFuture(key);
        }
    }

    @ApplicationScoped
    static class Cellar {
        @Shared("house")
        boolean hold(@SharedKey String key, Gate gate) {
            return gate.call();
        }
    }

    @ApplicationScoped
    static class Attic {
        @Inject
        @SharedQueue("house")
        SerialExecutor house;

        @Shared("house")
        String enter(@SharedKey String key) {
            return key;
        }

        SerialExecutor house() {
            return house;
        }
    }

    interface Store<K> {
        boolean keep(@SharedKey K key, Gate gate);
    }

    abstract static class AbstractStore<K> implements Store<K> {
        @Inject
        SerialExecutor queue;

        @Override
        public boolean keep(@SharedKey K key, Gate gate) {
            return gate.call();
        }

        public String take(@SharedKey K key) {
            return "taken " + key;
        }

        @Unshared
        public SerialExecutor queue() {
            return queue;
        }
    }

    @Shared
    @ApplicationScoped
    static class StringStore extends AbstractStore<String> {
        @Override
        public boolean keep(@SharedKey String key, Gate gate) {
            return super.keep(key, gate);
        }
    }

    @ApplicationScoped
    static class Heir extends Parent {
        @Override
        @Shared
        boolean overridden(@SharedKey String key, Gate gate) {
            return super.overridden(key, gate);
        }
    }

    static class Parent {
        @Inject
        SerialExecutor queue;

        @Shared
        String inherited(@SharedKey String key) {
            return key;
        }

        @Shared
        boolean overridden(@SharedKey String key, Gate gate) {
            return gate.call();
        }

        SerialExecutor queue() {
            return queue;
        }
    }

    @Dependent
    @Shared
    static class Ending {
        private List<String> log = List.of();

        CompletableFuture<String> later(@SharedKey String key, Gate gate, List<String> newLog) {
            gate.run();
            log = newLog;
            newLog.add(key);
            return CompletableFuture.completedFuture(key);
        }

        @PreDestroy
        void end() {
            log.add("end");
        }
    }

    private Caller<Boolean> held(Accounts accounts, Object key) throws Exception {
        Caller<Boolean> holder = Caller.of(() -> accounts.with(key, gate));
        gate.awaitEntered();
        return holder;
    }

    @Test
    void callsWithEqualKeysTakeTurns() throws Exception {
        Accounts accounts = container.get(Accounts.class);
        Caller<Boolean> holder = held(accounts, List.of(1));
        Caller<String> second = Caller.of(() -> accounts.with(List.of(1), () -> "second"));
        CompletionStage<String> third = accounts.later(List.of(1), () -> CompletableFuture.completedStage("third"));
        Turns.awaitLength(accounts.queue(), 2);
        assertThat(second.isDone()).isFalse();
        gate.open();

        assertThat(second.result()).isEqualTo("second");
        assertThat(third.toCompletableFuture().get(20, SECONDS)).isEqualTo("third");
        assertThat(holder.result()).isTrue();
    }

    @Test
    void callsWithDifferentKeysRunSideBySide() throws Exception {
        OnlyKeys bean = container.get(OnlyKeys.class);
        CyclicBarrier together = new CyclicBarrier(3);

        Caller.together(3, key -> assertThat(bean.with(key, together)).isBetween(0, 2));
    }

    @Test
    void theKeyIsOfAllItsParametersInTheirOrder() throws Exception {
        Accounts accounts = container.get(Accounts.class);
        Caller<Boolean> holder = Caller.of(() -> accounts.of("bank", gate, 1));
        gate.awaitEntered();
        assertThat(Caller.of(() -> accounts.of("bank", () -> "other", 2)).result())
                .isEqualTo("other");
        Caller<String> same = Caller.of(() -> accounts.of("bank", () -> "same", 1));
        Turns.awaitLength(accounts.queue(), 1);
        gate.open();

        assertThat(same.result()).isEqualTo("same");
        assertThat(holder.result()).isTrue();
    }

    @Test
    void aMethodWithoutAKeyExcludesAllKeys() throws Exception {
        Accounts accounts = container.get(Accounts.class);
        Caller<Boolean> holder = held(accounts, "a");
        Caller<String> all = Caller.of(() -> accounts.all(() -> "all"));
        Turns.awaitLength(accounts.queue(), 1);
        assertThat(all.isDone()).isFalse();
        gate.open();

        assertThat(all.result()).isEqualTo("all");
        assertThat(holder.result()).isTrue();
        assertThat(accounts.with("a", () -> accounts.look(() -> "looks"))).isEqualTo("looks");
        assertThat(Turns.takesTurn(accounts.queue(), () -> accounts.with("b", () -> "b")))
                .isEqualTo("b");
    }

    @Test
    void whatOneThreadAsksForIsDoneInItsOrderWithKeysAndWithout() throws Exception {
        Accounts accounts = container.get(Accounts.class);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Caller<Boolean> holder = held(accounts, "a");
        CompletionStage<Boolean> first =
                accounts.later("a", () -> CompletableFuture.completedStage(order.add("first")));
        CompletableFuture<Boolean> second = accounts.queue().submit(() -> order.add("second"));
        CompletionStage<Boolean> third =
                accounts.later("a", () -> CompletableFuture.completedStage(order.add("third")));
        gate.open();
        first.toCompletableFuture().get(20, SECONDS);
        second.get(20, SECONDS);
        third.toCompletableFuture().get(20, SECONDS);

        assertThat(order).containsExactly("first", "second", "third");
        assertThat(holder.result()).isTrue();
    }

    @Test
    void callsInsideATurnDoAsTheirKeysSay() throws Exception {
        Accounts accounts = container.get(Accounts.class);

        assertThat(accounts.with("a", () -> accounts.with("a", Thread::currentThread)))
                .isSameAs(Thread.currentThread());
        assertThat(accounts.with("a", () -> accounts.with("b", () -> "both"))).isEqualTo("both");
        assertThat(accounts.all(() -> accounts.with("b", () -> "inline"))).isEqualTo("inline");
        assertThatThrownBy(() -> accounts.with("a", () -> accounts.all(() -> "never")))
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-117");
    }

    @Test
    void aCircleOverTwoKeysIsFoundAndTellsKeysAndMethods() throws Exception {
        Accounts accounts = container.get(Accounts.class);
        Caller<String> first = Caller.of(() -> accounts.with("a", () -> {
            gate.run();
            return accounts.with("b", () -> "both");
        }));
        gate.awaitEntered();

        assertThatThrownBy(() -> accounts.with("b", () -> {
                    gate.open();
                    Turns.awaitLength(accounts.queue(), 1);
                    Turns.awaitParked(first);
                    return accounts.with("a", () -> "never");
                }))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContainingAll("Accounts[a]'", "Accounts[b]'", "Accounts.with(Object, Callable)");
        assertThat(first.result()).isEqualTo("both");
    }

    @Test
    void aKeyThatIsNullIsRefused() {
        Accounts accounts = container.get(Accounts.class);

        assertThatThrownBy(() -> accounts.with(null, () -> "never"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHARER-130")
                .hasMessageContaining("Accounts.with(Object, Callable)");
    }

    @Test
    void aKeyThatIsNullFailsTheFutureOfAnAsynchronousMethod() throws Exception {
        CompletionStage<String> stage =
                container.get(Accounts.class).later(null, () -> CompletableFuture.completedStage("never"));

        assertThatThrownBy(() -> stage.toCompletableFuture().get(20, SECONDS))
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SHARER-130");
    }

    @Test
    void capacityAndTimeOutAreThoseOfTheKeyAndNameIt() throws Exception {
        Accounts accounts = container.get(Accounts.class);
        Small small = container.get(Small.class);
        Caller<Boolean> inAccounts = held(accounts, "a");
        Gate other = new Gate();
        Caller<Boolean> inSmall = Caller.of(() -> small.hold("a", other));
        other.awaitEntered();
        CompletableFuture<String> waits = small.later("a");

        assertThatThrownBy(() -> accounts.now("a"))
                .isInstanceOf(TurnTimeoutException.class)
                .hasMessageContaining("Accounts[a]'");
        assertThat(accounts.now("b")).isEqualTo("now");
        assertThatThrownBy(() -> small.later("a").get(20, SECONDS))
                .hasCauseInstanceOf(TurnRejectedException.class)
                .hasMessageContaining("Small[a]'");
        assertThat(small.later("b").get(20, SECONDS)).isEqualTo("b");
        gate.open();
        other.open();
        assertThat(waits.get(20, SECONDS)).isEqualTo("a");
        assertThat(inAccounts.result() && inSmall.result()).isTrue();
    }

    @Test
    void equalKeysOfANamedQueueTakeTurnsAcrossBeans() throws Exception {
        Cellar cellar = container.get(Cellar.class);
        Attic attic = container.get(Attic.class);
        Caller<Boolean> holder = Caller.of(() -> cellar.hold("key", gate));
        gate.awaitEntered();
        assertThat(attic.enter("other")).isEqualTo("other");
        Caller<String> entering = Caller.of(() -> attic.enter("key"));
        Turns.awaitLength(attic.house(), 1);
        Caller<String> all = Caller.of(() -> attic.house().call(() -> "all"));
        Turns.awaitLength(attic.house(), 2);
        gate.open();

        assertThat(entering.result() + holder.result() + all.result()).isEqualTo("keytrueall");
    }

    @Test
    void keysOfInheritedOverriddenAndGenericMethodsAreKept() throws Exception {
        StringStore store = container.get(StringStore.class);
        Caller<Boolean> keeping = Caller.of(() -> store.keep("a", gate));
        gate.awaitEntered();
        assertThat(store.take("b")).isEqualTo("taken b");
        Caller<String> taking = Caller.of(() -> store.take("a"));
        Turns.awaitLength(store.queue(), 1);
        Caller<Boolean> byInterface = Caller.of(() -> ((Store<String>) store).keep("a", gate));
        Turns.awaitLength(store.queue(), 2);
        gate.open();

        assertThat(taking.result()).isEqualTo("taken a");
        assertThat(keeping.result() && byInterface.result()).isTrue();
    }

    @Test
    void keysOfMethodsThatAreSharedByThemselvesAreKept() throws Exception {
        Heir heir = container.get(Heir.class);
        Caller<Boolean> holding = Caller.of(() -> heir.overridden("a", gate));
        gate.awaitEntered();
        assertThat(heir.inherited("b")).isEqualTo("b");
        Caller<String> inherited = Caller.of(() -> heir.inherited("a"));
        Turns.awaitLength(heir.queue(), 1);
        gate.open();

        assertThat(inherited.result() + holding.result()).isEqualTo("atrue");
    }

    @Test
    void theEndOfTheBeanComesAfterAllItsKeys() throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        Instance.Handle<Ending> handle = container.select(Ending.class).getHandle();
        Ending ending = handle.get();
        CompletableFuture<String> running = ending.later("a", gate, log);
        gate.awaitEntered();
        List<CompletableFuture<String>> queued = new ArrayList<>();
        Gate open = new Gate();
        open.open();
        for (String key : List.of("a", "b", "c", "a")) {
            queued.add(ending.later(key, open, log));
        }
        Caller<Boolean> destroying = Caller.of(() -> {
            handle.destroy();
            return true;
        });
        gate.open();
        destroying.result();

        assertThat(log).hasSize(6).endsWith("end");
        assertThat(running.get(20, SECONDS)).isEqualTo("a");
        for (CompletableFuture<String> future : queued) {
            future.get(20, SECONDS);
        }
    }
}

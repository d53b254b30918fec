package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A thread that has the turn may call the bean again, in any way, and never waits for itself.
 *
 * <p>The methods are public, for Weld does not intercept a call back into a bean by a package-private one.
 */
class ReentryTest {
    @RegisterExtension
    final Container container = Container.with(Account.class, Bank.class, Prepared.class, Desk.class);

    @Shared
    @ApplicationScoped
    static class Account {
        @Inject
        Bank bank;

        @Inject
        SerialExecutor queue;

        private int balance;

        public int add(int amount) {
            balance += amount;
            return balance;
        }

        public int addTwice(int amount) {
            this.add(amount);
            return this.add(amount);
        }

        public int addThroughTheBank(int amount) {
            return bank.add(amount);
        }

        public CompletableFuture<Thread> later() {
            return CompletableFuture.completedFuture(Thread.currentThread());
        }

        public Thread laterOnThis() throws Exception {
            Future<Thread> done = this.later();
            return done.get(20, SECONDS);
        }

        public Future<Boolean> queuedBehindThis() {
            CompletableFuture<Boolean> queued = bank.later();
            boolean waits = queue.stats().length() == 1 && !queued.isDone();
            return CompletableFuture.completedFuture(waits);
        }

        @Unshared
        SerialExecutor queue() {
            return queue;
        }
    }

    @ApplicationScoped
    static class Bank {
        @Inject
        Account account;

        public int add(int amount) {
            return account.add(amount);
        }

        public CompletableFuture<Boolean> later() {
            return account.later().thenApply(thread -> true);
        }
    }

    @Shared
    @ApplicationScoped
    static class Prepared {
        @Inject
        SerialExecutor queue;

        @Inject
        Desk desk;

        private int prepared;

        @PostConstruct
        void prepare() {
            this.step();
            desk.run(this::step);
            queue.run(this::step);
        }

        void step() {
            prepared++;
        }

        int prepared() {
            return prepared;
        }
    }

    @Test
    void aSelfCallRunsInline() {
        assertThat(container.get(Account.class).addTwice(5)).isEqualTo(10);
    }

    @Test
    void aSelfCallIsPartOfItsCallersTurn() {
        Account account = container.get(Account.class);

        account.addTwice(5);

        assertThat(account.queue().stats().turns()).isEqualTo(1);
    }

    @Test
    void aCallBackThroughTheInjectedBeanRunsInline() throws Exception {
        Account account = container.get(Account.class);

        assertThat(Turns.takesTurn(account.queue(), () -> account.addThroughTheBank(5)))
                .isEqualTo(5);
    }

    @Test
    void anAsynchronousSelfCallRunsAtOnceOnTheSameThread() throws Exception {
        assertThat(container.get(Account.class).laterOnThis()).isSameAs(Thread.currentThread());
    }

    @Test
    void anAsynchronousCallFromInsideATurnIsQueuedBehindIt() throws Exception {
        assertThat(container.get(Account.class).queuedBehindThis().get(20, SECONDS))
                .isTrue();
    }

    @Test
    void aPostConstructMayCallSharedMethods() {
        assertThat(container.get(Prepared.class).prepared()).isEqualTo(3);
    }
}

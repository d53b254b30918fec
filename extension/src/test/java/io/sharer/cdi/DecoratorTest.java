package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Decorators run inside the turn, as the body does. */
class DecoratorTest {
    @RegisterExtension
    final Container container = Container.with(Cashier.class, Polite.class, Observer.class);

    interface Greeting {
        String greet();

        CompletionStage<String> greetLater();
    }

    @Shared
    @ApplicationScoped
    static class Cashier implements Greeting {
        @Inject
        SerialExecutor queue;

        @Override
        public String greet() {
            return "hello";
        }

        @Override
        public CompletionStage<String> greetLater() {
            return CompletableFuture.completedFuture("hello later");
        }

        @Unshared
        public SerialExecutor queue() {
            return queue;
        }
    }

    @ApplicationScoped
    static class Observer {
        @Inject
        Cashier cashier;

        int running() {
            return cashier.queue().stats().running();
        }
    }

    @Decorator
    @Priority(Interceptor.Priority.APPLICATION)
    static class Polite implements Greeting {
        @Inject
        @Delegate
        Greeting delegate;

        @Inject
        Observer observer;

        @Override
        public String greet() {
            return "oh, " + delegate.greet() + " in " + observer.running();
        }

        @Override
        public CompletionStage<String> greetLater() {
            int running = observer.running();
            return delegate.greetLater().thenApply(greeting -> "oh, " + greeting + " in " + running);
        }
    }

    @Test
    void aDecoratorRunsInsideTheTurn() throws Exception {
        Cashier cashier = container.get(Cashier.class);

        assertThat(Turns.takesTurn(cashier.queue(), cashier::greet)).isEqualTo("oh, hello in 1");
    }

    @Test
    void soItDoesOfAnAsynchronousMethod() throws Exception {
        Cashier cashier = container.get(Cashier.class);

        assertThat(cashier.greetLater().toCompletableFuture().get(20, SECONDS)).isEqualTo("oh, hello later in 1");
    }
}

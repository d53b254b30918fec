package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A call takes one turn, whatever the compiler and the container make of it: bridge methods, calls of {@code super},
 * default methods, and methods that are not public.
 */
class MethodKindsTest {
    @RegisterExtension
    final Container container = Container.with(
            Source.class, BridgedByMethod.class, Child.class, Doubler.class, Hidden.class, Named.class, Mixed.class);

    static class Looked {
        @Inject
        SerialExecutor queue;

        @Unshared
        public SerialExecutor queue() {
            return queue;
        }
    }

    interface Supplying<T> {
        T supply();

        CompletionStage<T> supplyLater();
    }

    /** The compiler adds {@code Object supply()} and {@code CompletionStage supplyLater()}. */
    @Shared
    @ApplicationScoped
    static class Source extends Looked implements Supplying<String> {
        @Override
        public String supply() {
            return "supplied";
        }

        @Override
        public CompletableFuture<String> supplyLater() {
            return CompletableFuture.completedFuture("supplied later");
        }
    }

    interface Fetching<R> {
        R fetch();
    }

    /** The compiler adds {@code Object fetch()}, with the annotation, and nothing asynchronous about it. */
    @ApplicationScoped
    static class BridgedByMethod extends Looked implements Fetching<CompletableFuture<String>> {
        @Override
        @Shared
        public CompletableFuture<String> fetch() {
            return CompletableFuture.completedFuture("fetched");
        }
    }

    @Shared
    static class Parent extends Looked {
        public CompletableFuture<String> later() {
            return CompletableFuture.completedFuture("parent");
        }

        public String now() {
            return "parent";
        }
    }

    @ApplicationScoped
    static class Child extends Parent {
        @Override
        public CompletableFuture<String> later() {
            return super.later().thenApply(answer -> answer + " and child");
        }

        @Override
        public String now() {
            return super.now() + " and " + super.later().join();
        }
    }

    interface Doubling {
        String once();

        default CompletionStage<String> twiceLater() {
            return CompletableFuture.completedFuture(once() + once());
        }

        @Shared
        default String annotatedTwice() {
            return once() + once();
        }
    }

    @Shared
    @ApplicationScoped
    static class Doubler extends Looked implements Doubling {
        @Override
        public String once() {
            return "one";
        }
    }

    @Shared
    @Dependent
    static class Hidden extends Looked {
        String packagePrivate() {
            return "package-private";
        }

        protected String protectedOne() {
            return "protected";
        }

        private String secret() {
            return "secret";
        }

        String viaPrivate() {
            return secret();
        }
    }

    @ApplicationScoped
    static class Named extends Looked {
        @Shared
        String packagePrivate() {
            return "package-private";
        }

        @Shared
        protected CompletableFuture<String> protectedLater() {
            return CompletableFuture.completedFuture("protected");
        }
    }

    @Shared(timeout = "PT0S")
    @ApplicationScoped
    static class Mixed extends Looked {
        @Shared
        public String patient() {
            return "patient";
        }
    }

    @Test
    void aBridgeMethodTakesNoTurnOfItsOwn() throws Exception {
        Source source = container.get(Source.class);
        Supplying<String> supplying =
                container.se().select(new TypeLiteral<Supplying<String>>() {}).get();
        long before = source.queue().stats().turns();

        assertThat(supplying.supply()).isEqualTo("supplied");
        assertThat(supplying.supplyLater().toCompletableFuture().get(20, SECONDS))
                .isEqualTo("supplied later");

        assertThat(source.queue().stats().turns()).isEqualTo(before + 2);
        assertThat(Turns.takesTurn(source.queue(), supplying::supply)).isEqualTo("supplied");
    }

    @Test
    void anAsynchronousMethodBehindABridgeThatHidesItIsAsynchronous() throws Exception {
        BridgedByMethod bean = container.get(BridgedByMethod.class);
        Fetching<CompletableFuture<String>> fetching = container
                .se()
                .select(new TypeLiteral<Fetching<CompletableFuture<String>>>() {})
                .get();
        Turns.Held held = Turns.hold(bean.queue());

        CompletableFuture<String> future = fetching.fetch();
        assertThat(future).isNotDone();
        held.release();

        assertThat(future.get(20, SECONDS)).isEqualTo("fetched");
    }

    /** F-S14: an overridden method that calls {@code super} works on this object, in this turn. */
    @Test
    void aCallOfSuperIsPartOfTheTurn() throws Exception {
        Child child = container.get(Child.class);
        long before = child.queue().stats().turns();

        assertThat(child.now()).isEqualTo("parent and parent");
        assertThat(child.later().get(20, SECONDS)).isEqualTo("parent and child");

        assertThat(child.queue().stats().turns()).isEqualTo(before + 2);
    }

    @Test
    void aDefaultMethodIsAMethodOfTheBean() throws Exception {
        assumeTrue(Container.isWeld(), "OpenWebBeans intercepts no default methods, and Sharer tells so");
        Doubler doubler = container.get(Doubler.class);
        Doubling doubling = container.get(Doubling.class);

        assertThat(Turns.takesTurn(doubler.queue(), doubling::annotatedTwice)).isEqualTo("oneone");
        Turns.Held held = Turns.hold(doubler.queue());
        CompletableFuture<String> later = doubling.twiceLater().toCompletableFuture();
        assertThat(later).isNotDone();
        held.release();
        assertThat(later.get(20, SECONDS)).isEqualTo("oneone");
    }

    @Test
    void aDefaultMethodThatTheContainerDoesNotInterceptIsToldOf() throws Exception {
        assumeFalse(Container.isWeld(), "Weld intercepts default methods");
        container.close();

        assertThat(Deployments.warningsOf(Doubler.class))
                .contains("SHARER-051", "$Doubling.twiceLater()", "$Doubling.annotatedTwice()")
                .doesNotContain("once()");
    }

    @Test
    void methodsThatAreNotPublicTakeTurns() throws Exception {
        Hidden hidden = container.get(Hidden.class);

        assertThat(Turns.takesTurn(hidden.queue(), hidden::packagePrivate)).isEqualTo("package-private");
        assertThat(Turns.takesTurn(hidden.queue(), hidden::protectedOne)).isEqualTo("protected");
        assertThat(Turns.takesTurn(hidden.queue(), hidden::viaPrivate)).isEqualTo("secret");
    }

    @Test
    void methodsThatAreNotPublicTakeTurnsThroughAClientProxyToo() throws Exception {
        Named named = container.get(Named.class);

        assertThat(Turns.takesTurn(named.queue(), named::packagePrivate)).isEqualTo("package-private");
        Turns.Held held = Turns.hold(named.queue());
        CompletableFuture<String> later = named.protectedLater();
        assertThat(later).isNotDone();
        held.release();
        assertThat(later.get(20, SECONDS)).isEqualTo("protected");
    }

    @Test
    void theAnnotationOnAMethodReplacesThatOnTheClass() throws Exception {
        Mixed mixed = container.get(Mixed.class);

        assertThat(Turns.takesTurn(mixed.queue(), mixed::patient)).isEqualTo("patient");
    }
}

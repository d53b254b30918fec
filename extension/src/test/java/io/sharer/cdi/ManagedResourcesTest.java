package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.ManagedResources;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceScoped;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Serializable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls in resource scopes, until they return or until their stage is done. */
@SuppressWarnings("try") // a scope is there for its length
class ManagedResourcesTest {
    @ApplicationScoped
    static class Events {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @Nullable RuntimeException onRelease;

        void add(String event) {
            events.add(event);
        }

        List<String> all() {
            return events;
        }

        void failOnRelease(RuntimeException failure) {
            onRelease = failure;
        }

        void released() {
            events.add("released");
            if (onRelease != null) {
                throw onRelease;
            }
        }
    }

    @ResourceScoped
    static class Table {
        @Inject
        Events events;

        void fill() {
            events.add("filled");
        }

        @PreDestroy
        void drop() {
            events.released();
        }
    }

    @Stereotype
    @ManagedResources(existOk = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Joining {}

    @Joining
    @ApplicationScoped
    static class ByStereotype {
        @Inject
        ResourceManager manager;

        Optional<ResourceScope> scope() {
            return manager.current();
        }
    }

    @ManagedResources
    @ApplicationScoped
    static class Import {
        @Inject
        Table table;

        @Inject
        ResourceManager manager;

        @Inject
        Events events;

        @Inject
        Turns turns;

        Optional<ResourceScope> scope() {
            return manager.current();
        }

        @ManagedResources(existOk = true)
        Optional<ResourceScope> joinedScope() {
            table.fill();
            return manager.current();
        }

        <T> T call(Callable<T> body) throws Exception {
            table.fill();
            return body.call();
        }

        CompletionStage<String> stage(CompletionStage<String> outcome) {
            table.fill();
            return outcome;
        }

        CompletableFuture<String> future(Callable<CompletableFuture<String>> body) throws Exception {
            table.fill();
            return body.call();
        }

        String withBodies() {
            CompletableFuture<String> one = turns.later("one");
            CompletableFuture<String> two = turns.later("two");
            events.add("submitted");
            assertThat(one).isNotSameAs(two);
            return "returned";
        }

        @ManagedResources(existOk = true)
        CompletableFuture<String> joinedStage(CompletableFuture<String> outcome) {
            return outcome;
        }
    }

    @ManagedResources
    @ApplicationScoped
    static class Inner {
        @Inject
        Table table;

        @Inject
        ResourceManager manager;

        void refused() {
            table.fill();
        }

        @ManagedResources(existOk = true)
        Optional<ResourceScope> joined() {
            table.fill();
            return manager.current();
        }
    }

    /** Calls in turns, which outlast their scopes. */
    @Shared
    @ApplicationScoped
    static class Turns {
        @Inject
        Table table;

        @Inject
        Events events;

        @Inject
        ResourceManager manager;

        CompletableFuture<String> later(String what) {
            table.fill();
            events.add(what);
            return CompletableFuture.completedFuture(what);
        }

        CompletableFuture<String> held(CountDownLatch begun, CountDownLatch goOn) throws InterruptedException {
            begun.countDown();
            assertThat(goOn.await(20, SECONDS)).isTrue();
            table.fill();
            return CompletableFuture.completedFuture("held");
        }

        CompletableFuture<Optional<ResourceScope>> scopeOfBody() {
            return CompletableFuture.completedFuture(manager.current());
        }
    }

    @ApplicationScoped
    static class TurnsInScopes {
        @Inject
        Table table;

        @Inject
        Events events;

        @Inject
        TurnsInScopes self;

        @Shared
        @ManagedResources
        void both() {
            table.fill();
            CompletableFuture<String> ignored = self.next();
        }

        @Shared
        CompletableFuture<String> next() {
            events.add("next turn");
            return CompletableFuture.completedFuture("next");
        }

        @Shared
        @ManagedResources
        CompletableFuture<String> asynchronous(CompletableFuture<String> outcome) {
            table.fill();
            return outcome;
        }
    }

    @RegisterExtension
    final Container container = Container.with(
            Events.class,
            Table.class,
            Import.class,
            Inner.class,
            ByStereotype.class,
            Turns.class,
            TurnsInScopes.class,
            Executing.class);

    private Import bean() {
        return container.get(Import.class);
    }

    private List<String> events() {
        return container.get(Events.class).all();
    }

    private ResourceManager manager() {
        return container.get(ResourceManager.class);
    }

    @Test
    void aCallHasAScopeThatEndsWhenItReturns() {
        ResourceScope scope = bean().scope().orElseThrow();
        assertThat(scope.name()).contains("Import.scope()");
        assertThat(manager().active()).isEmpty();
        assertThat(manager().current()).isEmpty();
    }

    @Test
    void whatItUsesIsReleasedWhenItReturns() throws Exception {
        bean().call(() -> {
            assertThat(events()).containsExactly("filled");
            return "done";
        });
        assertThat(events()).containsExactly("filled", "released");
    }

    @Test
    void whatItThrowsIsThrownAsItIsWithFailuresOfReleasesSuppressed() {
        IOException failure = new IOException("its own");
        RuntimeException onRelease = new IllegalArgumentException("release");
        container.get(Events.class).failOnRelease(onRelease);
        assertThatThrownBy(() -> bean().call(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(events()).containsExactly("filled", "released");
        assertThat(manager().active()).isEmpty();
    }

    @Test
    void aCallInsideAnotherIsRefused() {
        assertThatThrownBy(() -> bean().call(() -> {
                    container.get(Inner.class).refused();
                    return "never";
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SHARER-301");
        assertThat(events()).containsExactly("filled", "released");
    }

    @Test
    void aCallInsideAnotherMayJoin() throws Exception {
        bean().call(() -> {
            assertThat(container.get(Inner.class).joined()).isEqualTo(manager().current());
            assertThat(events()).containsExactly("filled", "filled");
            return "joined";
        });
        assertThat(events()).containsExactly("filled", "filled", "released");
    }

    @Test
    void theAnnotationOfAMethodReplacesThatOfItsClass() {
        try (ResourceScope scope = manager().open()) {
            assertThat(bean().joinedScope()).contains(scope);
            assertThatThrownBy(bean()::scope).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aStereotypeBringsItWithItsSetting() {
        assertThat(container.get(ByStereotype.class).scope()).isPresent();
        try (ResourceScope scope = manager().open()) {
            assertThat(container.get(ByStereotype.class).scope()).contains(scope);
        }
    }

    @Test
    void aScopeLastsUntilTheStageIsDone() throws Exception {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        CompletionStage<String> told = bean().stage(outcome);
        assertThat(manager().current()).isEmpty();
        assertThat(manager().active()).hasSize(1);
        assertThat(events()).containsExactly("filled");
        outcome.complete("done");
        assertThat(told.toCompletableFuture().get(20, SECONDS)).isEqualTo("done");
        assertThat(events()).containsExactly("filled", "released");
        assertThat(manager().active()).isEmpty();
    }

    @Test
    void aSecondCallMayBeginWhileTheFirstStageIsPending() {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        CompletionStage<String> first = bean().stage(outcome);
        assertThat(bean().scope()).isPresent();
        outcome.complete("done");
        assertThat(first).isCompletedWithValue("done");
        assertThat(manager().active()).isEmpty();
    }

    @Test
    void aFailureOfTheStageIsToldAfterTheReleases() {
        IOException failure = new IOException("stage");
        CompletableFuture<String> told =
                bean().stage(CompletableFuture.failedFuture(failure)).toCompletableFuture();
        assertThatThrownBy(() -> told.get(20, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isSameAs(failure);
        assertThat(events()).containsExactly("filled", "released");
    }

    @Test
    void theFailureOfADerivedStageIsNotWrappedAgain() {
        IllegalArgumentException failure = new IllegalArgumentException("derived");
        CompletableFuture<String> derived = CompletableFuture.completedFuture("a")
                .thenApply(text -> {
                    throw failure;
                });
        assertThatThrownBy(() -> bean().stage(derived).toCompletableFuture().get(20, SECONDS))
                .cause()
                .isSameAs(failure);
    }

    @Test
    void whatAMethodThrowsBeforeThereIsAStageEndsItsScope() {
        IOException failure = new IOException("no stage");
        assertThatThrownBy(() -> bean().future(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(events()).containsExactly("filled", "released");
        assertThat(manager().active()).isEmpty();
        assertThat(manager().current()).isEmpty();
    }

    @Test
    void aNullStageFailsAndNamesTheMethod() throws Exception {
        CompletableFuture<String> told = bean().future(ManagedResourcesTest::noStage);
        assertThatThrownBy(() -> told.get(20, SECONDS))
                .cause()
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("SHARER-354")
                .hasMessageContaining("Import.future(Callable)");
        assertThat(events()).containsExactly("filled", "released");
    }

    @SuppressWarnings("NullAway") // what users do all the same
    private static CompletableFuture<String> noStage() {
        return null;
    }

    @Test
    void aRefusalFailsTheStage() throws Exception {
        try (ResourceScope scope = manager().open()) {
            CompletableFuture<String> told =
                    bean().stage(CompletableFuture.completedFuture("never")).toCompletableFuture();
            assertThatThrownBy(() -> told.get(20, SECONDS))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("SHARER-301");
        }
        assertThat(events()).isEmpty();
    }

    @Test
    void cancellingCancelsTheStageAndEndsTheScope() throws Exception {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        CompletableFuture<String> told = bean().future(() -> outcome);
        assertThat(told.cancel(true)).isTrue();
        assertThat(outcome).isCancelled();
        assertThat(told).isCancelled();
        assertThatThrownBy(told::join).isInstanceOf(CancellationException.class);
        assertThat(events()).containsExactly("filled", "released");
    }

    @Test
    void aJoinedScopeIsKeptUntilTheStageIsDone() {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        ResourceScope scope = manager().open();
        container.get(Table.class).fill();
        CompletableFuture<String> told = bean().joinedStage(outcome);
        scope.close();
        assertThat(events()).containsExactly("filled");
        assertThat(manager().current()).isEmpty();
        outcome.complete("done");
        assertThat(told).isCompletedWithValue("done");
        assertThat(events()).containsExactly("filled", "released");
    }

    @Test
    void theEndWaitsForAsynchronousSharedBodiesWhichAreInTheScope() {
        assertThat(bean().withBodies()).isEqualTo("returned");
        assertThat(events())
                .contains("submitted", "one", "two")
                .endsWith("released")
                .containsOnlyOnce("released");
    }

    @Test
    void aBodyOfACallerInNoScopeIsInNone() throws Exception {
        assertThat(container.get(Turns.class).scopeOfBody().get(20, SECONDS)).isEmpty();
        try (ResourceScope scope = manager().open()) {
            assertThat(container.get(Turns.class).scopeOfBody().get(20, SECONDS))
                    .contains(scope);
        }
    }

    @Test
    void aQueuedBodyThatIsCancelledIsNotWaitedFor() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Turns turns = container.get(Turns.class);
        CompletableFuture<String> running;
        try (ResourceScope outer = manager().open()) {
            running = turns.held(begun, goOn);
            assertThat(begun.await(20, SECONDS)).isTrue();
            CompletableFuture<String> queued = turns.later("never");
            assertThat(queued.cancel(true)).isTrue();
            goOn.countDown();
        }
        assertThat(running).isCompleted();
        assertThat(events()).containsExactly("filled", "released");
    }

    @Test
    void bodiesBehindTheTurnOfTheirCallerAreNotWaitedForInVain() throws Exception {
        TurnsInScopes bean = container.get(TurnsInScopes.class);
        bean.both();
        assertThat(bean.next().get(20, SECONDS)).isEqualTo("next");
        await().atMost(20, SECONDS).until(() -> manager().active().isEmpty());
        assertThat(events()).startsWith("filled", "next turn").containsOnlyOnce("released");
    }

    @Test
    void theTurnOfAnAsynchronousCallEndsAfterItsScope() throws Exception {
        TurnsInScopes bean = container.get(TurnsInScopes.class);
        CompletableFuture<String> outcome = new CompletableFuture<>();
        CompletableFuture<String> first = bean.asynchronous(outcome);
        CompletableFuture<String> second = bean.next();
        await().atMost(20, SECONDS).until(() -> events().contains("filled"));
        outcome.complete("done");
        assertThat(first.get(20, SECONDS)).isEqualTo("done");
        assertThat(second.get(20, SECONDS)).isEqualTo("next");
        assertThat(events()).containsExactly("filled", "released", "next turn");
    }

    @Dependent
    static class Wrong {
        @ManagedResources
        private void hidden() {}

        @ManagedResources
        static void common() {}

        @ManagedResources
        FutureTask<String> task() {
            return new FutureTask<>(() -> "task");
        }

        String use() {
            hidden();
            return "used";
        }
    }

    @ManagedResources
    @SessionScoped
    static class InSession implements Serializable {
        private static final long serialVersionUID = 1L;

        @Inject
        @SuppressWarnings("serial") // a client proxy, which can be passivated
        ResourceManager manager;

        int open() {
            return manager.active().size();
        }
    }

    @Test
    void aBeanThatIsPassivatedMayHaveItAndAManager() throws Exception {
        assertThat(Container.failureOf(InSession.class)).isNull();
    }

    @ManagedResources
    @ApplicationScoped
    static class NoBean {
        private final String name;

        /** No container can call this. */
        NoBean(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }
    }

    @Test
    void aClassThatIsNoBeanIsToldSo() throws Exception {
        assertThat(new NoBean("made by hand").name()).isEqualTo("made by hand");
        assertThat(Deployments.warningsOf(NoBean.class))
                .contains("SHARER-355: @ManagedResources on " + NoBean.class.getName());
    }

    @Test
    void whatCannotWorkFailsTheDeploymentAllTogether() throws Exception {
        assertThat(Deployments.failureOf(Wrong.class))
                .contains("SHARER-352: @ManagedResources on " + Wrong.class.getName()
                        + ".hidden(): the method is private")
                .contains(
                        "SHARER-352: @ManagedResources on " + Wrong.class.getName() + ".common(): the method is static")
                .contains("SHARER-353: @ManagedResources on " + Wrong.class.getName() + ".task()");
    }

    @Shared
    @ApplicationScoped
    static class Executing {
        @Inject
        SerialExecutor queue;

        SerialExecutor queue() {
            return queue;
        }
    }

    @Test
    void theEndWaitsForWhatAQueueExecutes() {
        SerialExecutor queue = container.get(Executing.class).queue();
        Table table = container.get(Table.class);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ResourceScope scope = manager().open()) {
            table.fill();
            CompletableFuture<Boolean> before = queue.submit(() -> goOn.await(20, SECONDS));
            queue.execute(table::fill);
            goOn.countDown();
            assertThat(before).isNotNull();
        }
        assertThat(events()).containsExactly("filled", "filled", "released");
    }
}

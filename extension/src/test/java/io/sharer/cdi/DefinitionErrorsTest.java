package io.sharer.cdi;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sharer.Access;
import io.sharer.RunOn;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedKey;
import io.sharer.SharedQueue;
import io.sharer.Unshared;
import io.sharer.Until;
import jakarta.annotation.Priority;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.spi.InterceptionFactory;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot work is told when the application is deployed: what, where, and what to do about it. */
class DefinitionErrorsTest {
    @Shared
    @Dependent
    static final class FinalClass {}

    @ApplicationScoped
    static class FinalMethod {
        @Shared
        final void work() {}
    }

    @Shared
    @Dependent
    static class CoveredFinalMethod {
        final void work() {}
    }

    @Shared
    @Dependent
    static class UnsharedFinalMethod {
        void work() {}

        @Unshared
        final void look() {}
    }

    /** One problem of each of those who look for them. */
    @ApplicationScoped
    static class FinalMethodAndMore {
        @Inject
        @SharedQueue("")
        SerialExecutor queue;

        void observe(@Observes String event, SerialExecutor own) {
            own.stats();
        }

        @Shared(capacity = 2)
        final void work() {}

        @Shared(capacity = 3)
        void full() {}

        @Shared(" ")
        @Override
        public String toString() {
            return "never in a turn";
        }

        @Shared(value = "screen", runOn = RunOn.DEDICATED_THREAD, permits = 2)
        void draw() {}
    }

    @Shared("\t")
    @ApplicationScoped
    static class BlankName {}

    @ApplicationScoped
    static class BlankQueue {
        @Inject
        void use(@SharedQueue(" ") SerialExecutor queue) {
            queue.stats();
        }
    }

    @ApplicationScoped
    static class StaticMethod {
        @Shared
        static void work() {}
    }

    @ApplicationScoped
    static class PrivateMethod {
        @Shared
        @SuppressWarnings("UnusedMethod")
        private void work() {}
    }

    @Shared(runOn = RunOn.DEDICATED_THREAD)
    @ApplicationScoped
    static class ReadsOnItsThread {
        @Shared(access = Access.READ)
        void look() {}
    }

    @Shared(runOn = RunOn.DEDICATED_THREAD, permits = 2)
    @ApplicationScoped
    static class PermitsOnItsThread {}

    @Shared(runOn = RunOn.DEDICATED_THREAD)
    @ApplicationScoped
    static class CommitOnItsThread {
        @Shared(until = Until.COMMIT)
        void work() {}
    }

    @Shared(runOn = RunOn.DEDICATED_THREAD)
    @ApplicationScoped
    static class KeyedOnItsThread {
        void work(@SharedKey String key) {}
    }

    @Shared("screen")
    @ApplicationScoped
    static class ReadsOnAnothersThread {
        @Shared(access = Access.READ)
        void look() {}
    }

    @ApplicationScoped
    static class GivesTheThread {
        @Shared(value = "screen", runOn = RunOn.DEDICATED_THREAD)
        void draw() {}
    }

    @Shared(until = Until.COMMIT)
    @ApplicationScoped
    static class AsynchronousUntilCommit {
        @Shared(until = Until.COMMIT)
        CompletableFuture<String> work() {
            return CompletableFuture.completedFuture("done");
        }
    }

    @Shared(until = Until.COMMIT)
    @ApplicationScoped
    static class CoveredAsynchronousUntilCommit {
        Future<String> work() {
            return CompletableFuture.completedFuture("done");
        }
    }

    @ApplicationScoped
    static class CommitsOnAnothersThread {
        @Shared(value = "screen", until = Until.COMMIT)
        void work() {}
    }

    @Shared(runOn = RunOn.DEDICATED_THREAD)
    @ApplicationScoped
    static class CommitsBesidesItsThread {
        void work() {}

        @Shared(value = "accounts", until = Until.COMMIT)
        void book() {}
    }

    @Stateless
    @Dependent
    static class SessionBeanOnItsThread {
        @Shared(runOn = RunOn.DEDICATED_THREAD)
        void work() {}
    }

    @Shared("screen")
    @Stateless
    @Dependent
    static class SessionBeanOnAnothersThread {
        void work() {}
    }

    @Shared
    @ApplicationScoped
    static class OwnQueueForAnObserver {
        void observe(@Observes String event, SerialExecutor queue) {}
    }

    @Shared
    @ApplicationScoped
    static class OwnQueueForAProducer {
        @Produces
        @Unshared
        Integer number(SerialExecutor queue) {
            return queue.stats().length();
        }
    }

    @Shared(capacity = -1)
    @Stereotype
    @Target(TYPE)
    @Retention(RUNTIME)
    @interface NegativeByStereotype {}

    @NegativeByStereotype
    static class Product {
        void work() {}
    }

    @ApplicationScoped
    static class MakesProducts {
        @Produces
        Product product(InterceptionFactory<Product> factory) {
            return factory.createInterceptedInstance(new Product());
        }
    }

    @ApplicationScoped
    static class NoDuration {
        @Shared(timeout = "5 s")
        void work() {}
    }

    @Shared(timeout = "PT-1S")
    @ApplicationScoped
    static class NegativeTimeout {}

    @ApplicationScoped
    static class TwoPermits {
        @Shared(value = "licence", permits = 2)
        void one() {}

        @Shared(value = "licence", permits = 3)
        void other() {}
    }

    @ApplicationScoped
    static class KeyWithoutShared {
        void work(@SharedKey String key) {}
    }

    @Shared
    @ApplicationScoped
    static class KeyOfUnshared {
        @Unshared
        void work(@SharedKey String key) {}
    }

    @ApplicationScoped
    static class KeyBesideShared {
        @Shared
        void shared() {}

        void work(@SharedKey String key) {}
    }

    @Shared
    @ApplicationScoped
    static class KeyOfPrivateMethod {
        @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
        private void work(@SharedKey String key) {}
    }

    @Shared
    @ApplicationScoped
    static class KeyOfConstructor {
        final Object others;

        KeyOfConstructor() {
            others = "none, in a proxy";
        }

        @Inject
        KeyOfConstructor(@SharedKey Instance<Object> others) {
            this.others = others;
        }
    }

    interface Works<K> {
        void work(@SharedKey K key, K other);
    }

    @Shared
    @ApplicationScoped
    static class KeyNotRepeated implements Works<String> {
        @Override
        public void work(String key, String other) {}
    }

    @ApplicationScoped
    static class KeyWithDifferentKeys implements Works<String> {
        @Shared
        @Override
        public void work(String key, @SharedKey String other) {}
    }

    @Shared
    @ApplicationScoped
    static class UnknownFuture {
        FutureTask<String> work() {
            return new FutureTask<>(() -> "done");
        }
    }

    @ApplicationScoped
    static class SharedAndUnshared {
        @Shared
        @Unshared
        void work() {}
    }

    @ApplicationScoped
    static class TwoCapacities {
        @Shared(value = "till", capacity = 1)
        void one() {}

        @Shared(value = "till", capacity = 2)
        void other() {}
    }

    @Shared(capacity = 3)
    @ApplicationScoped
    static class MethodWithAnotherCapacity {
        @Shared(capacity = 4)
        void work() {}
    }

    @Shared(capacity = -1)
    @ApplicationScoped
    static class NegativeCapacity {}

    @Shared(permits = 0)
    @ApplicationScoped
    static class NoPermits {}

    @ApplicationScoped
    static class NoQueueOfItsOwn {
        @Inject
        SerialExecutor queue;
    }

    @ApplicationScoped
    static class EmptyName {
        @Inject
        @SharedQueue("")
        SerialExecutor queue;
    }

    @Shared
    @Stereotype
    @Target(TYPE)
    @Retention(RUNTIME)
    @interface Near {}

    @Near
    @Stereotype
    @Target(TYPE)
    @Retention(RUNTIME)
    @interface Far {}

    @Far
    @ApplicationScoped
    static class TooFarAway {}

    static Stream<Arguments> problems() {
        return Stream.of(
                arguments(FinalClass.class, "SHARER-010", "$FinalClass: the class is final"),
                arguments(FinalMethod.class, "SHARER-012", "$FinalMethod.work(): the method is final"),
                arguments(CoveredFinalMethod.class, "SHARER-012", "$CoveredFinalMethod.work(): the method is final"),
                arguments(StaticMethod.class, "SHARER-013", "$StaticMethod.work(): the method is static"),
                arguments(PrivateMethod.class, "SHARER-014", "$PrivateMethod.work(): the method is private"),
                arguments(
                        AsynchronousUntilCommit.class,
                        "SHARER-055",
                        "$AsynchronousUntilCommit.work(): the method is asynchronous"),
                arguments(
                        CoveredAsynchronousUntilCommit.class,
                        "SHARER-055",
                        "$CoveredAsynchronousUntilCommit.work(): the method is asynchronous"),
                arguments(
                        SessionBeanOnItsThread.class,
                        "SHARER-034",
                        "$SessionBeanOnItsThread.work(): a session bean (@jakarta.ejb.Stateless) cannot be combined"),
                arguments(OwnQueueForAnObserver.class, "SHARER-029", "$OwnQueueForAnObserver.observe(String, Serial"),
                arguments(OwnQueueForAProducer.class, "SHARER-029", "$OwnQueueForAProducer.number(Serial"),
                arguments(
                        ReadsOnItsThread.class,
                        "SHARER-035",
                        "$ReadsOnItsThread.look(): access = READ cannot be combined"),
                arguments(
                        PermitsOnItsThread.class, "SHARER-036", "$PermitsOnItsThread: permits = 2 cannot be combined"),
                arguments(
                        CommitOnItsThread.class,
                        "SHARER-037",
                        "$CommitOnItsThread.work(): until = COMMIT cannot be combined"),
                arguments(KeyedOnItsThread.class, "SHARER-038", "$KeyedOnItsThread.work(String): @SharedKey on a"),
                arguments(KeyWithoutShared.class, "SHARER-030", "$KeyWithoutShared.work(String) has no effect"),
                arguments(KeyOfUnshared.class, "SHARER-030", "$KeyOfUnshared.work(String) has no effect"),
                arguments(KeyBesideShared.class, "SHARER-030", "$KeyBesideShared.work(String) has no effect"),
                arguments(KeyOfPrivateMethod.class, "SHARER-030", "$KeyOfPrivateMethod.work(String) has no effect"),
                arguments(KeyOfConstructor.class, "SHARER-030", "$KeyOfConstructor has no effect"),
                arguments(
                        KeyNotRepeated.class,
                        "SHARER-032",
                        "$KeyNotRepeated.work(String, String) overrides io.sharer.cdi.DefinitionErrorsTest$Works.work("),
                arguments(KeyWithDifferentKeys.class, "SHARER-032", "$KeyWithDifferentKeys.work(String, String)"),
                arguments(
                        UnknownFuture.class,
                        "SHARER-017",
                        "$UnknownFuture.work(): the method returns " + FutureTask.class.getName()),
                arguments(SharedAndUnshared.class, "SHARER-018", "$SharedAndUnshared.work() has both"),
                arguments(TwoCapacities.class, "SHARER-019", "the queue 'till' has capacity = "),
                arguments(MethodWithAnotherCapacity.class, "SHARER-019", "$MethodWithAnotherCapacity has capacity = "),
                arguments(TwoPermits.class, "SHARER-019", "the queue 'licence' has permits = "),
                arguments(NoDuration.class, "SHARER-028", "$NoDuration.work(): the timeout is \"5 s\""),
                arguments(NegativeTimeout.class, "SHARER-028", "$NegativeTimeout: the timeout is \"PT-1S\""),
                arguments(NegativeCapacity.class, "SHARER-020", "$NegativeCapacity: the capacity is -1"),
                arguments(NoPermits.class, "SHARER-021", "$NoPermits: permits is 0"),
                arguments(NoQueueOfItsOwn.class, "SHARER-022", "$NoQueueOfItsOwn.queue: the bean has no queue"),
                arguments(EmptyName.class, "SHARER-023", "$EmptyName.queue: nobody could tell which queue is meant"),
                arguments(BlankQueue.class, "SHARER-023", "$BlankQueue.use(SerialExecutor), parameter 1: nobody"),
                arguments(BlankName.class, "SHARER-072", "$BlankName: the name of the queue is blank"));
    }

    static Stream<Arguments> problemsOfPortableExtensions() {
        return Stream.of(
                arguments(MakesProducts.class, "SHARER-020", "$Product: the capacity is -1"),
                arguments(TooFarAway.class, "SHARER-027", "$TooFarAway by more than one step"));
    }

    @ParameterizedTest
    @MethodSource("problemsOfPortableExtensions")
    @Tag(Container.NOT_IN_LITE)
    void aProblemThatOnlyAPortableExtensionMeetsFailsTheDeployment(Class<?> bean, String code, String text)
            throws Exception {
        assertThat(Deployments.failureOf(bean)).contains(code).contains(text);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aProblemFailsTheDeployment(Class<?> bean, String code, String text) throws Exception {
        assertThat(Deployments.failureOf(bean)).contains(code).contains(text);
    }

    @Test
    void whatAThreadRulesOutIsFoundOverAllBeansOfItsQueue() throws Exception {
        assertThat(Deployments.failureOf(ReadsOnAnothersThread.class, GivesTheThread.class))
                .contains(
                        "SHARER-035", "$ReadsOnAnothersThread.look()", "the queue 'screen'", "$GivesTheThread.draw()");
    }

    @ParameterizedTest
    @CsvSource({"SHARER-037,CommitsOnAnothersThread.work()", "SHARER-034,SessionBeanOnAnothersThread: a session"})
    void soAreTheCommitsAndTheSessionBeansOfOthers(String code, String text) throws Exception {
        assertThat(Deployments.failureOf(
                        CommitsOnAnothersThread.class, SessionBeanOnAnothersThread.class, GivesTheThread.class))
                .contains("Sharer found 2 definition errors", code, text);
    }

    @Test
    void whatTheThreadOfAQueueRulesOutIsToldOnce() throws Exception {
        assertThat(Deployments.failureOf(CommitOnItsThread.class)).contains("Sharer found 1 definition error:");
    }

    @Test
    void whatTheThreadOfAQueueRulesOutIsFreeInOtherQueuesOfTheBean() throws Exception {
        assertThat(Container.failureOf(CommitsBesidesItsThread.class)).isNull();
    }

    @Test
    void aFinalMethodHidesNoOtherProblemOfItsClass() throws Exception {
        assertThat(Deployments.failureOf(FinalMethodAndMore.class))
                .contains("Sharer found 7 definition errors")
                .contains("SHARER-012", "SHARER-019", "SHARER-047", "SHARER-072", "SHARER-036")
                .contains("SHARER-023", "SHARER-029");
    }

    @Test
    void allProblemsAreReportedTogether() throws Exception {
        assertThat(Deployments.failureOf(FinalMethod.class, StaticMethod.class, KeyOfUnshared.class))
                .contains("Sharer found 3 definition errors")
                .contains("SHARER-012", "SHARER-013", "SHARER-030");
    }

    @Shared
    @ApplicationScoped
    static class NothingWrong {
        static void helper() {}

        @Unshared
        FutureTask<String> task() {
            return new FutureTask<>(this::secret);
        }

        CompletableFuture<String> later() {
            return CompletableFuture.completedFuture(secret());
        }

        @Transactional(TxType.REQUIRES_NEW)
        CompletableFuture<String> laterInATransaction() {
            return later();
        }

        @Shared(until = Until.COMMIT)
        void untilCommit() {}

        private String secret() {
            return "secret";
        }

        @Override
        public String toString() {
            return "nothing wrong";
        }
    }

    @Test
    void whatIsNoBusinessMethodIsNoProblem() {
        assertThatCode(() -> Container.start(NothingWrong.class).close()).doesNotThrowAnyException();
    }

    @Shared
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

    @Alternative
    @Shared
    @ApplicationScoped
    static class NotSelected {
        String work() {
            return "worked";
        }
    }

    @Shared
    @Dependent
    static class Replaced {
        String work() {
            return "worked";
        }
    }

    @Specializes
    @Shared
    @Dependent
    static class Replacing extends Replaced {}

    @Shared
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class SeesTheCalls {
        @AroundInvoke
        @Nullable Object see(InvocationContext call) throws Exception {
            return call.proceed();
        }
    }

    @Test
    void aFinalMethodThatTakesNoTurnsIsRefusedByWeldItself() throws Exception {
        assumeTrue(Container.isWeld());

        assertThat(Container.failureOf(UnsharedFinalMethod.class))
                .hasMessageContaining("WELD-001504")
                .hasMessageNotContaining("SHARER-");
    }

    @Test
    void whatIsNoBeanOnPurposeIsNotWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(NotSelected.class, Replaced.class, Replacing.class, SeesTheCalls.class))
                .doesNotContain("SHARER-");
    }

    @Test
    void aClassThatIsNoBeanIsWarnedAbout() {
        try (LogLines lines = LogLines.of("io.sharer")) {
            Container.start(NoBean.class).close();
            assertThat(lines.text()).contains("SHARER-026", "$NoBean has no effect");
        }
    }
}

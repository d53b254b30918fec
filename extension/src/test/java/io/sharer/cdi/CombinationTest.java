package io.sharer.cdi;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.ejb.Stateful;
import jakarta.ejb.Stateless;
import jakarta.enterprise.concurrent.Asynchronous;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.spi.InterceptionFactory;
import jakarta.inject.Qualifier;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code @Shared} together with other annotations means, or why it is refused. */
class CombinationTest {
    private static CompletableFuture<String> done() {
        return CompletableFuture.completedFuture("done");
    }

    // --- Session beans: pitfall 1 of interception ---

    @Shared
    @Stateless
    @Dependent
    static class AsyncStateless {
        CompletionStage<String> work() {
            return done();
        }
    }

    @Stateful
    @Dependent
    static class AsyncStateful {
        @Shared
        CompletableFuture<String> work() {
            return done();
        }
    }

    @Shared
    @jakarta.ejb.Singleton
    @ApplicationScoped
    static class AsyncSingleton {
        CompletionStage<String> work() {
            return done();
        }
    }

    @Shared("stateless")
    @Stateless
    @Dependent
    static class SyncStateless {
        String work() {
            return "done";
        }

        @Unshared
        CompletionStage<String> workBesides() {
            return done();
        }
    }

    // --- Asynchronous: pitfall 10 ---

    @ApplicationScoped
    static class WithAsynchronous {
        @Shared
        @Asynchronous
        CompletableFuture<String> work() {
            return done();
        }
    }

    @Shared
    @Asynchronous
    @ApplicationScoped
    static class AsynchronousClass {
        CompletableFuture<String> work() {
            return done();
        }
    }

    @Shared
    @ApplicationScoped
    static class SyncWithAsynchronous {
        @Asynchronous
        void work() {}
    }

    @Shared
    @ApplicationScoped
    static class WithEjbAsynchronous {
        @jakarta.ejb.Asynchronous
        CompletableFuture<String> work() {
            return done();
        }
    }

    @Shared
    @ApplicationScoped
    static class AsynchronousBesides {
        @Unshared
        @Asynchronous
        CompletableFuture<String> work() {
            return done();
        }
    }

    // --- Transactional: pitfall 14 ---

    @Shared
    @ApplicationScoped
    static class AsyncInTransaction {
        @Transactional
        CompletionStage<String> work() {
            return done();
        }
    }

    @Shared
    @Transactional(TxType.MANDATORY)
    @ApplicationScoped
    static class AsyncInTransactionOfClass {
        CompletionStage<String> work() {
            return done();
        }
    }

    @Transactional(TxType.SUPPORTS)
    @Stereotype
    @Target(TYPE)
    @Retention(RUNTIME)
    @interface Service {}

    @Shared
    @Service
    @ApplicationScoped
    static class AsyncInTransactionOfStereotype {
        CompletionStage<String> work() {
            return done();
        }
    }

    @Shared
    @Transactional
    @ApplicationScoped
    static class TransactionsOfItsOwn {
        String work() {
            return "done";
        }

        @Transactional(TxType.REQUIRES_NEW)
        CompletionStage<String> workInNew() {
            return done();
        }

        @Transactional(TxType.NOT_SUPPORTED)
        CompletionStage<String> workInNone() {
            return done();
        }
    }

    // --- Methods of Object ---

    @ApplicationScoped
    static class SharedToString {
        @Shared
        @Override
        public String toString() {
            return "shared";
        }
    }

    // --- Producers: pitfall 4 ---

    @Shared
    static class Machine {
        void work() {}
    }

    static class MachineByMethod {
        @Shared
        void work() {}
    }

    @ApplicationScoped
    static class BareMethod {
        @Produces
        Machine machine() {
            return new Machine();
        }
    }

    @ApplicationScoped
    static class BareField {
        @Produces
        @SuppressWarnings("UnusedVariable") // the container reads it
        private final MachineByMethod machine = new MachineByMethod();
    }

    @ApplicationScoped
    static class OnProducer {
        @Shared
        @Produces
        String name() {
            return "name";
        }
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                arguments(AsyncStateless.class, "SHARER-043", "$AsyncStateless.work(): its class is a session bean"),
                arguments(AsyncStateful.class, "SHARER-043", "(@jakarta.ejb.Stateful)"),
                arguments(AsyncSingleton.class, "SHARER-043", "(@jakarta.ejb.Singleton)"),
                arguments(WithAsynchronous.class, "SHARER-044", "$WithAsynchronous.work() stands together with"),
                arguments(AsynchronousClass.class, "SHARER-044", "$AsynchronousClass.work() stands together with"),
                arguments(SyncWithAsynchronous.class, "SHARER-044", "@jakarta.enterprise.concurrent.Asynchronous"),
                arguments(WithEjbAsynchronous.class, "SHARER-044", "@jakarta.ejb.Asynchronous"),
                arguments(AsyncInTransaction.class, "SHARER-045", "@Transactional(REQUIRED)"),
                arguments(AsyncInTransactionOfClass.class, "SHARER-045", "@Transactional(MANDATORY)"),
                arguments(AsyncInTransactionOfStereotype.class, "SHARER-045", "@Transactional(SUPPORTS)"),
                arguments(SharedToString.class, "SHARER-047", "$SharedToString.toString(): equals, hashCode"),
                arguments(BareMethod.class, "SHARER-040", "InterceptionFactory<Machine>"),
                arguments(BareField.class, "SHARER-040", "$BareField.machine produces"),
                arguments(OnProducer.class, "SHARER-042", "$OnProducer.name(): on a producer method"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whatCannotWorkFailsTheDeployment(Class<?> bean, String code, String text) throws Exception {
        assertThat(Deployments.failureOf(bean)).contains(code).contains(text);
    }

    @ParameterizedTest
    @ValueSource(classes = {SyncStateless.class, AsynchronousBesides.class, TransactionsOfItsOwn.class})
    void whatCanWorkIsDeployed(Class<?> bean) throws Exception {
        assertThat(Deployments.warningsOf(bean)).doesNotContain("SHARER-");
    }

    // --- Warnings ---

    @Shared
    @RequestScoped
    static class OfRequest {
        void work() {}
    }

    @Shared("till")
    @RequestScoped
    static class OfRequestNamed {
        void work() {}
    }

    @RequestScoped
    static class OfRequestNamedByMethod {
        @Shared("till")
        void work() {}
    }

    @Shared
    @Dependent
    static class OfNobody {
        void work() {}
    }

    @Shared
    @Dependent
    static class Tool {
        void work() {}
    }

    @Qualifier @Retention(RUNTIME)
    @interface Special {
        String value();
    }

    @ApplicationScoped
    static class Maker {
        @Produces
        @Special("new")
        Tool tool() {
            return new Tool();
        }
    }

    @ApplicationScoped
    static class Chooser {
        @Produces
        @Special("chosen")
        Tool tool(Tool one) {
            return one;
        }

        @Produces
        @Special("looked up")
        Tool tool(Instance<Tool> tools) {
            return tools.get();
        }
    }

    @ApplicationScoped
    static class Interceptor {
        @Produces
        Machine machine(InterceptionFactory<Machine> factory) {
            return factory.createInterceptedInstance(new Machine());
        }
    }

    @Shared
    interface Contract {
        void work();
    }

    @Test
    void aRequestsBeanWithAQueueOfItsOwnIsWarnedAboutOnce() throws Exception {
        assertThat(Deployments.warningsOf(OfRequest.class))
                .containsOnlyOnce("SHARER-046")
                .contains("$OfRequest: the bean is @RequestScoped");
    }

    @ParameterizedTest
    @ValueSource(classes = {OfRequestNamed.class, OfRequestNamedByMethod.class, OfNobody.class})
    void otherQueuesAreNotWarnedAbout(Class<?> bean) throws Exception {
        assertThat(Deployments.warningsOf(bean)).doesNotContain("SHARER-");
    }

    @Test
    void aProducerThatMayMakeABareObjectOfABeansClassIsWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(Tool.class, Maker.class)).contains("SHARER-041", "$Maker.tool()");
    }

    @Test
    void aProducerThatIsGivenTheBeanIsNotWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(Tool.class, Chooser.class)).doesNotContain("SHARER-");
    }

    @Test
    @Tag(Container.NOT_IN_LITE)
    void aProducerWithAnInterceptionFactoryIsNotWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(Interceptor.class)).doesNotContain("SHARER-");
        assertThat(Deployments.warningsOf(Interceptor.class, Machine.class)).doesNotContain("SHARER-");
    }

    @Test
    void anInterfaceIsWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(Contract.class)).contains("SHARER-050", "$Contract has no effect");
    }

    // --- All together ---

    @Test
    void allErrorsOfAllRulesAreReportedTogether() throws Exception {
        Class<?>[] beans =
                errors().map(arguments -> (Class<?>) arguments.get()[0]).toArray(Class<?>[]::new);

        String failure = Deployments.failureOf(beans);

        assertThat(failure)
                .contains("Sharer found " + beans.length + " definition errors")
                .contains(errors().map(arguments -> (String) arguments.get()[2]).toList());
    }

    @Test
    void warningsFailNoDeployment() throws Exception {
        assertThat(Deployments.warningsOf(OfRequest.class, Tool.class, Maker.class, Contract.class))
                .contains("SHARER-046", "SHARER-041", "SHARER-050");
    }
}

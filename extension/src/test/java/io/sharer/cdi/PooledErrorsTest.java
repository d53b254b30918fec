package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sharer.CallScoped;
import io.sharer.PoolHooks;
import io.sharer.Pooled;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be pooled is told when the application is deployed: what, where, and what to do about it. */
class PooledErrorsTest {
    interface Thing {
        int number();
    }

    @Dependent
    static class NoScope {
        @Produces
        @Pooled
        Thing thing() {
            return () -> 1;
        }
    }

    @Dependent
    static class ForAll {
        @Produces
        @Pooled
        @ApplicationScoped
        Thing thing() {
            return () -> 1;
        }
    }

    @Pooled
    @Singleton
    static class Single {}

    @Dependent
    static class AsksWhere {
        @Produces
        @Pooled
        @CallScoped
        Thing thing(InjectionPoint point) {
            return point::hashCode;
        }
    }

    @Pooled(minSize = 3, maxSize = 2)
    static class TooSmall {}

    @Pooled(maxUses = -1)
    static class Negative {}

    @Pooled(timeout = "5 seconds")
    static class OddTimeout {}

    @Pooled(maxIdle = "PT0S")
    static class NoIdle {}

    @Dependent
    static class WrongClose {
        @Produces
        @Pooled(close = "clsoe")
        @CallScoped
        Thing thing() {
            return () -> 1;
        }
    }

    static final class Final implements Thing {
        @Override
        public int number() {
            return 1;
        }
    }

    static class FinalMethod implements Thing {
        @Override
        public final int number() {
            return 1;
        }
    }

    static class NoConstructor {
        NoConstructor(int number) {
            assertThat(number).isPositive();
        }
    }

    /** Nobody would see the calls of the container. */
    @Pooled
    @SuppressWarnings("UnusedMethod") // the container calls it
    static class ObservesPrivately {
        private void hear(@Observes String event) {
            assertThat(event).isNotNull();
        }
    }

    @Pooled
    @SuppressWarnings("UnusedMethod") // the container calls it
    static class ProducesPrivately {
        @Produces
        private StringBuilder text() {
            return new StringBuilder();
        }
    }

    @Pooled
    static class ProducesByField {
        @Produces
        StringBuilder text = new StringBuilder();
    }

    /** What is lent itself has all that the container wants. */
    @Pooled
    @Dependent
    @SuppressWarnings("UnusedMethod") // the container calls it
    static class ObservesBare {
        @Produces
        StringBuilder text = new StringBuilder();

        private void hear(@Observes String event) {
            assertThat(event).isNotNull();
        }

        static void hearStatically(@Observes String event) {
            assertThat(event).isNotNull();
        }
    }

    @Pooled
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // the container uses them
    static class ObservesVisibly {
        @Produces
        private static final StringBuilder TEXT = new StringBuilder();

        void hear(@Observes String event) {
            assertThat(event).isNotNull();
        }

        private static void hearStatically(@Observes String event) {
            assertThat(event).isNotNull();
        }
    }

    abstract static sealed class Sealed permits Opened {}

    static non-sealed class Opened extends Sealed {}

    @Dependent
    static class MakesSealed {
        @Produces
        @Pooled
        @RequestScoped
        Sealed thing() {
            return new Opened();
        }
    }

    @Dependent
    static class MakesFinal {
        @Produces
        @Pooled
        @RequestScoped
        Final thing() {
            return new Final();
        }
    }

    @Dependent
    static class MakesFinalMethod {
        @Produces
        @Pooled
        @CallScoped
        FinalMethod thing() {
            return new FinalMethod();
        }
    }

    @Dependent
    static class MakesNoConstructor {
        @Produces
        @Pooled
        @CallScoped
        NoConstructor thing() {
            return new NoConstructor(1);
        }
    }

    @Pooled
    static final class FinalBean {}

    @Dependent
    static class MakesArrays {
        @Produces
        @Pooled
        @CallScoped
        int[] things() {
            return new int[1];
        }
    }

    @Dependent
    static class DiscardsFinal {
        @Produces
        @Pooled(discardOn = Exception.class)
        @Dependent
        Final thing() {
            return new Final();
        }
    }

    @Dependent
    static class LendsFinal {
        @Produces
        @Pooled
        @Dependent
        Final thing() {
            return new Final();
        }
    }

    @Dependent
    static class Words {
        @Produces
        @Pooled
        @CallScoped
        Supplier<String> word() {
            return () -> "word";
        }
    }

    @Dependent
    static class FirstHooks implements PoolHooks<Supplier<String>> {}

    @Dependent
    static class SecondHooks implements PoolHooks<Supplier<String>> {}

    @Dependent
    static class HooksOfOthers implements PoolHooks<Supplier<Integer>> {}

    @Pooled
    abstract static class Abstract {}

    @Pooled
    interface OnInterface {}

    @Dependent
    static class NoProducer {
        @Pooled
        Thing thing() {
            return () -> 1;
        }
    }

    @Pooled
    static class NoBean {
        NoBean(int number) {
            assertThat(number).isPositive();
        }
    }

    @Pooled
    @Stateless
    static class Session {}

    @Alternative
    @Pooled
    static class NotChosen {}

    @CallScoped
    static class NotPooled {}

    @Pooled(name = "same")
    static class SameName {}

    @Pooled(name = "same")
    static class SameNameToo {}

    static Stream<Arguments> problems() {
        return Stream.of(
                arguments("SHARER-080", "NoScope.thing()", list(NoScope.class)),
                arguments("SHARER-081", "ForAll.thing() together with @ApplicationScoped", list(ForAll.class)),
                arguments("SHARER-081", "Single together with @Singleton", list(Single.class)),
                arguments("SHARER-082", "AsksWhere.thing(InjectionPoint)", list(AsksWhere.class)),
                arguments("SHARER-083", "minSize is 3 and maxSize is 2", list(TooSmall.class)),
                arguments("SHARER-083", "maxUses is -1", list(Negative.class)),
                arguments("SHARER-084", "timeout is \"5 seconds\"", list(OddTimeout.class)),
                arguments("SHARER-084", "maxIdle is \"PT0S\"", list(NoIdle.class)),
                arguments("SHARER-085", "'clsoe'", list(WrongClose.class)),
                arguments(
                        "SHARER-086",
                        "because of @RequestScoped, what is lent has to be a proxy",
                        list(MakesFinal.class)),
                arguments("SHARER-086", "its method number is final", list(MakesFinalMethod.class)),
                arguments("SHARER-086", "it has no constructor without parameters", list(MakesNoConstructor.class)),
                arguments(
                        "SHARER-086", "because of @CallScoped, what is lent has to be a proxy", list(FinalBean.class)),
                arguments("SHARER-086", "its method hear, which cannot be overridden", list(ObservesPrivately.class)),
                arguments("SHARER-086", "its method text, which cannot be overridden", list(ProducesPrivately.class)),
                arguments("SHARER-086", "the container reads its field text", list(ProducesByField.class)),
                arguments("SHARER-086", "not possible: it is sealed", list(MakesSealed.class)),
                arguments("SHARER-086", "int[]", list(MakesArrays.class)),
                arguments("SHARER-086", "because of discardOn", list(DiscardsFinal.class)),
                arguments("SHARER-088", "Words.word()", list(Words.class, FirstHooks.class, SecondHooks.class)),
                arguments("SHARER-089", "the class is abstract", list(Abstract.class)),
                arguments("SHARER-089", "it is an interface", list(OnInterface.class)),
                arguments("SHARER-089", "it is no producer. Add @Produces", list(NoProducer.class)),
                arguments("SHARER-089", "no constructor that a container could call", list(NoBean.class)),
                arguments("SHARER-090", "@jakarta.ejb.Stateless", list(Session.class)),
                arguments("SHARER-091", "NotPooled", list(NotPooled.class)),
                arguments("SHARER-092", "\"same\"", list(SameName.class, SameNameToo.class)));
    }

    private static Class<?>[] list(Class<?>... beans) {
        return beans;
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aProblemFailsTheDeployment(String code, String what, Class<?>[] beans) throws Exception {
        assertThat(Deployments.failureOf(beans)).contains(code).contains(what);
    }

    @Test
    void allProblemsAreReportedTogether() throws Exception {
        assertThat(Deployments.failureOf(NoScope.class, TooSmall.class, OddTimeout.class, WrongClose.class))
                .contains("Sharer found 4 definition errors")
                .contains("SHARER-080", "SHARER-083", "SHARER-084", "SHARER-085");
    }

    /** Has the container make another bean of a class. */
    static final class AddsAnother implements Extension {
        void add(@Observes BeforeBeanDiscovery event) {
            // Beans that do not differ are refused by OpenWebBeans itself.
            event.addAnnotatedType(Once.class, "another").add(NamedLiteral.of("another"));
        }
    }

    @Pooled
    static class Once {}

    @Test
    void severalBeansOfOneClassAreToldAsWhatTheyAre() throws Exception {
        assertThat(Deployments.failureOf(Container.with(Once.class).extendedBy(new AddsAnother())))
                .contains("Sharer found 1 definition error:", "SHARER-076: @Pooled on " + Once.class.getName())
                .doesNotContain("SHARER-091");
    }

    @Test
    void whatIsLentBareNeedsNoProxy() throws Exception {
        assertThat(Container.failureOf(LendsFinal.class)).isNull();
    }

    @Test
    void whatTheContainerCallsIsNoProblemWhereItIsSeen() throws Exception {
        assertThat(Container.failureOf(ObservesVisibly.class)).isNull();
        assertThat(Container.failureOf(ObservesBare.class)).isNull();
    }

    @Test
    void anAlternativeThatIsNotChosenIsNoProblem() throws Exception {
        assertThat(Deployments.warningsOf(NotChosen.class)).doesNotContain("SHARER-0");
    }

    @Test
    void hooksOfAnotherTypeAreNoProblem() throws Exception {
        assertThat(Container.failureOf(Words.class, FirstHooks.class, HooksOfOthers.class))
                .isNull();
    }

    @Test
    void hooksThatServeNoPoolAreToldOf() throws Exception {
        assertThat(Deployments.warningsOf(Words.class, FirstHooks.class, HooksOfOthers.class))
                .contains("SHARER-078: ")
                .contains(HooksOfOthers.class.getSimpleName())
                .containsPattern("Supplier<.*String>")
                .doesNotContain(FirstHooks.class.getSimpleName());
    }
}

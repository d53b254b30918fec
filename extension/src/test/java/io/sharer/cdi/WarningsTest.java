package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.Overflow;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import io.sharer.Unshared;
import jakarta.annotation.Priority;
import jakarta.ejb.Stateful;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is allowed, and does something else than it seems to, is said when the application is deployed. */
class WarningsTest {
    // --- Queues of several instances ---

    @Shared
    @Stateless
    @Dependent
    static class Pooled {
        void work() {}
    }

    @Shared("till")
    @Stateless
    @Dependent
    static class PooledInNamedQueue {
        void work() {}
    }

    @Shared
    @Stateful
    @Dependent
    static class OfOneClient {
        void work() {}
    }

    @Shared
    @Dependent
    static class Tool {
        void work() {}
    }

    @Shared("till")
    @Dependent
    static class NamedTool {
        void work() {}
    }

    @RequestScoped
    static class OfRequest {
        @Inject
        Tool tool;

        @Inject
        NamedTool named;
    }

    @ApplicationScoped
    static class Owner {
        @Inject
        Tool tool;

        @Inject
        NamedTool named;
    }

    @ApplicationScoped
    static class AnotherOwner {
        AnotherOwner() {}

        @Inject
        AnotherOwner(Tool tool, NamedTool named) {
            tool.work();
            named.work();
        }
    }

    @Alternative
    @Priority(1)
    @Shared("till")
    @Dependent
    static class SelectedTool extends Tool {}

    @ApplicationScoped
    static class Chooser {
        @Inject
        Instance<Tool> tools;
    }

    @Test
    void aPoolOfInstancesWithQueuesOfTheirOwnIsWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(Pooled.class)).contains("SHARER-065: @Shared on " + Pooled.class.getName());
    }

    @Test
    @Tag(Container.NOT_IN_LITE)
    void aDependentBeanOfARequestIsWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(OfRequest.class, Tool.class, NamedTool.class))
                .containsOnlyOnce("SHARER-06")
                .contains(
                        "SHARER-066: @Shared on " + Tool.class.getName(), "at " + OfRequest.class.getName() + ".tool");
    }

    @Test
    @Tag(Container.NOT_IN_LITE)
    void aDependentBeanOfSeveralOthersIsWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(Owner.class, AnotherOwner.class, Tool.class, NamedTool.class))
                .containsOnlyOnce("SHARER-06")
                .contains("SHARER-067: @Shared on " + Tool.class.getName())
                .contains("AnotherOwner(Tool, NamedTool), parameter 1, " + Owner.class.getName() + ".tool.");
    }

    @Test
    void aDependentBeanOfOneOtherIsNotWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(Owner.class, Chooser.class, Tool.class, NamedTool.class))
                .doesNotContain("SHARER-");
    }

    @Test
    void aDependentBeanThatAnotherIsInjectedForIsNotWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(
                        Owner.class, AnotherOwner.class, Tool.class, SelectedTool.class, NamedTool.class))
                .doesNotContain("SHARER-");
    }

    @ParameterizedTest
    @ValueSource(classes = {PooledInNamedQueue.class, OfOneClient.class})
    void otherSessionBeansAreNotWarnedAbout(Class<?> bean) throws Exception {
        assertThat(Deployments.warningsOf(bean)).doesNotContain("SHARER-");
    }

    // --- Settings of a queue on a method ---

    @Shared
    @ApplicationScoped
    static class SetOnAMethod {
        @Shared(permits = 4, capacity = 5)
        void work() {}

        void other() {}

        @Unshared
        void outside() {}
    }

    @ApplicationScoped
    static class OnlyMethods {
        @Shared(permits = 4)
        void work() {}

        @Shared
        void other() {}
    }

    @ApplicationScoped
    static class OneMethod {
        @Shared(permits = 4, capacity = 5)
        void work() {}

        void other() {}
    }

    @Shared(permits = 4, capacity = 5)
    @ApplicationScoped
    static class SetOnTheClassToo {
        @Shared(permits = 4, capacity = 5)
        void work() {}

        void other() {}
    }

    @Shared
    @ApplicationScoped
    static class AnotherQueue {
        @Shared(value = "licences", permits = 4)
        void work() {}

        void other() {}
    }

    @Test
    void whatAMethodSetsForTheWholeQueueIsWarnedAbout() throws Exception {
        String bean = SetOnAMethod.class.getName();
        assertThat(Deployments.warningsOf(SetOnAMethod.class))
                .contains("SHARER-068: @Shared(permits = 4) on " + bean + ".work(): it belongs to the queue")
                .contains("SHARER-068: @Shared(capacity = 5) on " + bean + ".work(): it belongs to the queue")
                .contains("it holds for " + bean + ".other() as well, which may run beside each other")
                .doesNotContain("outside()");
        assertThat(Deployments.warningsOf(OnlyMethods.class)).contains("SHARER-068", "OnlyMethods.other()");
    }

    @ParameterizedTest
    @ValueSource(classes = {OneMethod.class, SetOnTheClassToo.class, AnotherQueue.class})
    void whatHoldsForNoOtherMethodIsNotWarnedAbout(Class<?> bean) throws Exception {
        assertThat(Deployments.warningsOf(bean)).doesNotContain("SHARER-");
    }

    // --- Settings of the class that a method's annotation replaces ---

    @Shared(timeout = "PT5S", overflow = Overflow.WAIT, capacity = 3)
    @ApplicationScoped
    static class Replaced {
        @Shared
        void both() {}

        @Shared(timeout = "PT1S", overflow = Overflow.DROP_OLDEST)
        void none() {}

        void covered() {}
    }

    @Test
    void whatTheClassSaysAndTheMethodDoesNotIsTold() throws Exception {
        assertThat(Deployments.warningsOf(Replaced.class))
                .contains("SHARER-069: @Shared on " + Replaced.class.getName() + ".both() replaces that on its class")
                .contains("the class's timeout = \"PT5S\" does not", "the class's overflow = WAIT does not")
                .doesNotContain("none()", "covered()");
    }

    // --- Without effect ---

    @Shared(overflow = Overflow.WAIT)
    @ApplicationScoped
    static class NeverFull {
        void work() {}
    }

    @ApplicationScoped
    static class DropsNothing {
        @Shared(value = "unbounded", overflow = Overflow.DROP_OLDEST)
        void work() {}
    }

    @ApplicationScoped
    static class BoundedElsewhere {
        @Shared(value = "bounded", overflow = Overflow.DROP_OLDEST)
        void work() {}
    }

    @Shared(value = "bounded", capacity = 2)
    @ApplicationScoped
    static class Bounds {
        void work() {}
    }

    @ApplicationScoped
    static class NotShared {
        @Unshared
        void work() {}
    }

    @ApplicationScoped
    static class OnlyOneMethodShared {
        @Shared
        void work() {}

        @Unshared
        void other() {}
    }

    @Shared
    @ApplicationScoped
    static class SharedByItself extends NotShared {}

    @Test
    void anOverflowOfAQueueThatIsNeverFullIsWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(NeverFull.class, DropsNothing.class))
                .contains("SHARER-070: @Shared(overflow = WAIT) on " + NeverFull.class.getName() + " has no effect")
                .contains("SHARER-070: @Shared(overflow = DROP_OLDEST) on " + DropsNothing.class.getName() + ".work()");
    }

    @Test
    void anOverflowOfAQueueThatIsBoundedElsewhereIsNotWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(BoundedElsewhere.class, Bounds.class)).doesNotContain("SHARER-");
    }

    @Test
    void unsharedWhereNothingIsSharedIsWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(NotShared.class, OnlyOneMethodShared.class))
                .contains("SHARER-071: @Unshared on " + NotShared.class.getName() + ".work() has no effect")
                .contains("SHARER-071: @Unshared on " + OnlyOneMethodShared.class.getName() + ".other()");
    }

    @Test
    void unsharedThatASubclassInheritsIsNotWarnedAbout() throws Exception {
        assertThat(Deployments.warningsOf(NotShared.class, SharedByItself.class))
                .doesNotContain("SHARER-071");
    }

    // --- Names ---

    @ApplicationScoped
    static class Misspelt {
        @Inject
        @SharedQueue("tlil")
        SerialExecutor queue;
    }

    @ApplicationScoped
    static class WellSpelt {
        @Inject
        @SharedQueue("till")
        SerialExecutor queue;
    }

    @Test
    void aQueueThatNoBeanIsInIsTold() throws Exception {
        assertThat(Deployments.warningsOf(Misspelt.class, WellSpelt.class, NamedTool.class))
                .containsOnlyOnce("SHARER-")
                .contains("SHARER-073: @SharedQueue(\"tlil\") at " + Misspelt.class.getName() + ".queue: no bean")
                .contains("the names that beans give are 'till'.");
        assertThat(Deployments.warningsOf(Misspelt.class)).contains("If the name is misspelt: no bean names a queue.");
    }
}

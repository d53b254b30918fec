package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.EventLoop;
import io.sharer.LoopTask;
import io.sharer.Shared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Methods of beans that a loop runs from the application's start to its end. */
@SuppressWarnings("try") // a container is there for its length
class LoopTaskTest {
    /** What the beans have done; they have no other way to tell once their container has gone. */
    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    @BeforeEach
    @AfterEach
    void forget() {
        EVENTS.clear();
    }

    @ApplicationScoped
    static class Start {
        void prepare(@Observes @Initialized(ApplicationScoped.class) Object event) {
            EVENTS.add("prepared");
        }
    }

    @ApplicationScoped
    static class Once {
        @LoopTask
        void run() throws InterruptedException {
            EVENTS.add("began on " + Thread.currentThread().getName());
            try {
                new CountDownLatch(1).await();
            } finally {
                EVENTS.add("interrupted");
            }
        }

        @PreDestroy
        void end() {
            EVENTS.add("destroyed");
        }
    }

    @Test
    void aTaskRunsFromTheStartToTheEndWhileItsBeanIsAlive() {
        try (Container container = Container.start(Start.class, Once.class)) {
            await().until(() -> EVENTS.size() == 2);
        }
        assertThat(EVENTS)
                .containsExactly(
                        "prepared",
                        "began on sharer-loop-" + Once.class.getName() + ".run()",
                        "interrupted",
                        "destroyed");
    }

    @ApplicationScoped
    static class Repeated {
        private final AtomicInteger times = new AtomicInteger();

        @LoopTask(every = "PT0.001S")
        void run() {
            EVENTS.add("run");
            if (times.incrementAndGet() == 2) {
                throw new IllegalArgumentException("the second time");
            }
        }
    }

    @Test
    void aRepeatedTaskGoesOnAfterAFailureWhichIsLogged() throws Exception {
        try (LogLines lines = LogLines.of("io.sharer");
                Container container = Container.start(Repeated.class)) {
            await().until(() -> EVENTS.size() >= 5);
            assertThat(lines.text())
                    .contains("SHARER-477: the task " + Repeated.class.getName()
                            + ".run() of the event loop 'loop' failed")
                    .contains("the second time");
        }
        int atTheEnd = EVENTS.size();
        assertThat(EVENTS).hasSize(atTheEnd);
    }

    @ApplicationScoped
    static class Finishing {
        private static final CountDownLatch BEGUN = new CountDownLatch(2);
        private static final CountDownLatch ENDING = new CountDownLatch(1);

        @LoopTask(every = "PT1H")
        void run() throws InterruptedException {
            BEGUN.countDown();
            assertThat(ENDING.await(20, SECONDS)).isTrue();
            EVENTS.add("finished");
        }

        @LoopTask
        void noticesTheEnd() throws InterruptedException {
            try {
                BEGUN.countDown();
                new CountDownLatch(1).await();
            } finally {
                ENDING.countDown();
            }
        }

        @PreDestroy
        void end() {
            EVENTS.add("destroyed");
        }
    }

    @Test
    void aRepeatedTaskFinishesWhatItIsAtWhenTheApplicationEnds() throws Exception {
        try (Container container = Container.start(Finishing.class)) {
            assertThat(Finishing.BEGUN.await(20, SECONDS)).isTrue();
        }
        assertThat(EVENTS).containsExactly("finished", "destroyed");
    }

    @ApplicationScoped
    static class OnALoop {
        @Inject
        @Named("night")
        EventLoop night;

        @LoopTask(loop = "night")
        void run() {
            EVENTS.add(Thread.currentThread().getName());
            EVENTS.add("in loop: " + night.inLoop());
        }
    }

    @Test
    void aTaskNamesItsLoopAndRunsBesideIt() {
        try (Container container = Container.start(OnALoop.class)) {
            await().until(() -> EVENTS.size() == 2);
        }
        assertThat(EVENTS.get(0)).startsWith("sharer-night-");
        assertThat(EVENTS.get(1)).isEqualTo("in loop: false");
    }

    @Dependent
    static class OfItsOwn {
        private int times;

        @LoopTask(every = "PT0.001S")
        void run() {
            times++;
            EVENTS.add("time " + times);
        }

        @PreDestroy
        void end() {
            EVENTS.add("destroyed");
        }
    }

    @Test
    void aDependentInstanceIsTheTasksFromItsFirstTimeToItsEnd() {
        try (Container container = Container.start(OfItsOwn.class)) {
            await().until(() -> EVENTS.size() >= 3);
        }
        assertThat(EVENTS).startsWith("time 1", "time 2", "time 3").endsWith("destroyed");
        assertThat(EVENTS).containsOnlyOnce("destroyed").containsOnlyOnce("time 1");
    }

    @RequestScoped
    static class OfARequest {
        private int times;

        @LoopTask(every = "PT0.001S")
        void run() {
            times++;
            EVENTS.add("time " + times);
        }
    }

    @Test
    void eachTimeHasARequestScopeOfItsOwn() {
        try (Container container = Container.start(OfARequest.class)) {
            await().until(() -> EVENTS.size() >= 3);
        }
        assertThat(EVENTS).containsOnly("time 1");
    }

    @ApplicationScoped
    @Shared
    static class Till {
        private int inside;

        @LoopTask(every = "PT0.001S")
        void count() {
            overlap();
        }

        void overlap() {
            EVENTS.add("inside " + ++inside);
            inside--;
        }
    }

    @Test
    void aTaskTakesTurnsAsOtherCallersDo() {
        try (Container container = Container.start(Till.class)) {
            Till till = container.get(Till.class);
            while (EVENTS.size() < 2000) {
                till.overlap();
            }
        }
        assertThat(EVENTS).containsOnly("inside 1");
    }

    abstract static class Base {
        @LoopTask
        void inherited() {
            EVENTS.add("inherited by " + getClass().getSimpleName());
        }
    }

    @Dependent
    static class Derived extends Base {}

    @Dependent
    static class Overriding extends Base {
        @Override
        void inherited() {
            EVENTS.add("never");
        }
    }

    @Test
    void anInheritedTaskRunsUnlessItIsOverriddenWithoutTheAnnotation() {
        try (Container container = Container.start(Derived.class, Overriding.class)) {
            await().until(() -> !EVENTS.isEmpty());
        }
        assertThat(EVENTS).containsExactly("inherited by Derived");
    }

    // --- What cannot be ---

    interface View {}

    @Dependent
    static class Wrong {
        @LoopTask
        @SuppressWarnings("UnusedMethod") // nobody can call it
        private void hidden() {}

        @LoopTask
        static void ofTheClass() {}

        @LoopTask
        final void fixed() {}

        @LoopTask
        void withParameter(String given) {}

        @LoopTask
        String withResult() {
            return "nobody's";
        }

        @LoopTask(every = "often")
        void often() {}

        @LoopTask(every = "PT0S")
        void always() {}

        @LoopTask(loop = " ")
        void nowhere() {}
    }

    @Dependent
    @Typed(View.class)
    static class Unseen implements View {
        @LoopTask
        void run() {}
    }

    @SessionScoped
    static class OfASession implements Serializable {
        private static final long serialVersionUID = 1L;

        @LoopTask
        void run() {}
    }

    @Test
    void allThatCannotBeIsToldTogether() throws Exception {
        String told = Deployments.failureOf(Wrong.class, Unseen.class, OfASession.class);

        assertThat(told)
                .contains("SHARER-470: @LoopTask on " + Wrong.class.getName() + ".hidden(): the method is private")
                .contains(Wrong.class.getName() + ".ofTheClass(): the method is static")
                .contains(Wrong.class.getName() + ".fixed(): the method is final")
                .contains("SHARER-471: @LoopTask on " + Wrong.class.getName() + ".withParameter(")
                .contains("SHARER-471: @LoopTask on " + Wrong.class.getName() + ".withResult(")
                .contains("SHARER-472: @LoopTask on " + Wrong.class.getName() + ".often(): every = \"often\"")
                .contains("SHARER-472: @LoopTask on " + Wrong.class.getName() + ".always(): every = \"PT0S\"")
                .contains("SHARER-473: @LoopTask on " + Wrong.class.getName() + ".nowhere(")
                .contains(
                        "SHARER-474: @LoopTask on " + OfASession.class.getName() + ".run(): the bean is @SessionScoped")
                .contains("SHARER-475: @LoopTask on " + Unseen.class.getName() + ".run(");
    }

    static class NoBean {
        @SuppressWarnings("unused")
        private final @Nullable String nothing;

        NoBean(@Nullable String nothing) {
            this.nothing = nothing;
        }

        @LoopTask
        void run() {}
    }

    @Test
    void aTaskOfAClassThatIsNoBeanIsToldOf() throws Exception {
        assertThat(Deployments.warningsOf(NoBean.class)).contains("SHARER-476: @LoopTask in " + NoBean.class.getName());
    }

    @ApplicationScoped
    static class Late {
        @Inject
        EventLoop loop;

        /** After the loop has been stopped, and the first use of it. */
        void use(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
            EVENTS.add(loop.state() + " after " + loop.loopStats().starts() + " start");
            EVENTS.add("refused: " + loop.submit(() -> 1).isCompletedExceptionally());
        }
    }

    @Test
    void whoUsesItsLoopFirstAfterTheEndDoesNotBringTheTasksBack() {
        try (Container container = Container.start(Once.class, Late.class)) {
            await().until(() -> EVENTS.size() == 1);
        }
        assertThat(EVENTS)
                .containsExactly(
                        "began on sharer-loop-" + Once.class.getName() + ".run()",
                        "interrupted",
                        "STOPPED after 1 start",
                        "refused: true",
                        "destroyed");
    }
}

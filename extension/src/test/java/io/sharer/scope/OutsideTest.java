package io.sharer.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.AcquireException;
import io.sharer.OutsideUse;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceTemplate;
import io.sharer.SharerEvent;
import io.sharer.spi.EventObserver;
import io.sharer.turn.LogRecorder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Resources that are acquired where no scope is open, and what dead threads leave. */
@SuppressWarnings("try") // a scope is there for its length
class OutsideTest {
    private final ResourceManager manager = ResourceManager.create();
    private final List<String> released = Collections.synchronizedList(new ArrayList<>());
    private final ResourceTemplate<Thing> warning = ResourceTemplate.of(() -> new Thing("a", released));
    private final ResourceTemplate<Thing> allowed = warning.outside(OutsideUse.ALLOW);
    private final ResourceTemplate<Thing> refused = warning.outside(OutsideUse.FAIL);

    @BeforeEach
    @AfterEach
    void nothingIsLeft() {
        OutsidePolicies.forgetProgram();
        assertThat(OutsideHoldings.size()).isZero();
        assertThat(manager.active()).isEmpty();
    }

    @Test
    void itCanBeRefused() {
        assertThatThrownBy(refused::acquire)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SHARER-305");
        try (ResourceScope scope = manager.open()) {
            assertThat(refused.acquire()).isSameAs(allowed.acquire());
        }
    }

    @Test
    void itIsBoundToTheThread() throws Exception {
        Thing here = allowed.acquire();
        assertThat(allowed.acquire()).isSameAs(here);
        Thing there = Threads.onDead(() -> {
            Thing own = allowed.acquire();
            allowed.release();
            return own;
        });
        assertThat(there).isNotSameAs(here);
        assertThat(released).containsExactly("a");
        allowed.release();
        assertThat(released).containsExactly("a", "a");
    }

    @Test
    void itIsAnotherThanThatOfAScopeAndOutlastsIt() {
        Thing outside = allowed.acquire();
        try (ResourceScope scope = manager.open()) {
            assertThat(allowed.acquire()).isNotSameAs(outside);
        }
        assertThat(released).containsExactly("a");
        assertThat(allowed.acquire()).isSameAs(outside);
        allowed.release();
    }

    @Test
    void itIsWarnedOfOnceForEachPlaceWithTheStack() {
        try (LogRecorder log = new LogRecorder()) {
            for (int i = 0; i < 3; i++) {
                warning.acquire();
            }
            assertThat(log.records()).singleElement().satisfies(line -> {
                assertThat(line.getMessage()).startsWith("SHARER-313").contains("OutsideTest.java");
                assertThat(line.getThrown().getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(OutsideTest.class.getName()));
            });
            warning.acquire();
            assertThat(log.records()).hasSize(2);
            allowed.acquire();
            assertThat(log.records()).hasSize(2);
        }
        warning.release();
    }

    @Test
    void aFailedAcquisitionLeavesNothing() {
        ResourceTemplate<Thing> failing = ResourceTemplate.<Thing>of(() -> {
                    throw new IllegalArgumentException("no");
                })
                .outside(OutsideUse.ALLOW);
        assertThatThrownBy(failing::acquire).hasMessageStartingWith("SHARER-307");
        assertThat(OutsideHoldings.size()).isZero();
    }

    @Test
    void whatADeadThreadHasLeftIsPurged() throws Exception {
        Threads.onDead(allowed::acquire);
        assertThat(released).isEmpty();
        try (LogRecorder log = new LogRecorder()) {
            assertThat(manager.purge()).isEqualTo(1);
            assertThat(log.messages()).singleElement().asString().startsWith("SHARER-314");
        }
        assertThat(released).containsExactly("a");
        assertThat(manager.purge()).isZero();
    }

    @Test
    void aTemplatePurgesItsOwnOnly() throws Exception {
        ResourceTemplate<Thing> other =
                ResourceTemplate.of(() -> new Thing("other", released)).outside(OutsideUse.ALLOW);
        Threads.onDead(() -> List.of(allowed.acquire(), other.acquire()));
        assertThat(warning.purge()).isEqualTo(1);
        assertThat(released).containsExactly("a");
        assertThat(other.purge()).isEqualTo(1);
        assertThat(released).containsExactly("a", "other");
    }

    @Test
    void whatALivingThreadHoldsIsNotPurged() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        CompletableFuture<Thing> outcome = Threads.begin(() -> {
            Thing own = allowed.acquire();
            held.countDown();
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            allowed.release();
            return own;
        });
        assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(manager.purge()).isZero();
        assertThat(released).isEmpty();
        goOn.countDown();
        outcome.get(20, TimeUnit.SECONDS);
        assertThat(released).containsExactly("a");
    }

    @Test
    void whatADeadThreadHasLeftIsReleasedAtTheNextUse() throws Exception {
        Threads.onDead(allowed::acquire);
        allowed.acquire();
        assertThat(released).containsExactly("a");
        allowed.release();
    }

    @Test
    void aHundredDeadThreadsDoNotPileUp() throws Exception {
        for (int i = 0; i < 100; i++) {
            Threads.onDead(allowed::acquire);
            assertThat(OutsideHoldings.size()).isLessThanOrEqualTo(2);
        }
        assertThat(manager.purge()).isEqualTo(1);
        assertThat(released).hasSize(100);
    }

    @Test
    void aReleaseThatFailsIsLoggedAndTheOthersGoOn() throws Exception {
        ResourceTemplate<String> failing = ResourceTemplate.of(() -> "b", resource -> {
                    throw new IllegalArgumentException("stuck");
                })
                .outside(OutsideUse.ALLOW);
        Threads.onDead(() -> allowed.acquire() + failing.acquire());
        try (LogRecorder log = new LogRecorder()) {
            assertThat(manager.purge()).isEqualTo(2);
            assertThat(log.records())
                    .singleElement()
                    .satisfies(line -> assertThat(line.getThrown()).hasMessage("stuck"));
        }
        assertThat(released).containsExactly("a");
    }

    @Test
    void aScopeThatADeadThreadHasLeftOpenIsPurged() throws Exception {
        ResourceScope left = Threads.onDead(() -> {
            ResourceScope scope = manager.open();
            allowed.acquire();
            return scope;
        });
        assertThat(manager.active()).containsExactly(left);
        try (LogRecorder log = new LogRecorder()) {
            assertThat(manager.purge()).isEqualTo(1);
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .startsWith("SHARER-310")
                    .contains(left.name());
        }
        assertThat(released).containsExactly("a");
        assertThat(manager.stats().leftBehind()).isEqualTo(1);
        left.close();
        assertThat(released).containsExactly("a");
    }

    @Test
    void anotherApplicationsScopesAreNotPurged() throws Exception {
        ScopeManager other = new ScopeManager("another application");
        ResourceScope left = Threads.onDead(other::open);
        assertThat(manager.purge()).isZero();
        assertThat(manager.active()).isEmpty();
        assertThat(other.active()).containsExactly(left);
        assertThat(other.purge()).isEqualTo(1);
    }

    @Test
    void whatIsStillOpenEndsWithTheApplication() {
        ScopeManager application = new ScopeManager("an application");
        application.open();
        allowed.acquire();
        try (LogRecorder log = new LogRecorder()) {
            application.endAll();
            assertThat(log.messages()).singleElement().asString().startsWith("SHARER-311");
        }
        assertThat(released).containsExactly("a");
        assertThat(application.active()).isEmpty();
        assertThat(application.current()).isEmpty();
    }

    // --- Who says it, if the template does not ---

    private static final String KEY = "sharer.outside-use";

    /** Runs it where the context class loader is that of no application. */
    private static void elsewhere(Runnable action) throws IOException {
        under(null, action);
    }

    private static void under(@Nullable ClassLoader application, Runnable action) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader unknown = new URLClassLoader(new URL[0], null)) {
            thread.setContextClassLoader(application == null ? unknown : application);
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void withoutAContainerTheSystemPropertySaysIt() throws Exception {
        System.setProperty(KEY, "fail");
        try {
            elsewhere(() -> {
                ResourceTemplate<Thing> template = ResourceTemplate.of(() -> new Thing("a", released));
                assertThatThrownBy(template::acquire).hasMessageStartingWith("SHARER-305");
                assertThat(template.outside(OutsideUse.ALLOW).acquire()).isNotNull();
                template.release();
            });
        } finally {
            System.clearProperty(KEY);
        }
    }

    @Test
    void aWrongSystemPropertyIsToldAndTheDefaultHolds() throws Exception {
        System.setProperty(KEY, "never");
        try (LogRecorder log = new LogRecorder()) {
            elsewhere(() -> {
                ResourceTemplate<Thing> template = ResourceTemplate.of(() -> new Thing("a", released));
                assertThat(template.acquire()).isNotNull();
                template.release();
            });
            assertThat(log.records().stream().map(line -> line.getMessage().substring(0, 10)))
                    .containsExactly("SHARER-480", "SHARER-313");
        } finally {
            System.clearProperty(KEY);
        }
    }

    /** As in an archive of several parts, of which the one that is deployed first has said it. */
    @Test
    void anApplicationIsKnownByTheCodeThatHasMadeTheTemplateWhateverTheThread() throws Exception {
        Object application = new Object();
        Resources.outsideUse(
                application, List.of(OutsideTest.class.getClassLoader()), OutsideUse.FAIL, EventObserver.NONE);
        try {
            elsewhere(() -> {
                ResourceTemplate<Thing> template = ResourceTemplate.of(() -> new Thing("a", released));
                assertThatThrownBy(template::acquire).hasMessageStartingWith("SHARER-305");
                Resources.forgetOutsideUse(new Object());
                assertThatThrownBy(template::acquire).hasMessageStartingWith("SHARER-305");
                Resources.forgetOutsideUse(application);
                assertThat(template.acquire()).isNotNull();
                template.release();
            });
        } finally {
            Resources.forgetOutsideUse(application);
        }
    }

    /** As with a library that several applications share. */
    @Test
    void theApplicationOfTheThreadGoesBeforeThatWhichMadeTheTemplate() throws Exception {
        Object maker = new Object();
        Object user = new Object();
        try (URLClassLoader makers = new URLClassLoader(new URL[0], null);
                URLClassLoader users = new URLClassLoader(new URL[0], null)) {
            Resources.outsideUse(
                    maker, List.of(makers, OutsideTest.class.getClassLoader()), OutsideUse.ALLOW, EventObserver.NONE);
            Resources.outsideUse(user, List.of(users), OutsideUse.FAIL, EventObserver.NONE);
            List<ResourceTemplate<Thing>> made = new ArrayList<>();
            under(makers, () -> made.add(ResourceTemplate.of(() -> new Thing("a", released))));
            under(makers, () -> assertThat(made.get(0).acquire()).isNotNull());
            under(makers, () -> made.get(0).release());
            under(users, () -> assertThatThrownBy(made.get(0)::acquire).hasMessageStartingWith("SHARER-305"));
        } finally {
            Resources.forgetOutsideUse(maker);
            Resources.forgetOutsideUse(user);
        }
    }

    /** As with libraries of an archive of several parts, or of a server. */
    @Test
    void applicationsThatShareALoaderDoNotTakeTheOthersWordAway() throws Exception {
        Object first = new Object();
        Object second = new Object();
        List<ClassLoader> shared = List.of(OutsideTest.class.getClassLoader());
        try {
            Resources.outsideUse(first, shared, OutsideUse.FAIL, EventObserver.NONE);
            Resources.outsideUse(second, shared, OutsideUse.ALLOW, EventObserver.NONE);
            elsewhere(() -> {
                ResourceTemplate<Thing> template = ResourceTemplate.of(() -> new Thing("a", released));
                assertThat(template.acquire()).isNotNull();
                template.release();
                Resources.forgetOutsideUse(second);
                assertThatThrownBy(template::acquire).hasMessageStartingWith("SHARER-305");
            });
        } finally {
            Resources.forgetOutsideUse(first);
            Resources.forgetOutsideUse(second);
        }
    }

    @Test
    void aWrongSystemPropertyIsToldOnceForAllTemplates() throws Exception {
        System.setProperty(KEY, "never");
        try (LogRecorder log = new LogRecorder()) {
            elsewhere(() -> {
                for (int i = 0; i < 2; i++) {
                    ResourceTemplate<Thing> template = ResourceTemplate.of(() -> new Thing("a", released));
                    assertThat(template.acquire()).isNotNull();
                    template.release();
                }
            });
            assertThat(log.messages().stream().filter(line -> line.startsWith("SHARER-480")))
                    .hasSize(1);
        } finally {
            System.clearProperty(KEY);
        }
    }

    // --- What is told ---

    @Test
    void aDeadlockIsToldToTheApplication() throws Exception {
        Object application = new Object();
        List<SharerEvent> told = new ArrayList<>();
        EventObserver observer = told::add;
        Resources.outsideUse(application, List.of(OutsideTest.class.getClassLoader()), OutsideUse.ALLOW, observer);
        try {
            List<ResourceTemplate<String>> self = new ArrayList<>();
            self.add(ResourceTemplate.of(() -> self.get(0).acquire()));
            assertThatThrownBy(() -> self.get(0).acquire()).hasStackTraceContaining("SHARER-306");
            assertThat(told)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            SharerEvent.DeadlockFound.class,
                            event -> assertThat(event.name()).contains("OutsideTest.aDeadlock"));
        } finally {
            Resources.forgetOutsideUse(application);
        }
    }

    /** Whose message cannot be had. */
    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no words");
        }
    }

    @Test
    void whatCannotBeSaidOfAFailureIsNoReasonForAnother() {
        ResourceTemplate<Thing> failing = ResourceTemplate.<Thing>of(() -> {
                    throw new Speechless();
                })
                .outside(OutsideUse.ALLOW);
        assertThatThrownBy(failing::acquire)
                .isInstanceOf(AcquireException.class)
                .hasMessageStartingWith("SHARER-307")
                .hasMessageContaining(Speechless.class.getName());
    }
}

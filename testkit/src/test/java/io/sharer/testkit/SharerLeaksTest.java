package io.sharer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolClosedException;
import io.sharer.Pooled;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharerRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Each leak fails the test that leaves it, and no other. */
class SharerLeaksTest {
    /** What the tests below leave, to be cleaned up after each. */
    private static @Nullable AutoCloseable left;

    @AfterEach
    void cleanUp() throws Exception {
        AutoCloseable leftNow = left;
        left = null;
        if (leftNow != null) {
            leftNow.close();
        }
    }

    /** Each of them leaves something. Not found by Surefire, which leaves out nested classes. */
    static class Leaking {
        @RegisterExtension
        final SharerLeaks leaks = new SharerLeaks();

        @Test
        void aThread() throws Exception {
            SerialExecutor till = SerialExecutor.builder("till").build();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            left = () -> {
                goOn.countDown();
                till.close();
            };
            till.execute(() -> {
                begun.countDown();
                awaitQuietly(goOn);
            });
            begun.await();
        }

        @Test
        void aTurn() {
            StepExecutor steps = new StepExecutor();
            SerialExecutor till =
                    leaks.watch(SerialExecutor.builder("till").executor(steps).build());
            CompletableFuture<String> never = new CompletableFuture<>();
            left = () -> {
                never.complete("now");
                steps.runAll();
                till.close();
            };
            CompletableFuture<String> sold = till.submitStage(() -> never);
            assertThat(sold).isNotDone();
            steps.runAll();
        }

        @Test
        void aBodyThatWaits() {
            StepExecutor steps = new StepExecutor();
            SerialExecutor till =
                    leaks.watch(SerialExecutor.builder("till").executor(steps).build());
            left = () -> {
                steps.runAll();
                till.close();
            };
            till.execute(() -> {});
        }

        @Test
        void aLease() {
            Pool<Object> pool = leaks.watch(Pool.builder(Object::new)
                    .name("drawers")
                    .maxLease(Duration.ofDays(1))
                    .build());
            Lease<Object> lease = pool.borrow();
            left = () -> {
                lease.close();
                pool.close();
            };
        }

        @Test
        void aScope() {
            ResourceScope scope = ResourceManager.create().open();
            left = scope;
        }

        @Test
        void nothing() {
            SerialExecutor till = leaks.watch(SerialExecutor.builder("till").build());
            assertThat(till.submit(() -> "sold").join()).isEqualTo("sold");
            till.close();
        }

        private static void awaitQuietly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String failureOf(String test) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Leaking.class, test))
                .execute()
                .testEvents();
        assertThat(tests.started().count()).isEqualTo(1);
        List<String> failures = tests.failed().stream()
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .toList();
        return String.join("\n", failures);
    }

    @ParameterizedTest
    @CsvSource({
        "aThread,       SHARER-520, 'the thread ''sharer-till-1''', awaitQuietly",
        "aTurn,         SHARER-521, 'in the queue ''till'' 1 body has a turn and 0 wait', SharerLeaksTest",
        "aBodyThatWaits, SHARER-521, 'in the queue ''till'' 1 body has a turn', SharerLeaksTest",
        "aLease,        SHARER-522, '1 object of the pool ''drawers'' is lent: to the thread', SharerLeaksTest.java",
        "aScope,        SHARER-523, Leaking.aScope, is open",
    })
    void whatIsLeftFailsTheTestAndIsToldWithItsPlace(String test, String code, String what, String where) {
        assertThat(failureOf(test)).contains(code, what, where);
    }

    @Test
    void aTestThatLeavesNothingPasses() {
        assertThat(failureOf("nothing")).isEmpty();
    }

    @Test
    void whatOneTestHasLeftDoesNotFailTheNext() {
        assertThat(failureOf("aThread")).startsWith("SHARER-520");
        assertThat(failureOf("nothing")).isEmpty();
    }

    @Test
    void whatIsWatchedCanBeLookedAtBeforeTheEndOfTheTest() {
        SharerLeaks leaks = new SharerLeaks();
        StepExecutor steps = new StepExecutor();
        SerialExecutor till =
                leaks.watch(SerialExecutor.builder("till").executor(steps).build());
        till.execute(() -> {});
        assertThatThrownBy(leaks::check).isInstanceOf(AssertionError.class).hasMessageStartingWith("SHARER-521");
        steps.runAll();
        leaks.check();
        till.close();
    }

    @Test
    void aTurnOfTheTestsOwnThreadIsALeak() {
        SharerLeaks leaks = new SharerLeaks();
        try (SerialExecutor till = SerialExecutor.builder("till").build()) {
            assertThatThrownBy(() -> till.run(leaks::check))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("SHARER-524: the thread of the test has a turn of the queue 'till'");
            leaks.check();
        }
    }

    @Test
    void anInterruptOfTheTestIsKeptAlsoIfThereIsALeak() {
        SharerLeaks leaks = new SharerLeaks();
        try (Pool<Object> pool = leaks.watch(Pool.builder(Object::new).build());
                Lease<Object> lease = pool.borrow()) {
            assertThat(lease.isValid()).isTrue();
            Thread.currentThread().interrupt();
            assertThatThrownBy(leaks::check).hasMessageStartingWith("SHARER-522");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    // --- What all tests of a class share ---

    /** Its thread begins in the first test, and ends after the last. */
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Sharing {
        @RegisterExtension
        static final SharerLeaks leaks = SharerLeaks.perClass();

        static final SerialExecutor TILL = SerialExecutor.builder("till").build();
        static final Pool<Object> DRAWERS =
                leaks.watch(Pool.builder(Object::new).name("drawers").build());
        static final CountDownLatch GO_ON = new CountDownLatch(1);

        @Test
        void test1BeginsAThread() throws Exception {
            CountDownLatch begun = new CountDownLatch(1);
            TILL.execute(() -> {
                begun.countDown();
                Leaking.awaitQuietly(GO_ON);
            });
            begun.await();
        }

        @Test
        void test2LeavesALease() {
            Lease<Object> lease = DRAWERS.borrow();
            left = () -> {
                lease.close();
                DRAWERS.close();
                GO_ON.countDown();
                TILL.close();
            };
        }

        @Test
        void test3() {
            assertThat(DRAWERS.stats().lent()).isEqualTo(1);
        }
    }

    /** What its nested class shares is watched in all tests of that. */
    static class Nesting {
        @RegisterExtension
        static final SharerLeaks leaks = SharerLeaks.perClass();

        @Test
        void leavesNothing() {
            assertThat(leaks).isNotNull();
        }

        @Nested
        @TestMethodOrder(MethodOrderer.MethodName.class)
        class Inner {
            private static final Pool<Object> DRAWERS =
                    Pool.builder(Object::new).name("drawers").build();

            @BeforeAll
            static void watch() {
                leaks.watch(DRAWERS);
            }

            @Test
            void test1LeavesNothing() {
                assertThat(DRAWERS.stats().lent()).isZero();
            }

            @Test
            void test2LeavesALease() {
                Lease<Object> lease = DRAWERS.borrow();
                left = () -> {
                    lease.close();
                    DRAWERS.close();
                };
            }
        }
    }

    /** The same, and it is closed. */
    static class Closing extends Base {
        @RegisterExtension
        static final SharerLeaks leaks = SharerLeaks.perClass();

        @AfterAll
        static void close() {
            closeAll();
        }
    }

    /** A thread that begins in a test. */
    abstract static class Base {
        private static @Nullable SerialExecutor till;
        private static CountDownLatch goOn = new CountDownLatch(1);

        static void closeAll() {
            goOn.countDown();
            Objects.requireNonNull(till).close();
        }

        @Test
        void beginsAThread() throws Exception {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            goOn = end;
            till = SerialExecutor.builder("till").build();
            till.execute(() -> {
                begun.countDown();
                Leaking.awaitQuietly(end);
            });
            begun.await();
        }
    }

    private static List<String> failuresOf(Events events) {
        return events.failed().stream()
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .toList();
    }

    private static EngineExecutionResults run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute();
    }

    @Test
    void aThreadOfWhatTestsShareMayLastUntilAllOfThemAreDone() {
        EngineExecutionResults results = run(Closing.class);
        assertThat(failuresOf(results.allEvents())).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
    }

    @Test
    void whatTestsShareFailsTheTestThatLeavesItAndThreadsFailTheClass() {
        EngineExecutionResults results = run(Sharing.class);
        assertThat(failuresOf(results.testEvents()))
                .singleElement()
                .satisfies(failure -> assertThat(failure).startsWith("SHARER-522: 1 object of the pool 'drawers'"));
        assertThat(failuresOf(results.containerEvents()))
                .singleElement()
                .satisfies(failure -> assertThat(failure).startsWith("SHARER-520"));
    }

    @Test
    void whatTheTestsOfANestedClassShareFailsTheTestThatLeavesIt() {
        assertThat(failuresOf(run(Nesting.class).testEvents()))
                .singleElement()
                .satisfies(failure -> assertThat(failure).startsWith("SHARER-522: 1 object of the pool 'drawers'"));
    }

    // --- With a container ---

    @Shared("till")
    @ApplicationScoped
    static class Till {
        CompletableFuture<String> sell(CompletableFuture<String> when) {
            return when;
        }
    }

    @Pooled(name = "drawers", maxSize = 2)
    static class Drawer {}

    @Dependent
    static class User {
        @Inject
        Pool<Drawer> pool;

        @Inject
        SharerRegistry registry;
    }

    /** An application that is not closed before the leaks are looked for. */
    static class LeakingApplication {
        @RegisterExtension
        final SharerLeaks leaks = new SharerLeaks();

        @Test
        void leaves() {
            SeContainer container = SeContainerInitializer.newInstance()
                    .addBeanClasses(Till.class, Drawer.class, User.class)
                    .initialize();
            User user = container.select(User.class).get();
            CompletableFuture<String> never = new CompletableFuture<>();
            SharerRegistry registry = leaks.watch(user.registry);
            CompletableFuture<String> sold = container.select(Till.class).get().sell(never);
            assertThat(sold).isNotDone();
            Lease<Drawer> lease = user.pool.borrow();
            assertThat(registry.pools()).hasSize(1);
            left = () -> {
                never.complete("sold");
                lease.close();
                container.close();
            };
        }
    }

    @Test
    void aRegistryOfAClosedContainerTellsNothing() {
        SharerLeaks leaks = new SharerLeaks();
        try (SeContainer container = SeContainerInitializer.newInstance()
                .addBeanClasses(Till.class, Drawer.class, User.class)
                .initialize()) {
            leaks.watch(container.select(User.class).get().registry);
        }
        leaks.check();
    }

    static Stream<RuntimeException> otherFailures() {
        return Stream.of(
                new UnsupportedOperationException("broken"),
                new IllegalStateException("SHARER-205: broken"),
                new PoolClosedException("broken"));
    }

    @ParameterizedTest
    @MethodSource("otherFailures")
    void aRegistryThatFailsOtherwiseFailsTheTest(RuntimeException failure) {
        SharerLeaks leaks = new SharerLeaks();
        leaks.watch((SharerRegistry) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SharerRegistry.class}, (proxy, method, arguments) -> {
                    throw failure;
                }));
        assertThatThrownBy(leaks::check).isSameAs(failure);
    }

    @Test
    void aRegistryTellsOfAllThatAnApplicationHas() {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(LeakingApplication.class))
                .execute()
                .testEvents();
        String failure = String.valueOf(tests.failed().stream()
                .findAny()
                .orElseThrow()
                .getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage());
        assertThat(failure)
                .contains("SHARER-521: in the queue 'till' 1 body has a turn", "Till.sell")
                .contains("SHARER-522: 1 object of the pool 'drawers' is lent");
    }
}

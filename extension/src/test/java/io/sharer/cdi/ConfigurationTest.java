package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Access;
import io.sharer.CallScoped;
import io.sharer.EventLoop;
import io.sharer.ManagedResources;
import io.sharer.OutsideUse;
import io.sharer.Overflow;
import io.sharer.Pool;
import io.sharer.PoolTimeoutException;
import io.sharer.Pooled;
import io.sharer.ResourceTemplate;
import io.sharer.RunOn;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import io.sharer.TurnRejectedException;
import io.sharer.TurnTimeoutException;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is configured goes before what annotations say, for each queue, pool and loop by its name. */
class ConfigurationTest {
    private static final String OWN = "sharer.queue.\"" + Own.class.getName() + "\".";
    private static final String TILL = "sharer.queue.\"till\".";
    private static final String TOOLS = "sharer.pool.\"" + Workshop.class.getName() + ".tool\".";

    @Shared("till")
    @ApplicationScoped
    static class Till {
        @Inject
        @SharedQueue("till")
        SerialExecutor queue;

        String hold(Gate gate) {
            gate.run();
            return "held";
        }

        @Shared(timeout = "PT30S")
        String patient() {
            return "sold";
        }

        String sell() {
            return "sold";
        }

        String thread() {
            return Thread.currentThread().getName();
        }

        CompletableFuture<String> sellLater() {
            return CompletableFuture.completedFuture("sold");
        }

        @Unshared
        SerialExecutor queue() {
            return queue;
        }
    }

    @ApplicationScoped
    static class Own {
        @Inject
        SerialExecutor queue;

        @Shared(capacity = 1, timeout = "PT0S")
        String work() {
            return "worked";
        }

        @Shared
        void hold(Gate gate) {
            gate.run();
        }

        @Unshared
        SerialExecutor queue() {
            return queue;
        }
    }

    @Shared(value = "screen", runOn = RunOn.DEDICATED_THREAD)
    @ApplicationScoped
    static class Screen {
        String thread() {
            return Thread.currentThread().getName();
        }
    }

    @Shared(value = "licence", permits = 2)
    @ApplicationScoped
    static class Licensed {
        String thread() {
            return Thread.currentThread().getName();
        }
    }

    @Shared("till")
    @ApplicationScoped
    static class Reader {
        @Shared(access = Access.READ)
        void look() {}
    }

    @ApplicationScoped
    static class Workshop {
        private final Tools tools = new Tools();

        @Produces
        @Pooled(minSize = 1, maxSize = 2, timeout = "PT30S")
        @CallScoped
        @Named("tool")
        Tool tool() {
            return tools.make();
        }

        @Produces
        @Pooled(name = "fine", maxSize = 1)
        @CallScoped
        @Named("fine")
        Tool fine() {
            return tools.make();
        }
    }

    @ApplicationScoped
    static class WithLoops {
        @Inject
        EventLoop loop;

        @Inject
        @Named("mail")
        EventLoop mail;

        EventLoop loop() {
            return loop;
        }

        EventLoop mail() {
            return mail;
        }
    }

    @RegisterExtension
    final SystemProperties configured = new SystemProperties();

    /** Does something while one body has the turn. */
    private static void whileHeld(Till till, Work work) throws Exception {
        Gate gate = new Gate();
        Caller<String> holder = Caller.of(() -> till.hold(gate));
        gate.awaitEntered();
        try {
            work.run();
        } finally {
            gate.open();
        }
        assertThat(holder.result()).isEqualTo("held");
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    // --- Queues ---

    @Test
    void aNamedQueueHasTheCapacityThatIsConfigured() throws Exception {
        configured.with(TILL + "capacity", "1");
        try (Container container = Container.start(Till.class)) {
            Till till = container.get(Till.class);
            whileHeld(till, () -> {
                CompletableFuture<String> waiting = till.sellLater();

                assertThatThrownBy(till::sell).isInstanceOf(TurnRejectedException.class);
                assertThat(waiting).isNotDone();
            });
        }
    }

    @Test
    void zeroTakesAwayTheCapacityOfTheAnnotation() throws Exception {
        Gate gate = new Gate();
        configured.with(OWN + "capacity", "0").and(OWN + "timeout", "none");
        try (Container container = Container.start(Own.class)) {
            Own own = container.get(Own.class);
            Caller<Boolean> holder = Caller.of(() -> {
                own.hold(gate);
                return true;
            });
            gate.awaitEntered();
            CompletableFuture<?> first = own.queue().submit(() -> {});
            CompletableFuture<?> second = own.queue().submit(() -> {});
            Caller<String> third = Caller.of(own::work);
            await().atMost(20, SECONDS).until(() -> own.queue().stats().length() == 3);
            gate.open();

            assertThat(third.result()).isEqualTo("worked");
            assertThat(first).succeedsWithin(20, SECONDS);
            assertThat(second).succeedsWithin(20, SECONDS);
            assertThat(holder.result()).isTrue();
        }
    }

    @Test
    void theTimeoutOfAQueueHoldsForAllCallsWhateverTheirMethodsSay() throws Exception {
        configured.with(TILL + "timeout", "PT0S");
        try (Container container = Container.start(Till.class)) {
            Till till = container.get(Till.class);
            whileHeld(till, () -> {
                assertThatThrownBy(till::sell).isInstanceOf(TurnTimeoutException.class);
                assertThatThrownBy(till::patient).isInstanceOf(TurnTimeoutException.class);
                assertThatThrownBy(() -> till.queue().call(() -> "called")).isInstanceOf(TurnTimeoutException.class);
                assertThatThrownBy(() -> till.sellLater().get(20, SECONDS))
                        .hasCauseInstanceOf(TurnTimeoutException.class);
            });
        }
    }

    @Test
    void theTimeoutOfTheApplicationIsForCallsThatSayNothing() throws Exception {
        configured.with("sharer.turn-timeout", "PT0S");
        try (Container container = Container.start(Till.class)) {
            Till till = container.get(Till.class);
            Gate gate = new Gate();
            Caller<String> holder = Caller.of(() -> till.hold(gate));
            gate.awaitEntered();

            assertThatThrownBy(till::sell).isInstanceOf(TurnTimeoutException.class);
            Caller<String> patient = Caller.of(till::patient);
            await().atMost(20, SECONDS).until(() -> till.queue().stats().length() == 1);
            gate.open();
            assertThat(patient.result()).isEqualTo("sold");
            assertThat(holder.result()).isEqualTo("held");
        }
    }

    @Test
    void theOverflowOfAQueueHoldsForAllCalls() throws Exception {
        configured.with(TILL + "capacity", "1").and(TILL + "overflow", "drop-oldest");
        try (Container container = Container.start(Till.class)) {
            Till till = container.get(Till.class);
            whileHeld(till, () -> {
                CompletableFuture<String> first = till.sellLater();
                CompletableFuture<String> second = till.sellLater();

                assertThat(first).isCompletedExceptionally();
                assertThat(second).isNotDone();
            });
        }
    }

    @Test
    void permitsThatAreConfiguredLetBodiesRunBesideEachOther() throws Exception {
        configured.with(TILL + "permits", "2");
        try (Container container = Container.start(Till.class)) {
            Till till = container.get(Till.class);
            whileHeld(till, () -> assertThat(Caller.of(till::sell).result()).isEqualTo("sold"));
        }
    }

    @Test
    void aQueueIsGivenAThreadOrNone() {
        configured.with(TILL + "run-on", "DEDICATED_THREAD").and("sharer.queue.\"screen\".run-on", "CALLER");
        try (Container container = Container.start(Till.class, Screen.class)) {
            assertThat(container.get(Till.class).thread()).isEqualTo("sharer-till");
            assertThat(container.get(Screen.class).thread())
                    .isEqualTo(Thread.currentThread().getName());
        }
    }

    @Test
    void permitsThatAreConfiguredMakeRoomForAThread() {
        configured
                .with("sharer.queue.\"licence\".permits", "1")
                .and("sharer.queue.\"licence\".run-on", "DEDICATED_THREAD");
        try (Container container = Container.start(Licensed.class)) {
            assertThat(container.get(Licensed.class).thread()).isEqualTo("sharer-licence");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sharer.drain-timeout", "sharer.queue.\"till\".drain-timeout"})
    void theTimeToDrainIsConfigured(String key) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        configured.with(key, "PT0S");
        try (Container container = Container.start(Till.class)) {
            CompletableFuture<?> hanging = container.get(Till.class).queue().submit(() -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            });
            assertThat(begun.await(20, SECONDS)).isTrue();
            Caller<Boolean> closing = closing(container);

            // Without it the body has 30 seconds.
            assertThat(interrupted.await(15, SECONDS)).isTrue();
            assertThat(closing.result()).isTrue();
            assertThat(hanging).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    @Tag(Container.NOT_IN_LITE)
    void soIsThatOfALoop() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        configured.with("sharer.drain-timeout", "PT0S");
        try (Container container = Container.start(WithLoops.class)) {
            CompletableFuture<?> hanging = container.get(WithLoops.class).mail().blocking(() -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
                return null;
            });
            assertThat(begun.await(20, SECONDS)).isTrue();
            Caller<Boolean> closing = closing(container);

            assertThat(interrupted.await(15, SECONDS)).isTrue();
            assertThat(closing.result()).isTrue();
            assertThat(hanging).isDone();
        }
    }

    @Test
    @Tag(Container.NOT_IN_LITE)
    void soIsThatOfAPool() throws Exception {
        configured.with("sharer.drain-timeout", "PT0S");
        try (Container container = Container.start(Workshop.class, Pools.class)) {
            assertThat(container.get(Pools.class).tools().borrow().isValid()).isTrue();
            Caller<Boolean> closing = closing(container);

            await().atMost(15, SECONDS).until(closing::isDone);
            assertThat(closing.result()).isTrue();
        }
    }

    private static Caller<Boolean> closing(Container container) {
        return Caller.of(() -> {
            container.se().close();
            return true;
        });
    }

    @Test
    void theWatchdogsPatienceIsConfigured() throws Exception {
        configured.with("sharer.watchdog", "PT0.1S");
        try (LogLines lines = LogLines.of("io.sharer");
                Container container = Container.start(Till.class)) {
            Till till = container.get(Till.class);
            whileHeld(till, () -> {
                CompletableFuture<String> waiting = till.sellLater();
                await().atMost(20, SECONDS).until(() -> lines.text().contains("Till.hold"));
                assertThat(waiting).isNotDone();
            });
        }
    }

    // --- Pools and loops ---

    @ApplicationScoped
    static class Pools {
        @Inject
        @Named("tool")
        Pool<Tool> tools;

        @Inject
        @Named("fine")
        Pool<Tool> fine;

        Pool<Tool> tools() {
            return tools;
        }

        Pool<Tool> fine() {
            return fine;
        }
    }

    @Test
    @Tag(Container.NOT_IN_LITE)
    void aPoolIsConfiguredByItsProducerOrItsName() {
        configured.with(TOOLS + "max-size", "5").and(TOOLS + "min-size", "3").and("sharer.pool.\"fine\".max-size", "7");
        try (Container container = Container.start(Workshop.class, Pools.class)) {
            Pools pools = container.get(Pools.class);

            assertThat(pools.tools().stats().maxSize()).isEqualTo(5);
            assertThat(pools.tools().stats().minSize()).isEqualTo(3);
            assertThat(pools.fine().stats().maxSize()).isEqualTo(7);
        }
    }

    @Test
    @Tag(Container.NOT_IN_LITE)
    void thePoolOfAClassIsConfiguredByTheClass() {
        configured.with("sharer.pool.\"" + Parser.class.getName() + "\".max-size", "5");
        try (Container container = Container.start(Parser.class, HasParsers.class)) {
            assertThat(container.get(HasParsers.class).pool().stats().maxSize()).isEqualTo(5);
        }
    }

    @Pooled(maxSize = 1)
    static class Parser {}

    @ApplicationScoped
    static class HasParsers {
        @Inject
        Pool<Parser> pool;

        Pool<Parser> pool() {
            return pool;
        }
    }

    @ParameterizedTest
    @CsvSource({"sharer.pool.\"fine\".timeout", "sharer.borrow-timeout"})
    @Tag(Container.NOT_IN_LITE)
    void theWaitToBorrowIsConfigured(String key) {
        configured.with(key, "PT0S");
        try (Container container = Container.start(Workshop.class, Pools.class)) {
            Pool<Tool> fine = container.get(Pools.class).fine();
            fine.with(tool -> {
                assertThatThrownBy(() -> Caller.of(fine::borrow).result()).isInstanceOf(PoolTimeoutException.class);
                return true;
            });
        }
    }

    @Test
    @Tag(Container.NOT_IN_LITE)
    void aLoopIsConfiguredByItsNameAndTheOneWithoutAsLoop() {
        configured.with("sharer.loop.\"mail\".workers", "3").and("sharer.loop.\"loop\".workers", "5");
        try (Container container = Container.start(WithLoops.class)) {
            WithLoops loops = container.get(WithLoops.class);

            assertThat(loops.mail().loopStats().workers()).isEqualTo(3);
            assertThat(loops.loop().loopStats().workers()).isEqualTo(5);
        }
    }

    @Test
    @Tag(Container.NOT_IN_LITE)
    void theWatchdogOfALoopIsConfigured() throws Exception {
        Gate gate = new Gate();
        configured.with("sharer.loop.\"mail\".watchdog", "PT0.05S");
        try (LogLines lines = LogLines.of("io.sharer");
                Container container = Container.start(WithLoops.class)) {
            EventLoop mail = container.get(WithLoops.class).mail();
            CompletableFuture<?> blocking = mail.submit((Runnable) gate);
            gate.awaitEntered();
            await().atMost(20, SECONDS).until(() -> mail.loopStats().blocked() > 0);
            // The one that nobody configures tells of 2000.
            await().atMost(20, SECONDS).until(() -> lines.text().contains("for 50 ms at least"));
            gate.open();
            assertThat(blocking).succeedsWithin(20, SECONDS);
        }
    }

    // --- Resources ---

    @Test
    @Tag(Container.NOT_IN_LITE)
    void useOutsideAnyScopeIsRefusedIfThatIsConfiguredAndTheTemplateDoesNotSay() {
        ResourceTemplate<String> template = ResourceTemplate.of(() -> "resource");
        configured.with("sharer.outside-use", "fail");
        try (Container container = Container.start(Till.class)) {
            assertThat(container.get(Till.class).sell()).isEqualTo("sold");
            assertThatThrownBy(template::acquire).isInstanceOf(IllegalStateException.class);
            assertThatCode(() -> template.outside(OutsideUse.ALLOW).acquire()).doesNotThrowAnyException();
        }

        System.clearProperty("sharer.outside-use");
        assertThatCode(template::acquire).doesNotThrowAnyException();
        template.release();
    }

    /** Not every container tells of the end of what has not begun. */
    @Test
    @Tag(Container.NOT_IN_LITE)
    void whatADeploymentThatFailedWouldHaveSaidOfUseOutsideAnyScopeDoesNotHold() throws Exception {
        ResourceTemplate<String> template = ResourceTemplate.of(() -> "resource");
        configured.with("sharer.outside-use", "fail");
        assertThat(Deployments.failureOf(EagerForNothing.class)).contains("SHARER-35");
        System.clearProperty("sharer.outside-use");

        assertThatCode(template::acquire).doesNotThrowAnyException();
        template.release();
    }

    @ApplicationScoped
    @ManagedResources(eager = String.class)
    static class EagerForNothing {}

    /** As in an archive of several parts, which have a class loader each. */
    @Test
    @Tag(Container.NOT_IN_LITE)
    void whatIsConfiguredOfUseOutsideAnyScopeHoldsForAllThreadsThatRunTheApplicationsCode() throws Exception {
        configured.with("sharer.outside-use", "fail");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (Container container = Container.start(Till.class);
                URLClassLoader another = new URLClassLoader(new URL[0], before)) {
            assertThat(container.get(Till.class).sell()).isEqualTo("sold");
            System.clearProperty("sharer.outside-use");
            thread.setContextClassLoader(another);
            try {
                ResourceTemplate<String> template = ResourceTemplate.of(() -> "resource");
                assertThatThrownBy(template::acquire).isInstanceOf(IllegalStateException.class);
            } finally {
                // OpenWebBeans closes that of the context class loader.
                thread.setContextClassLoader(before);
            }
        }
    }

    // --- What is built ---

    @Test
    void whatAProgramBuildsIsNotConfiguredFromOutside() throws Exception {
        configured.with(TILL + "permits", "2");
        try (Container container = Container.start(Till.class);
                SerialExecutor built = SerialExecutor.builder("till").build()) {
            assertThat(container.get(Till.class).sell()).isEqualTo("sold");
            Gate gate = new Gate();
            CompletableFuture<?> first = built.submit((Runnable) gate);
            gate.awaitEntered();
            CompletableFuture<String> second = built.submit(() -> "second");
            Caller<Integer> length = Caller.of(() -> built.stats().length());

            assertThat(length.result()).isEqualTo(1);
            gate.open();
            assertThat(first).succeedsWithin(20, SECONDS);
            assertThat(second).succeedsWithin(20, SECONDS);
        }
    }

    // --- What is told ---

    @Shared(permits = 0)
    @ApplicationScoped
    static class NoPermits {}

    @Test
    @Tag(Container.NOT_IN_LITE)
    void wrongValuesAreToldTogetherWithAllOtherDefinitionErrors() throws Exception {
        configured
                .with(TILL + "capacity", "many")
                .and("sharer.pool.\"fine\".max-age", "old")
                .and("sharer.loop.\"mail\".workers", "0")
                .and("sharer.drain-timeout", "PT-1S");
        assertThat(Deployments.failureOf(Till.class, NoPermits.class, Workshop.class, WithLoops.class))
                .contains("SHARER-021")
                .contains(
                        "SHARER-480: " + TILL + "capacity is \"many\" in the system properties. Allowed is a whole"
                                + " number, 0 or more.",
                        "SHARER-480: sharer.pool.\"fine\".max-age is \"old\"",
                        "SHARER-480: sharer.loop.\"mail\".workers is \"0\"",
                        "SHARER-480: sharer.drain-timeout is \"PT-1S\"");
    }

    @Test
    void permitsForAThreadAreTheSameErrorAndNameTheKey() throws Exception {
        configured.with("sharer.queue.\"screen\".permits", "2");
        assertThat(Deployments.failureOf(Screen.class))
                .contains("SHARER-036: sharer.queue.\"screen\".permits in the system properties: permits = 2 cannot be"
                        + " combined with runOn = DEDICATED_THREAD, which the queue 'screen' has by @Shared on "
                        + Screen.class.getName());
    }

    @Test
    void aThreadForReadersIsTheSameErrorAndNamesTheKey() throws Exception {
        configured.with(TILL + "run-on", "DEDICATED_THREAD");
        assertThat(Deployments.failureOf(Reader.class))
                .contains("SHARER-035", "$Reader.look()", "by " + TILL + "run-on in the system properties");
    }

    @Test
    @Tag(Container.NOT_IN_LITE)
    void sizesThatDoNotFitAreTheSameErrorAndNameTheKey() throws Exception {
        configured.with(TOOLS + "min-size", "4");
        assertThat(Deployments.failureOf(Workshop.class))
                .contains(
                        "SHARER-083",
                        "minSize, by " + TOOLS + "min-size in the system properties is 4 and maxSize is 2");
    }

    @ApplicationScoped
    static class MakesFinal {
        @Produces
        @Pooled(name = "final")
        @Dependent
        Sealed sealed() {
            return new Sealed();
        }
    }

    static final class Sealed {}

    @Test
    @Tag(Container.NOT_IN_LITE)
    void leasesThatCannotBeKilledAreTheSameErrorAndNameTheKey() throws Exception {
        configured.with("sharer.pool.\"final\".kill-lease", "PT1S");
        assertThat(Deployments.failureOf(MakesFinal.class))
                .contains("SHARER-086", "killLease, by sharer.pool.\"final\".kill-lease in the system properties");
    }

    @Test
    void whatNobodyReadsIsWarnedAboutThoughTheDeploymentStops() throws Exception {
        configured.with(TILL + "capacity", "many").and(TILL + "capacty", "1");
        assertThat(Deployments.failureOf(Till.class)).contains("SHARER-480", "SHARER-482: " + TILL + "capacty");
    }

    @Test
    @Tag(Container.NOT_IN_LITE)
    void whatNobodyReadsIsWarnedAboutWithTheNearestName() throws Exception {
        configured
                .with("sharer.queue.\"tile\".capacity", "1")
                .and(TILL + "capacty", "1")
                .and("sharer.pool.\"finer\".max-size", "1")
                .and("sharer.loop.\"male\".workers", "1");
        assertThat(Deployments.warningsOf(Till.class, Workshop.class, WithLoops.class))
                .contains(
                        "no queue named \"tile\"",
                        "The nearest name is \"till\"",
                        "SHARER-482: " + TILL + "capacty is configured, but there is no such key",
                        "The nearest one is " + TILL + "capacity",
                        "The nearest name is \"fine\"",
                        "The nearest name is \"mail\"");
    }

    @Test
    @Tag(Container.NOT_IN_LITE)
    void whatIsReadIsNotWarnedAbout() throws Exception {
        configured
                .with(TILL + "capacity", "1")
                .and(OWN + "permits", "1")
                .and(TOOLS + "max-age", "PT1H")
                .and("sharer.loop.\"loop\".capacity", "1")
                .and("sharer.thread-sweep", "PT1S");
        assertThat(Deployments.warningsOf(Till.class, Own.class, Workshop.class))
                .doesNotContain("SHARER-48");
    }

    @Test
    void anOverflowWithoutACapacityIsWarnedAbout() throws Exception {
        configured.with(TILL + "overflow", "WAIT");
        assertThat(Deployments.warningsOf(Till.class)).contains("SHARER-485: " + TILL + "overflow");
        configured.with(TILL + "overflow", Overflow.WAIT.name()).and(TILL + "capacity", "3");
        assertThat(Deployments.warningsOf(Till.class)).doesNotContain("SHARER-485", "SHARER-070");
    }
}

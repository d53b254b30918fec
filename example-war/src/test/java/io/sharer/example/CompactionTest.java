package io.sharer.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.LateBinding;
import io.sharer.LoopTask;
import io.sharer.cdi.SharerExtension;
import io.sharer.cdi.late.LateExtension;
import io.sharer.cdi.loop.LoopExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The compaction in a CDI container, as a task of an event loop that looks at the clock more often. */
@Timeout(60)
class CompactionTest {
    private static final int UNUSED_PAGES = 1000;
    private static final long SMALL = UNUSED_PAGES * 4096L / 10;

    private final Path file;
    private WeldContainer container;
    private UserRegistry registry;

    CompactionTest(@TempDir Path folder) {
        file = folder.resolve("users.db");
    }

    /** Has the task look at the clock as good as always. */
    static class Impatience implements Extension {
        void hurry(@Observes ProcessAnnotatedType<Compaction> event) {
            event.configureAnnotatedType()
                    .filterMethods(method -> method.isAnnotationPresent(LoopTask.class))
                    .forEach(method -> method.remove(annotation -> annotation instanceof LoopTask)
                            .add(LoopTask.Literal.of("PT0.02S", "")));
        }
    }

    /** Binds the test's settings. */
    @ApplicationScoped
    static class TestStart {
        private final LateBinding<Settings> settings;

        @Inject
        TestStart(LateBinding<Settings> settings) {
            this.settings = settings;
        }

        /** For the container's proxy. */
        @SuppressWarnings("NullAway")
        TestStart() {
            this.settings = null;
        }

        void bind(@Observes @Initialized(ApplicationScoped.class) Object started) {
            settings.set(new Soon(ServerSettings.read().database()));
        }
    }

    /** The time comes a second after somebody has asked for it. */
    private record Soon(Path database) implements Settings {
        @Override
        public LocalTime compaction() {
            return LocalTime.now(ZoneId.systemDefault()).plusSeconds(1);
        }
    }

    @BeforeEach
    void start() throws Exception {
        UserStore.open(file).close();
        Database.leaveUnused(file, UNUSED_PAGES);
        System.setProperty(ServerSettings.DATABASE, file.toString());
        container = new Weld()
                .disableDiscovery()
                .extensions(new SharerExtension(), new LateExtension(), new LoopExtension(), new Impatience())
                .beanClasses(TestStart.class, UserRegistry.class, Compaction.class)
                .initialize();
        registry = container.select(UserRegistry.class).get();
    }

    @AfterEach
    void stop() {
        if (container.isRunning()) {
            container.shutdown();
        }
        System.clearProperty(ServerSettings.DATABASE);
    }

    @Test
    void whenTheTimeHasComeTheFileIsCompacted() throws Exception {
        registry.addUser("Anna", 42, "female");

        await().until(() -> Files.size(file) < SMALL);

        assertThat(Database.users(file)).isEqualTo(1);
    }

    @Test
    void itTakesItsTurn() throws Exception {
        HeldTurn turn = new HeldTurn(registry);
        await().until(() -> registry.queueStats().length() == 1);
        assertThat(Files.size(file)).isGreaterThan(SMALL);

        turn.end();

        await().until(() -> Files.size(file) < SMALL);
    }

    @Test
    void theEndOfTheApplicationWaitsForOneThatHasBegun() throws Exception {
        HeldTurn turn = new HeldTurn(registry);
        await().until(() -> registry.queueStats().length() == 1);

        CompletableFuture<Void> ending = CompletableFuture.runAsync(container::shutdown);
        turn.end();
        ending.join();

        assertThat(Files.size(file)).isLessThan(SMALL);
        assertThat(Database.problems(file)).isEqualTo("ok");
        assertThat(Files.exists(Path.of(file + "-wal"))).isFalse();
    }

    /** The container has ended before the time, and nobody is left who could look at the clock. */
    @Test
    void afterTheEndOfTheApplicationThereIsNone() throws Exception {
        container.shutdown();

        await().atMost(Duration.ofSeconds(30)).until(CompactionTest::threads, List::isEmpty);
        assertThat(Files.size(file)).isGreaterThan(SMALL);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("sharer"))
                .toList();
    }
}

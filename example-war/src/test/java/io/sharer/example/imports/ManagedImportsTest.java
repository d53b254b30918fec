package io.sharer.example.imports;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.ResourceManager;
import io.sharer.ResourceStats;
import io.sharer.cdi.SharerExtension;
import io.sharer.cdi.late.LateExtension;
import io.sharer.cdi.scope.ScopeExtension;
import io.sharer.example.Database;
import io.sharer.example.HeldTurn;
import io.sharer.example.Start;
import io.sharer.example.UserRegistry;
import io.sharer.example.WaitingRows;
import io.sharer.example.WaitingTable;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Imports in a CDI container, each with its temporary table for as long as its scope lasts. */
@Timeout(60)
class ManagedImportsTest {
    private static final String HEADER = "name,age,gender\n";

    /** Of a registry, by the order in which they are made. */
    private static final WaitingTable FIRST = new WaitingTable(1);

    private static final WaitingTable SECOND = new WaitingTable(2);

    private final Path file;
    private WeldContainer container;
    private UserRegistry registry;
    private ImportService imports;

    ManagedImportsTest(@TempDir Path folder) {
        file = folder.resolve("users.db");
    }

    @BeforeEach
    void start() {
        System.setProperty("example.db", file.toString());
        container = new Weld()
                .disableDiscovery()
                .extensions(new SharerExtension(), new LateExtension(), new ScopeExtension())
                .beanClasses(
                        Start.class, UserRegistry.class, WaitingRows.class, ManagedImports.class, ImportService.class)
                .initialize();
        registry = container.select(UserRegistry.class).get();
        assertThat(registry.file()).exists();
        imports = container.select(ImportService.class).get();
    }

    @AfterEach
    void stop() {
        if (container.isRunning()) {
            container.shutdown();
        }
        System.clearProperty("example.db");
    }

    @Test
    void anImportIsQueuedUntilItsFirstTurnAndKeepsNobodyWaitingForThat() throws Exception {
        HeldTurn turn = new HeldTurn(registry);
        ImportJob job = imports.start(users("Anna", 250));
        assertThat(job.progress().state()).isEqualTo(ImportState.QUEUED);

        turn.end();

        assertThat(ended(job)).isEqualTo(ImportState.DONE);
        assertThat(job.progress().done()).isEqualTo(250);
        assertThat(Database.users(file)).isEqualTo(250);
        assertThat(Database.audits(file)).isEqualTo(250);
    }

    @Test
    void theTableIsGoneWhenTheImportIsDone() {
        assertThat(ended(imports.start(users("Anna", 250)))).isEqualTo(ImportState.DONE);

        assertGone(FIRST);
        ResourceStats stats = container.select(ResourceManager.class).get().stats();
        assertThat(stats.opened()).isEqualTo(1);
        assertThat(stats.acquired()).isEqualTo(1);
        assertThat(stats.held()).isZero();
    }

    @Test
    void theTableIsGoneWhenABatchHasFailed() throws Exception {
        Database.breakAt(file, "Anna 150");

        ImportJob job = imports.start(users("Anna", 250));

        assertThat(ended(job)).isEqualTo(ImportState.FAILED);
        assertThat(job.progress().done()).isEqualTo(100);
        assertThat(Database.users(file)).isEqualTo(100);
        assertGone(FIRST);
    }

    @Test
    void theTableIsGoneWhenTheDatabaseHasRefusedARow() throws Exception {
        Database.refuse(file, "Anna 150");

        ImportJob job = imports.start(users("Anna", 250));

        assertThat(ended(job)).isEqualTo(ImportState.DONE);
        assertThat(job.progress().failed()).extracting(RowError::line).containsExactly(152L);
        assertThat(Database.users(file)).isEqualTo(249);
        assertGone(FIRST);
    }

    @Test
    void theTableIsGoneWhenABatchWasRefusedByAFullQueueInWhichItsEndHasAPlace() throws Exception {
        HeldTurn before = new HeldTurn(registry);
        ImportJob job = imports.start(users("Anna", 250));
        CompletableFuture<HeldTurn> full = new CompletableFuture<>();
        onceItRuns(job, () -> full.complete(fillTheQueue()));
        before.end();
        HeldTurn holder = full.get(30, SECONDS);
        await().until(() -> registry.queueStats().length() == 1001);
        assertThat(registry.queueStats().rejected()).isEqualTo(1);

        holder.end();

        assertThat(ended(job)).isEqualTo(ImportState.FAILED);
        assertThat(job.progress().error()).startsWith("The queue took no more");
        assertGone(FIRST);
    }

    /** Its table is made in its first turn, so there is none to drop. */
    @Test
    void anImportThatFindsNoPlaceAtAllHasNoTable() throws Exception {
        HeldTurn holder = fillTheQueue();

        ImportJob job = imports.start(users("Anna", 1));

        assertThat(job.progress().state()).isEqualTo(ImportState.FAILED);
        holder.end();
        assertGone(FIRST);
        assertThat(container.select(ResourceManager.class).get().stats().acquired())
                .isZero();
    }

    @Test
    void importsAtOnceDoNotMeet() throws Exception {
        HeldTurn turn = new HeldTurn(registry);
        ImportJob one = imports.start(CsvUsers.of(HEADER + "bad\n" + rows("One", 1500)));
        ImportJob other = imports.start(CsvUsers.of(HEADER + rows("Other", 1500) + "bad\n"));
        turn.end();

        assertThat(ended(one)).isEqualTo(ImportState.DONE);
        assertThat(ended(other)).isEqualTo(ImportState.DONE);

        assertThat(one.progress().failed()).extracting(RowError::line).containsExactly(2L);
        assertThat(other.progress().failed()).extracting(RowError::line).containsExactly(1502L);
        assertThat(one.progress().done()).isEqualTo(1501);
        assertThat(other.progress().done()).isEqualTo(1501);
        assertThat(Database.usersLike(file, "One %")).isEqualTo(1500);
        assertThat(Database.usersLike(file, "Other %")).isEqualTo(1500);
        assertGone(FIRST);
        assertGone(SECOND);
    }

    @Test
    void othersHaveTurnsBetweenTwoBatches() throws Exception {
        HeldTurn turn = new HeldTurn(registry);
        ImportJob job = imports.start(users("Anna", 20_000));
        turn.end();

        registry.addUser("Bo", 7, "male");

        assertThat(job.progress().done()).isLessThan(20_000);
        assertThat(ended(job)).isEqualTo(ImportState.DONE);
    }

    @Test
    void theEndOfTheApplicationEndsAnImportUnderWayAndItsTable() throws Exception {
        ImportJob job = imports.start(users("Anna", 50_000));
        await().until(() -> job.progress().done() > 0);

        List<String> warnings = Warnings.during(container::shutdown);

        assertThat(warnings).as("of a scope or a table that was left").isEmpty();
        assertThat(job.progress().state()).isEqualTo(ImportState.FAILED);
        assertThat(job.progress().error()).startsWith("The application ended");
        assertThat(Database.users(file)).isEqualTo(job.progress().done());
        assertThat(Database.problems(file)).isEqualTo("ok");
        // The connection has been closed, and that is the end of its temporary tables.
        assertThat(Files.exists(Path.of(file + "-wal"))).isFalse();
    }

    @Test
    void aFilesTextIsNotKeptOnceItsRowsWait() throws Exception {
        HeldTurn before = new HeldTurn(registry);
        Started started = startLarge();
        ImportJob job = started.job();
        CompletableFuture<HeldTurn> held = new CompletableFuture<>();
        AtomicBoolean first = new AtomicBoolean(true);
        job.addListener(() -> {
            if (job.progress().done() > 0 && first.getAndSet(false)) {
                held.complete(hold());
            }
        });
        before.end();
        HeldTurn whileItImports = held.get(30, SECONDS);
        assertThat(job.progress().state()).isEqualTo(ImportState.RUNNING);

        await().until(() -> {
            System.gc();
            return started.text().get() == null;
        });

        whileItImports.end();
        assertThat(ended(job)).isEqualTo(ImportState.DONE);
    }

    private record Started(ImportJob job, WeakReference<String> text) {}

    private Started startLarge() {
        String text = HEADER + rows("Anna", 2500);
        return new Started(imports.start(CsvUsers.of(text)), new WeakReference<>(text));
    }

    /** Has the turn, and 1,000 others wait for it, which is as many as may. */
    private HeldTurn fillTheQueue() {
        HeldTurn holder = hold();
        for (int i = 0; i < 1000; i++) {
            var unused = registry.addUserSoon("Somebody", 1, "any");
        }
        return holder;
    }

    private HeldTurn hold() {
        try {
            return new HeldTurn(registry);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void onceItRuns(ImportJob job, Runnable action) {
        AtomicBoolean first = new AtomicBoolean(true);
        job.addListener(() -> {
            if (first.getAndSet(false)) {
                action.run();
            }
        });
    }

    private static ImportState ended(ImportJob job) {
        return await().atMost(Duration.ofSeconds(40)).until(() -> job.progress().state(), ImportState::isFinal);
    }

    private void assertGone(WaitingTable table) {
        assertThatThrownBy(() ->
                        registry.importNext(table, 1).toCompletableFuture().join())
                .hasMessageContaining("no such table");
    }

    private static CsvUsers users(String name, int count) {
        return CsvUsers.of(HEADER + rows(name, count));
    }

    private static String rows(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> name + " " + i + ",30,any\n")
                .collect(Collectors.joining());
    }
}

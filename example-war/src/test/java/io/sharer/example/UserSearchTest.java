package io.sharer.example;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.PoolStats;
import io.sharer.cdi.SharerExtension;
import io.sharer.cdi.late.LateExtension;
import io.sharer.cdi.pool.PoolExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searches in a CDI container, on connections lent for a request, while the registry writes. */
@Timeout(60)
class UserSearchTest {
    private static final int CLIENTS = 16;
    private static final int BATCH = 100;
    private static final int BATCHES = 40;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path file;
    private WeldContainer container;
    private Requests requests;
    private UserRegistry registry;
    private UserSearch search;

    UserSearchTest(@TempDir Path folder) {
        file = folder.resolve("users.db");
    }

    @BeforeEach
    void start() {
        System.setProperty(ServerSettings.DATABASE, file.toString());
        container = new Weld()
                .disableDiscovery()
                .extensions(new SharerExtension(), new PoolExtension(), new LateExtension())
                .beanClasses(
                        Start.class,
                        UserRegistry.class,
                        UserSearch.class,
                        ReadConnections.class,
                        ReadConnectionHealth.class)
                .initialize();
        requests = new Requests(container);
        registry = container.select(UserRegistry.class).get();
        search = container.select(UserSearch.class).get();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        if (container.isRunning()) {
            container.shutdown();
        }
        System.clearProperty(ServerSettings.DATABASE);
    }

    @Test
    void anAddedUserIsFoundByItsId() throws Exception {
        User anna = registry.addUser("Anna", 42, "female");

        assertThat(requests.within(() -> search.findUser(anna.id()))).contains(anna);
    }

    @Test
    void theFirstSearchOfAllFindsADatabase() throws Exception {
        assertThat(total("%")).isZero();
    }

    @Test
    void aSearchAnswersWhileTheTurnIsHeld() throws Exception {
        registry.addUser("Anna", 42, "female");
        HeldTurn turn = new HeldTurn(registry);

        assertThat(total("An%")).isEqualTo(1);
        assertThat(lentDuringRequestsAtOnce(3))
                .as("more of them than there are connections at the start")
                .hasSize(3);
        assertThat(registry.queueStats().running()).isEqualTo(1);

        turn.end();
    }

    @Test
    void aSearchSeesNothingOfATransactionUnderWay() throws Exception {
        registry.addUser("Anna", 42, "female");
        try (Connection writing = Database.connect(file);
                Statement statement = writing.createStatement()) {
            writing.setAutoCommit(false);
            statement.executeUpdate("UPDATE users SET name = 'Bo'");

            assertThat(total("Bo")).isZero();
            writing.commit();
        }
        assertThat(total("Bo")).isEqualTo(1);
    }

    @Test
    void manySearchesAndAnImportRunSideBySide() throws Exception {
        CyclicBarrier start = new CyclicBarrier(CLIENTS + 1);
        CompletableFuture<Void> imported = new CompletableFuture<>();
        List<Future<List<Long>>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(threads.submit(() -> {
                List<Long> totals = new ArrayList<>();
                start.await();
                while (!imported.isDone()) {
                    totals.add(total("Imported%"));
                }
                totals.add(total("Imported%"));
                return totals;
            }));
        }

        WaitingTable table = registry.createTable();
        start.await();
        try {
            for (int i = 0; i < BATCHES; i++) {
                assertThat(registry.putWaiting(table, users(BATCH))
                                .thenCompose(put -> registry.importNext(table, BATCH))
                                .toCompletableFuture()
                                .get(30, SECONDS))
                        .isEqualTo(new ImportedBatch(BATCH, List.of()));
            }
        } finally {
            imported.complete(null);
        }

        for (Future<List<Long>> client : clients) {
            List<Long> totals = client.get(30, SECONDS);
            assertThat(totals)
                    .isSorted()
                    .allSatisfy(total -> assertThat(total % BATCH)
                            .as("rows of a batch that is not complete, in %d", total)
                            .isZero());
            assertThat(totals.get(totals.size() - 1)).isEqualTo(BATCH * BATCHES);
        }
        assertThat(search.poolStats().live())
                .isBetween(1L, (long) search.poolStats().maxSize());
        assertThat(search.poolStats().timeouts()).isZero();
    }

    @Test
    void aRequestKeepsItsConnectionUntilItsEnd() throws Exception {
        requests.within(() -> {
            search.showUsers("%", 0, 1);
            search.findUser(1);
            assertThat(search.poolStats().lent()).isEqualTo(1);
            return null;
        });

        PoolStats stats = search.poolStats();
        assertThat(stats.borrows()).isEqualTo(1);
        assertThat(stats.returns()).isEqualTo(1);
        assertThat(stats.lent()).isZero();
    }

    @Test
    void requestsAtOnceHaveAConnectionEach() throws Exception {
        assertThat(lentDuringRequestsAtOnce(3)).containsExactly(3L, 3L, 3L);
    }

    /** What each of so many requests, that all have searched and have not ended, sees lent. */
    private List<Long> lentDuringRequestsAtOnce(int count) throws Exception {
        CyclicBarrier allSearched = new CyclicBarrier(count);
        CyclicBarrier allLooked = new CyclicBarrier(count);
        List<Future<Long>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            running.add(threads.submit(() -> requests.within(() -> {
                search.showUsers("%", 0, 1);
                allSearched.await();
                long now = search.poolStats().lent();
                allLooked.await();
                return now;
            })));
        }
        List<Long> lent = new ArrayList<>();
        for (Future<Long> request : running) {
            lent.add(request.get(30, SECONDS));
        }
        return lent;
    }

    @Test
    void aRequestThatOnlyAddsBorrowsNothing() throws Exception {
        requests.within(() -> registry.addUser("Anna", 42, "female"));

        assertThat(search.poolStats().borrows()).isZero();
    }

    @Test
    void atTheEndTheReadersGoFirstAndTheWriterLeavesOneFile() throws Exception {
        registry.addUser("Anna", 42, "female");
        assertThat(total("%")).isEqualTo(1);

        container.shutdown();

        // SQLite's log goes with the last connection, if that may write.
        assertThat(Files.exists(Path.of(file + "-wal"))).isFalse();
        assertThat(Database.users(file)).isEqualTo(1);
    }

    private long total(String pattern) throws Exception {
        UserPage page = requests.within(() -> search.showUsers(pattern, 0, 1000));
        assertThat(page.users()).hasSize((int) Math.min(page.total(), 1000));
        return page.total();
    }

    private static List<WaitingRow> users(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(line -> WaitingRow.of(line, new NewUser("Imported", 30, "any")))
                .toList();
    }
}

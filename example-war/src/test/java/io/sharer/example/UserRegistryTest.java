package io.sharer.example;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.TurnRejectedException;
import io.sharer.cdi.SharerExtension;
import io.sharer.cdi.late.LateExtension;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The registry in a CDI container: many callers, one connection. */
@Timeout(60)
class UserRegistryTest {
    private final Path file;
    private WeldContainer container;
    private UserRegistry registry;

    UserRegistryTest(@TempDir Path folder) {
        file = folder.resolve("users.db");
    }

    @BeforeEach
    void start() {
        System.setProperty(ServerSettings.DATABASE, file.toString());
        container = new Weld()
                .disableDiscovery()
                .extensions(new SharerExtension(), new LateExtension())
                .beanClasses(Start.class, UserRegistry.class)
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
    void manyThreadsLoseNothingAndKeepNothingThatWasRolledBack() throws SQLException {
        List<CompletableFuture<Boolean>> adds = IntStream.range(0, 400)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> tryAdd(i % 10 == 9 ? -1 : i % 100)))
                .toList();

        long acknowledged = adds.stream().filter(CompletableFuture::join).count();

        assertThat(acknowledged).isEqualTo(360);
        assertThat(Database.users(file)).isEqualTo(360);
        assertThat(Database.audits(file)).isEqualTo(360);
    }

    private boolean tryAdd(int age) {
        try {
            registry.addUser("Anna", age, "female");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Test
    void aFailedAsynchronousAddFailsItsStage() {
        assertThatThrownBy(() -> registry.addUserSoon("Anna", -1, "female")
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(SQLException.class);
    }

    @Test
    void aCallBeyondTheCapacityIsRefusedAtOnceAndTheOthersGetTheirTurn() throws Exception {
        HeldTurn turn = new HeldTurn(registry);
        List<CompletableFuture<User>> waiting = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            waiting.add(registry.addUserSoon("Anna", 1, "female").toCompletableFuture());
        }

        assertThatThrownBy(() -> registry.addUser("One more", 1, "x")).isInstanceOf(TurnRejectedException.class);
        assertThat(registry.queueStats().length()).isEqualTo(1000);
        assertThat(registry.queueStats().rejected()).isEqualTo(1);

        turn.end();
        assertThat(waiting)
                .allSatisfy(add -> assertThat(add.get(30, SECONDS).name()).isEqualTo("Anna"));
    }

    @Test
    void theFiguresAreToldWhileTheTurnIsTaken() throws Exception {
        HeldTurn turn = new HeldTurn(registry);

        assertThat(registry.queueStats().running()).isEqualTo(1);

        turn.end();
    }

    @Test
    void theEndComesAfterAllThatIsQueued() throws SQLException {
        List<CompletableFuture<User>> adds = IntStream.range(0, 200)
                .mapToObj(i -> registry.addUserSoon("Anna", 1, "female").toCompletableFuture())
                .toList();

        container.shutdown();

        assertThat(adds).allSatisfy(add -> assertThat(add).isCompleted());
        assertThat(Database.users(file)).isEqualTo(200);
    }
}

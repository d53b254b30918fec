package books;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.docs.Application;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recipe of one connection, with H2. */
class BooksTest {
    private static final String URL = "jdbc:h2:mem:books;DB_CLOSE_DELAY=-1";

    /** No account has a name like this. */
    private static final String TOO_LONG = "x".repeat(50);

    private Connection other;

    @BeforeEach
    void openAnotherConnection() throws SQLException {
        System.setProperty(Books.URL, URL);
        other = DriverManager.getConnection(URL);
    }

    @AfterEach
    void forgetTheBooks() throws SQLException {
        try (Statement shutdown = other.createStatement()) {
            shutdown.execute("shutdown");
        } finally {
            System.clearProperty(Books.URL);
        }
    }

    private List<Integer> query(String sql) throws SQLException {
        List<Integer> found = new ArrayList<>();
        try (Statement select = other.createStatement();
                ResultSet result = select.executeQuery(sql)) {
            while (result.next()) {
                found.add(result.getInt(1));
            }
        }
        return found;
    }

    private List<Integer> sessions() throws SQLException {
        return query("select session_id from information_schema.sessions where session_id <> session_id()");
    }

    @Test
    void transfersOfManyClientsAreWholeOnOneConnectionAlthoughSomeAreRolledBack() throws Exception {
        try (Application application = new Application(Books.class)) {
            Books books = application.get(Books.class);
            AtomicInteger transfers = new AtomicInteger();
            List<Boolean> done = application.calls(400, () -> {
                boolean fails = transfers.incrementAndGet() % 4 == 0;
                try {
                    books.transfer("till", fails ? TOO_LONG : "safe", 2);
                    return true;
                } catch (SQLException e) {
                    return false;
                }
            });

            assertThat(done).filteredOn(Boolean::booleanValue).hasSize(300);
            assertThat(books.balance("safe")).isEqualTo(600);
            assertThat(books.balance("till")).isEqualTo(-600);
            assertThat(sessions()).hasSize(1);
        }
    }

    @Test
    void aTransferThatFailsIsRolledBackAndTheNextOneIsNotHarmed() throws Exception {
        try (Application application = new Application(Books.class)) {
            Books books = application.get(Books.class);
            assertThatThrownBy(() -> books.transfer("till", TOO_LONG, 2)).isInstanceOf(SQLException.class);
            books.transfer("till", "safe", 2);

            assertThat(query("select count(*) from entry")).containsExactly(2);
        }
    }

    @Test
    void noTransactionIsLeftOpenBehindATransfer() throws Exception {
        Books books = new Books();
        books.transfer("till", "safe", 2);
        assertThat(connectionOf(books).getAutoCommit()).isTrue();
        assertThatThrownBy(() -> books.transfer("till", TOO_LONG, 2)).isInstanceOf(SQLException.class);
        assertThat(connectionOf(books).getAutoCommit()).isTrue();
        assertThat(books.balance("till")).isEqualTo(-2);
        books.close();
    }

    private static Connection connectionOf(Books books) throws Exception {
        Field connection = Books.class.getDeclaredField("connection");
        connection.setAccessible(true);
        return (Connection) connection.get(books);
    }

    @Test
    void aConnectionThatHasBrokenIsOpenedAgain() throws Exception {
        try (Application application = new Application(Books.class)) {
            Books books = application.get(Books.class);
            books.transfer("till", "safe", 2);
            int broken = sessions().get(0);
            try (Statement abort = other.createStatement()) {
                abort.execute("call abort_session(" + broken + ")");
            }
            books.transfer("till", "safe", 2);

            assertThat(books.balance("safe")).isEqualTo(4);
            assertThat(sessions()).hasSize(1).doesNotContain(broken);
        }
    }

    @Test
    void whatIsQueuedIsDoneBeforeTheConnectionIsClosed() throws Exception {
        try (Application application = new Application(Books.class)) {
            Books books = application.get(Books.class);
            List<CompletionStage<Void>> transfers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                transfers.add(books.transferLater("till", "safe", 1));
            }
            application.end();
            for (CompletionStage<Void> transfer : transfers) {
                transfer.toCompletableFuture().get(30, SECONDS);
            }

            assertThat(query("select sum(amount) from entry where account = 'safe'"))
                    .containsExactly(50);
            assertThat(sessions()).isEmpty();
        }
    }
}

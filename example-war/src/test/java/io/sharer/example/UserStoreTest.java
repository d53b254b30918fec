package io.sharer.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store keeps, what it leaves when something fails, and what is found of it. */
class UserStoreTest {
    private final Path file;
    private UserStore store;
    private Connection reading;
    private UserQueries queries;

    UserStoreTest(@TempDir Path folder) {
        file = folder.resolve("users.db");
    }

    @BeforeEach
    void open() throws SQLException {
        store = UserStore.open(file);
        reading = ReadConnections.connect(file);
        queries = new UserQueries(reading);
    }

    @AfterEach
    void close() throws SQLException {
        reading.close();
        store.close();
    }

    @Test
    void anAddedUserIsFoundByItsId() throws SQLException {
        User anna = store.add("Anna", 42, "female");

        assertThat(queries.find(anna.id())).contains(anna);
        assertThat(anna).isEqualTo(new User(anna.id(), "Anna", 42, "female"));
    }

    @Test
    void nobodyIsFoundByAnUnknownId() throws SQLException {
        assertThat(queries.find(7)).isEmpty();
    }

    @Test
    void everyUserHasARowInTheAudit() throws SQLException {
        store.add("Anna", 42, "female");
        store.add("Bo", 7, "male");

        assertThat(Database.users(file)).isEqualTo(2);
        assertThat(Database.audits(file)).isEqualTo(2);
    }

    @Test
    void aFailedAddLeavesNeitherUserNorAudit() throws SQLException {
        assertThatThrownBy(() -> store.add("Anna", -1, "female")).isInstanceOf(SQLException.class);

        assertThat(Database.users(file)).isZero();
        assertThat(Database.audits(file)).isZero();
    }

    @Test
    void theNextAddAfterAFailedOneWorks() throws SQLException {
        assertThatThrownBy(() -> store.add("Anna", -1, "female")).isInstanceOf(SQLException.class);

        store.add("Anna", 1, "female");

        assertThat(Database.users(file)).isEqualTo(1);
        assertThat(Database.audits(file)).isEqualTo(1);
    }

    @Test
    void whoWaitsIsAddedInOneTransactionWithoutTheRefusedOnes() throws SQLException {
        Database.refuse(file, "Bo");
        WaitingTable table = waiting(row(2, "Anna"), row(3, "Bo"), WaitingRow.bad(4, "no user"), row(7, "Cy"));

        ImportedBatch batch = store.importNext(table, 10);

        assertThat(batch.rows()).isEqualTo(4);
        assertThat(batch.refusals()).extracting(Refusal::line).containsExactly(3L, 4L);
        assertThat(batch.refusals().get(0).reason()).contains("not this one");
        assertThat(batch.refusals().get(1).reason()).isEqualTo("no user");
        assertThat(queries.show("%", 0, 10).users()).extracting(User::name).containsExactly("Anna", "Cy");
        assertThat(Database.audits(file)).isEqualTo(2);
    }

    @Test
    void whoHasBeenAddedWaitsNoMore() throws SQLException {
        WaitingTable table = waiting(row(2, "Anna"), row(3, "Bo"), row(5, "Cy"));

        assertThat(store.importNext(table, 2).rows()).isEqualTo(2);
        assertThat(store.importNext(table, 2).rows()).isEqualTo(1);
        assertThat(store.importNext(table, 2).rows()).isZero();

        assertThat(queries.show("%", 0, 10).users()).extracting(User::name).containsExactly("Anna", "Bo", "Cy");
    }

    @Test
    void aBatchThatFailsAsAWholeLeavesNothingAndItsRowsWaitOn() throws SQLException {
        Database.breakAt(file, "Bo");
        WaitingTable table = waiting(row(2, "Anna"), row(3, "Bo"));

        assertThatThrownBy(() -> store.importNext(table, 10))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("not this one");

        assertThat(Database.users(file)).isZero();
        assertThat(Database.audits(file)).isZero();
        assertThat(store.importNext(table, 1).rows()).isEqualTo(1);
        assertThat(queries.show("%", 0, 10).users()).extracting(User::name).containsExactly("Anna");
    }

    @Test
    void rowsOfTwoTablesDoNotMeet() throws SQLException {
        WaitingTable one = waiting(row(2, "Anna"));
        WaitingTable other = waiting(row(2, "Bo"));

        store.importNext(one, 10);

        assertThat(queries.show("%", 0, 10).users()).extracting(User::name).containsExactly("Anna");
        store.importNext(other, 10);
        assertThat(queries.show("%", 0, 10).users()).extracting(User::name).containsExactly("Anna", "Bo");
    }

    @Test
    void rowsThatCannotAllWaitLeaveTheTableAsItWas() throws SQLException {
        WaitingTable table = waiting(row(2, "Anna"));

        assertThatThrownBy(() -> store.putWaiting(table, List.of(row(3, "Bo"), row(3, "Cy"))))
                .isInstanceOf(SQLException.class);

        assertThat(store.importNext(table, 10).rows()).isEqualTo(1);
    }

    @Test
    void whatWaitsIsNotInTheFileAndGoesWithItsTable() throws SQLException {
        WaitingTable table = waiting(row(2, "Anna"));
        assertThat(Database.tables(file)).isEqualTo(2);

        store.waiting().drop(table);

        assertThatThrownBy(() -> store.importNext(table, 1)).hasMessageContaining("no such table");
    }

    private WaitingTable waiting(WaitingRow... rows) throws SQLException {
        WaitingTable table = store.waiting().create();
        store.putWaiting(table, List.of(rows));
        return table;
    }

    private static WaitingRow row(long line, String name) {
        return WaitingRow.of(line, new NewUser(name, 1, "x"));
    }

    @Test
    void aPatternOfLikeChoosesByName() throws SQLException {
        for (String name : List.of("Anna", "Andreas", "Bo", "Joanna")) {
            store.add(name, 1, "x");
        }

        assertThat(queries.show("An%", 0, 10).users()).extracting(User::name).containsExactly("Anna", "Andreas");
        assertThat(queries.show("%anna", 0, 10).users()).extracting(User::name).containsExactly("Anna", "Joanna");
        assertThat(queries.show("B_", 0, 10).users()).extracting(User::name).containsExactly("Bo");
        assertThat(queries.show("nobody", 0, 10)).isEqualTo(new UserPage(0, List.of()));
    }

    @Test
    void aPatternIsNeverSql() throws SQLException {
        store.add("Anna", 1, "x");

        assertThat(queries.show("' OR '1'='1", 0, 10).total()).isZero();
    }

    @Test
    void aPageTellsTheTotalOfAll() throws SQLException {
        for (int i = 0; i < 7; i++) {
            store.add("User " + i, i, "x");
        }

        UserPage page = queries.show("User%", 5, 3);

        assertThat(page.total()).isEqualTo(7);
        assertThat(page.users()).extracting(User::name).containsExactly("User 5", "User 6");
    }

    @Test
    void whatWasAddedIsThereAfterReopening() throws SQLException {
        store.add("Anna", 42, "female");
        store.close();

        store = UserStore.open(file);

        assertThat(queries.show("%", 0, 10).users()).extracting(User::name).containsExactly("Anna");
    }
}

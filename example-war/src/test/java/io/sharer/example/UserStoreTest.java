package io.sharer.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.AbstractList;
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
    void aBatchIsAddedInOneTransactionWithoutTheRefusedOnes() throws SQLException {
        Database.refuse(file, "Bo");

        List<Refusal> refusals = store.addAll(
                List.of(new NewUser("Anna", 1, "f"), new NewUser("Bo", 2, "m"), new NewUser("Cy", 3, "m")));

        assertThat(refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.index()).isEqualTo(1);
            assertThat(refusal.reason()).contains("not this one");
        });
        assertThat(queries.show("%", 0, 10).users()).extracting(User::name).containsExactly("Anna", "Cy");
        assertThat(Database.audits(file)).isEqualTo(2);
    }

    @Test
    void aBatchThatFailsAsAWholeLeavesNothing() throws SQLException {
        List<NewUser> breaksInTheMiddle = new AbstractList<>() {
            @Override
            public NewUser get(int index) {
                if (index == 1) {
                    throw new IllegalStateException("the source broke");
                }
                return new NewUser("Anna", 1, "f");
            }

            @Override
            public int size() {
                return 2;
            }
        };

        assertThatThrownBy(() -> store.addAll(breaksInTheMiddle)).hasMessage("the source broke");

        assertThat(Database.users(file)).isZero();
        assertThat(Database.audits(file)).isZero();
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

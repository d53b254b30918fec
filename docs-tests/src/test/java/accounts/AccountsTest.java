package accounts;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.docs.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The recipe of accounts. */
class AccountsTest {
    @Test
    void noBookingOfAnAccountIsLost() throws Exception {
        try (Application application = new Application(Accounts.class)) {
            Accounts accounts = application.get(Accounts.class);
            application.calls(400, () -> accounts.book("ann", 1) + accounts.book("bob", 2));

            assertThat(accounts.closeTheDay()).isEqualTo(1_200);
        }
    }

    @Test
    void bookingsOfAnAccountAreDoneInTheirOrder() throws Exception {
        try (Application application = new Application(Accounts.class)) {
            Accounts accounts = application.get(Accounts.class);
            List<CompletionStage<Integer>> balances = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                balances.add(accounts.bookLater("ann", 1));
                balances.add(accounts.bookLater("bob", 1));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(balances.get(2 * i).toCompletableFuture().get(30, SECONDS))
                        .isEqualTo(i + 1);
                assertThat(balances.get(2 * i + 1).toCompletableFuture().get(30, SECONDS))
                        .isEqualTo(i + 1);
            }
        }
    }

    @Test
    void aBookingThatIsRefusedChangesNothing() throws Exception {
        try (Application application = new Application(Accounts.class)) {
            Accounts accounts = application.get(Accounts.class);
            accounts.book("ann", 3);
            assertThatThrownBy(() -> accounts.book("ann", -4)).isInstanceOf(IllegalArgumentException.class);

            assertThat(accounts.closeTheDay()).isEqualTo(3);
        }
    }
}

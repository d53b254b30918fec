package io.sharer.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.Pool;
import io.sharer.ThreadScope;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import java.util.concurrent.FutureTask;
import java.util.function.IntSupplier;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is lent for a request or a thread is the same until that ends, and then given back. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class BorrowingIT {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Coin coin;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Pool<Coin> coins;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private IntSupplier number;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Pool<IntSupplier> numbers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private RequestContextController requests;

    @Deployment
    static WebArchive war() {
        return TestWar.of("borrowing-it", Rental.class, Coin.class);
    }

    @Test
    void aRequestKeepsWhatItIsLentUntilItEnds() throws Exception {
        onAThread(() -> {
            for (int request = 0; request < 3; request++) {
                assertThat(requests.activate()).isTrue();
                try {
                    assertThat(coin.number()).isEqualTo(coin.number());
                    assertThat(coins.stats().lent()).isEqualTo(1);
                } finally {
                    requests.deactivate();
                }
                assertThat(coins.stats().lent()).isZero();
            }
            assertThat(coins.stats().created()).isEqualTo(1);
        });
    }

    @Test
    void aThreadKeepsWhatItIsLentUntilItReleasesIt() throws Exception {
        onAThread(() -> {
            assertThat(number.getAsInt()).isEqualTo(number.getAsInt());
            assertThat(numbers.stats().lent()).isEqualTo(1);
            ThreadScope.release();
            assertThat(numbers.stats().lent()).isZero();
        });
    }

    /** One that has no request. */
    private static void onAThread(Runnable body) throws Exception {
        FutureTask<?> task = new FutureTask<>(body, null);
        new Thread(task, "borrower").start();
        task.get(30, SECONDS);
    }
}

package io.sharer.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.EventLoop;
import io.sharer.NotBoundException;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnTimeoutException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What has nothing to do with servers works on each of them. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class FeaturesIT {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<String> until = new CompletableFuture<>();

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Fair fair;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private EventLoop loop;

    @Deployment
    static WebArchive war() {
        return TestWar.withStereotypes("features", Fair.class, Tent.class, Coin.class);
    }

    @Test
    void equalKeysTakeTurnsAndOthersDoNot() throws Exception {
        CompletableFuture<String> served = fair.serve("cakes", begun::countDown, until);
        try {
            assertThat(begun.await(30, SECONDS)).isTrue();
            assertThatThrownBy(() -> fair.buy("cakes")).isInstanceOf(TurnTimeoutException.class);
            assertThat(fair.buy("pies")).isEqualTo("pies");
        } finally {
            until.complete("served");
        }
        assertThat(served.get(30, SECONDS)).isEqualTo("served");
    }

    @Test
    void readersReadTogetherAndWritersDoNot() throws Exception {
        CompletableFuture<String> reading = fair.read(begun::countDown, until);
        try {
            assertThat(begun.await(30, SECONDS)).isTrue();
            assertThat(fair.look()).isEqualTo("read");
            assertThatThrownBy(fair::write).isInstanceOf(TurnTimeoutException.class);
        } finally {
            until.complete("read");
        }
        assertThat(reading.get(30, SECONDS)).isEqualTo("read");
    }

    @Test
    void asManyRunAtOnceAsThereArePermits() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        List<CompletableFuture<String>> rides =
                List.of(fair.ride(both::countDown, until), fair.ride(both::countDown, until));
        try {
            assertThat(both.await(30, SECONDS)).isTrue();
            assertThatThrownBy(fair::rideNow).isInstanceOf(TurnTimeoutException.class);
        } finally {
            until.complete("ridden");
        }
        for (CompletableFuture<String> ride : rides) {
            assertThat(ride.get(30, SECONDS)).isEqualTo("ridden");
        }
        assertThat(fair.rideNow()).isEqualTo("ridden");
    }

    @Test
    void aDeadlockFailsTheCallThatClosesTheCircle() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Future<String> fromTheLeft = onAThread(() -> fair.left(meeting(both, () -> fair.right(() -> "done"))));
        Future<String> fromTheRight = onAThread(() -> fair.right(meeting(both, () -> fair.left(() -> "done"))));

        assertThat(Stream.of(fromTheLeft, fromTheRight).map(FeaturesIT::outcome))
                .containsExactlyInAnyOrder("done", "deadlock");
    }

    private static Callable<String> meeting(CountDownLatch both, Callable<String> next) {
        return () -> {
            both.countDown();
            assertThat(both.await(30, SECONDS)).isTrue();
            return next.call();
        };
    }

    private static Future<String> onAThread(Callable<String> body) {
        FutureTask<String> task = new FutureTask<>(body);
        new Thread(task, "caller").start();
        return task;
    }

    private static String outcome(Future<String> call) {
        try {
            return call.get(30, SECONDS);
        } catch (ExecutionException e) {
            return e.getCause() instanceof TurnDeadlockException ? "deadlock" : e.toString();
        } catch (Exception e) {
            return e.toString();
        }
    }

    @Test
    void aResourceLastsAsLongAsItsScope() {
        String[] first = fair.camp().split(" ", -1);
        assertThat(Tent.standing()).isZero();
        String[] second = fair.campByHand().split(" ", -1);
        assertThat(Tent.standing()).isZero();

        assertThat(first[0]).isEqualTo(first[1]);
        assertThat(second[0]).isEqualTo(second[1]).isNotEqualTo(first[0]);
    }

    @Test
    void whatIsBoundLateIsThereFromThenOn() {
        assertThatThrownBy(fair::number).isInstanceOf(NotBoundException.class);

        fair.coins().set(() -> 7);

        assertThat(fair.number()).isEqualTo(7);
        fair.coins().clear();
    }

    @Test
    void theLoopRunsBodiesOnItsThread() throws Exception {
        assertThat(loop.<Boolean>call(loop::inLoop)).isTrue();
        assertThat(loop.blocking(loop::inLoop).get(30, SECONDS)).isFalse();
    }
}

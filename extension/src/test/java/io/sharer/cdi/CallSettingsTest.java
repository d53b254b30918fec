package io.sharer.cdi;

import static io.sharer.cdi.Turns.awaitLength;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnException;
import io.sharer.TurnRejectedException;
import io.sharer.TurnTimeoutException;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the members of {@code @Shared} ask of the queue for a call. */
class CallSettingsTest {
    @RegisterExtension
    final Container container = Container.with(
            Library.class, Clerk.class, Licences.class, Hurried.class, Latest.class, Left.class, Right.class);

    private final Gate gate = new Gate();

    @ApplicationScoped
    @Shared(value = "library", access = Access.READ)
    static class Library {
        @Inject
        Clerk clerk;

        int read(CyclicBarrier together) throws Exception {
            return together.await(20, SECONDS);
        }

        String readAndWrite() {
            return clerk.write();
        }
    }

    @ApplicationScoped
    @Shared("library")
    static class Clerk {
        @Inject
        Library library;

        String write() {
            return "written";
        }

        int writeAndRead() throws Exception {
            return library.read(new CyclicBarrier(1));
        }
    }

    @Test
    void readersRunBesideEachOther() throws Exception {
        Library library = container.get(Library.class);
        CyclicBarrier together = new CyclicBarrier(3);

        Caller.together(3, number -> library.read(together));
    }

    @Test
    void aWriteInsideAReadIsRefused() {
        assertThatThrownBy(() -> container.get(Library.class).readAndWrite())
                .isInstanceOf(TurnException.class)
                .hasMessageStartingWith("SHARER-117");
    }

    @Test
    void aReadInsideAWriteRunsInline() throws Exception {
        assertThat(container.get(Clerk.class).writeAndRead()).isZero();
    }

    @ApplicationScoped
    @Shared(permits = 2)
    static class Licences {
        int use(CyclicBarrier together) throws Exception {
            return together.await(20, SECONDS);
        }

        @Shared
        int useByMethod(CyclicBarrier together) throws Exception {
            return together.await(20, SECONDS);
        }
    }

    @Test
    void asManyRunAtOnceAsThereArePermits() throws Exception {
        Licences licences = container.get(Licences.class);
        CyclicBarrier together = new CyclicBarrier(2);

        Caller.together(2, number -> licences.use(together));
    }

    @Test
    void aMethodsAnnotationKeepsThePermitsOfTheClass() throws Exception {
        Licences licences = container.get(Licences.class);
        CyclicBarrier together = new CyclicBarrier(2);

        Caller.together(2, number -> {
            if (number == 0) {
                licences.use(together);
            } else {
                licences.useByMethod(together);
            }
        });
    }

    @ApplicationScoped
    @Shared(timeout = "PT0.001S")
    static class Hurried {
        @Inject
        SerialExecutor queue;

        @Shared
        boolean hold(Gate gate) {
            gate.run();
            return true;
        }

        String work() {
            return "worked";
        }

        CompletableFuture<String> workLater() {
            return CompletableFuture.completedFuture("worked");
        }

        @Shared
        String patient() {
            return "worked";
        }

        @Unshared
        SerialExecutor queue() {
            return queue;
        }
    }

    @Test
    void aTurnThatDoesNotComeInTimeIsToldToTheCallerOrTheFuture() throws Exception {
        Hurried hurried = container.get(Hurried.class);
        Caller<Boolean> holder = Caller.of(() -> hurried.hold(gate));
        gate.awaitEntered();

        assertThatThrownBy(hurried::work)
                .isInstanceOf(TurnTimeoutException.class)
                .hasMessageContaining("Hurried.hold(Gate) on the thread 'caller'");
        assertThatThrownBy(() -> hurried.workLater().get(20, SECONDS)).hasCauseInstanceOf(TurnTimeoutException.class);
        gate.open();
        holder.result();
        assertThat(hurried.work()).isEqualTo("worked");
    }

    @Test
    void aMethodsAnnotationReplacesTheTimeOutOfTheClass() throws Exception {
        Hurried hurried = container.get(Hurried.class);
        Caller<Boolean> holder = Caller.of(() -> hurried.hold(gate));
        gate.awaitEntered();
        Caller<String> patient = Caller.of(hurried::patient);
        awaitLength(hurried.queue(), 1);
        assertThatThrownBy(hurried::work).isInstanceOf(TurnTimeoutException.class);
        gate.open();

        assertThat(holder.result()).isTrue();
        assertThat(patient.result()).isEqualTo("worked");
    }

    @ApplicationScoped
    @Shared(capacity = 1, overflow = Overflow.DROP_OLDEST)
    static class Latest {
        boolean hold(Gate gate) {
            gate.run();
            return true;
        }

        CompletableFuture<Integer> show(int number) {
            return CompletableFuture.completedFuture(number);
        }
    }

    @Test
    void theLatestTakesThePlaceOfTheOldest() throws Exception {
        Latest latest = container.get(Latest.class);
        Caller<Boolean> holder = Caller.of(() -> latest.hold(gate));
        gate.awaitEntered();
        CompletableFuture<Integer> one = latest.show(1);
        CompletableFuture<Integer> two = latest.show(2);
        gate.open();

        assertThatThrownBy(() -> one.get(20, SECONDS)).hasCauseInstanceOf(TurnRejectedException.class);
        assertThat(two.get(20, SECONDS)).isEqualTo(2);
        assertThat(holder.result()).isTrue();
    }

    @ApplicationScoped
    @Shared
    static class Left {
        @Inject
        Right right;

        @Inject
        SerialExecutor queue;

        String first(Gate gate) {
            gate.run();
            return right.second();
        }

        String second() {
            return "left";
        }

        @Unshared
        SerialExecutor queue() {
            return queue;
        }
    }

    @ApplicationScoped
    @Shared
    static class Right {
        @Inject
        Left left;

        @Inject
        SerialExecutor queue;

        String first(Gate gate, Caller<?> other) {
            gate.open();
            awaitLength(queue, 1);
            Turns.awaitParked(other);
            return left.second();
        }

        String second() {
            return "right";
        }
    }

    @Test
    void aDeadlockOfTwoBeansIsToldMethodByMethodAndTheOtherGoesOn() throws Exception {
        Left left = container.get(Left.class);
        Caller<String> other = Caller.of(() -> left.first(gate));
        gate.awaitEntered();

        assertThatThrownBy(() -> container.get(Right.class).first(gate, other))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContainingAll("Left.first(Gate)", "Right.first(Gate, Caller)", "'caller'");
        assertThat(other.result()).isEqualTo("right");
    }
}

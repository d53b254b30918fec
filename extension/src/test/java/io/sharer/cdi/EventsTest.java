package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.sharer.Pool;
import io.sharer.PoolCreationException;
import io.sharer.Pooled;
import io.sharer.Shared;
import io.sharer.SharerEvent;
import io.sharer.SharerEvent.DeadlockFound;
import io.sharer.SharerEvent.PoolUnhealthy;
import io.sharer.SharerEvent.QueueFull;
import io.sharer.SharerRegistry;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnRejectedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rare things are CDI events, which never run on the thread, or in the turn, where they happen. */
@Tag(Container.NOT_IN_LITE)
class EventsTest {
    @RegisterExtension
    final Container container =
            Container.with(Lobby.class, Left.class, Right.class, Broken.class, User.class, Journal.class);

    private Journal journal;

    @Shared(value = "lobby", capacity = 1, timeout = "PT20S")
    @ApplicationScoped
    static class Lobby {
        boolean hold(Gate gate) {
            gate.run();
            return true;
        }
    }

    @Shared("left")
    @ApplicationScoped
    static class Left {
        @Inject
        Right right;

        boolean cross(CyclicBarrier both) throws Exception {
            meet(both);
            return right.end();
        }

        boolean end() {
            return true;
        }
    }

    @Shared("right")
    @ApplicationScoped
    static class Right {
        @Inject
        Left left;

        boolean cross(CyclicBarrier both) throws Exception {
            meet(both);
            return left.end();
        }

        boolean end() {
            return true;
        }
    }

    private static void meet(CyclicBarrier both) throws InterruptedException, BrokenBarrierException, TimeoutException {
        both.await(20, SECONDS);
    }

    @Pooled(maxSize = 1, name = "broken")
    static class Broken {
        Broken() {
            throw new IllegalStateException("no device");
        }
    }

    @Dependent
    static class User {
        @Inject
        Pool<Broken> pool;
    }

    @ApplicationScoped
    static class Journal {
        final List<SharerEvent> told = new CopyOnWriteArrayList<>();
        final List<Thread> threads = new CopyOnWriteArrayList<>();
        final List<SharerEvent> toldLater = new CopyOnWriteArrayList<>();
        volatile @Nullable RuntimeException fails;

        void hear(@Observes SharerEvent event) {
            threads.add(Thread.currentThread());
            told.add(event);
            RuntimeException failure = fails;
            if (failure != null) {
                throw failure;
            }
        }

        void hearLater(@ObservesAsync QueueFull event) {
            toldLater.add(event);
        }

        List<SharerEvent> told() {
            return told;
        }

        List<Thread> threads() {
            return threads;
        }

        List<SharerEvent> toldLater() {
            return toldLater;
        }

        void fail(RuntimeException failure) {
            fails = failure;
        }
    }

    @BeforeEach
    void findJournal() {
        journal = container.get(Journal.class);
    }

    /** Fills the queue and is refused. */
    private void overflow() throws Exception {
        Lobby lobby = container.get(Lobby.class);
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> lobby.hold(gate));
        gate.awaitEntered();
        Caller<Boolean> waiter = Caller.of(() -> lobby.hold(Gate.opened()));
        SharerRegistry registry = container.get(SharerRegistry.class);
        await().until(() ->
                registry.queues().stream().anyMatch(queue -> queue.stats().length() == 1));
        assertThatThrownBy(() -> lobby.hold(Gate.opened())).isInstanceOf(TurnRejectedException.class);
        assertThatThrownBy(() -> lobby.hold(Gate.opened())).isInstanceOf(TurnRejectedException.class);
        gate.open();
        holder.result();
        waiter.result();
    }

    @Test
    void aFullQueueIsToldOnceASecondToBothKindsOfObserversOnAnotherThread() throws Exception {
        overflow();

        await().until(() -> !journal.told().isEmpty() && !journal.toldLater().isEmpty());
        QueueFull full = (QueueFull) journal.told().get(0);
        assertThat(full.name()).isEqualTo("lobby");
        assertThat(full.capacity()).isEqualTo(1);
        assertThat(full.holder()).contains("Lobby.hold");
        assertThat(journal.threads()).doesNotContain(Thread.currentThread());
        assertThat(journal.told().size()).isLessThanOrEqualTo(2);
    }

    @Test
    void aDeadlockIsToldWithItsCircleAndRemembered() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        Left left = container.get(Left.class);
        Right right = container.get(Right.class);
        Caller<Boolean> one = Caller.of(() -> left.cross(both));
        Caller<Boolean> other = Caller.of(() -> right.cross(both));
        Throwable first = catchThrowable(one::result);
        Throwable second = catchThrowable(other::result);

        assertThat(first == null ? second : first).isInstanceOf(TurnDeadlockException.class);
        await().until(() -> !journal.told().isEmpty());
        DeadlockFound found = (DeadlockFound) journal.told().get(0);
        assertThat(found.name()).isIn("left", "right");
        assertThat(found.circle()).contains("'left'", "'right'");
        assertThat(found.age()).isPositive();
        SharerRegistry registry = container.get(SharerRegistry.class);
        assertThat(registry.deadlocksFound()).isEqualTo(1);
        assertThat(registry.deadlocks()).hasSize(1);
    }

    @Test
    void aPoolThatCannotMakeObjectsIsToldOnce() {
        Pool<Broken> pool = container.get(User.class).pool;
        assertThatThrownBy(pool::borrow).isInstanceOf(PoolCreationException.class);
        assertThatThrownBy(pool::borrow).isInstanceOf(PoolCreationException.class);

        await().until(() -> !journal.told().isEmpty());
        assertThat(journal.told()).hasSize(1);
        assertThat(journal.told().get(0)).isInstanceOf(PoolUnhealthy.class);
        assertThat(journal.told().get(0).name()).isEqualTo("broken");
        SharerRegistry registry = container.get(SharerRegistry.class);
        assertThat(registry.pools().get(0).canMakeObjects()).isFalse();
        assertThat(registry.pools().get(0).failure()).contains("no device");
    }

    @Test
    void anObserverThatThrowsHarmsNobody() throws Exception {
        journal.fail(new IllegalStateException("observer"));
        try (LogLines lines = LogLines.of("io.sharer")) {
            overflow();
            await().until(() -> !journal.told().isEmpty());
            await().until(() -> lines.text().contains("SHARER-502"));
        }
        Pool<Broken> pool = container.get(User.class).pool;
        assertThatThrownBy(pool::borrow).isInstanceOf(PoolCreationException.class);
        await().until(() -> journal.told().stream().anyMatch(PoolUnhealthy.class::isInstance));
    }
}

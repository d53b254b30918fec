package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.EventLoop;
import io.sharer.Lease;
import io.sharer.LeaseInfo;
import io.sharer.Pool;
import io.sharer.PoolInfo;
import io.sharer.Pooled;
import io.sharer.QueueInfo;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.Shared;
import io.sharer.SharerRegistry;
import io.sharer.TurnHolder;
import io.sharer.TurnWaiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The one place that tells of everything in an application. */
@Tag(Container.NOT_IN_LITE)
class RegistryTest {
    @RegisterExtension
    final Container container =
            Container.with(Till.class, Counter.class, Clerk.class, Drawer.class, User.class, Looped.class);

    @Shared("till")
    @ApplicationScoped
    static class Till {
        boolean hold(Gate gate) {
            gate.run();
            return true;
        }
    }

    /** Called synchronously only. */
    @Shared
    @ApplicationScoped
    static class Counter {
        boolean hold(Gate gate) {
            gate.run();
            return true;
        }
    }

    @Shared
    @Dependent
    static class Clerk {
        CompletableFuture<String> serve() {
            return CompletableFuture.completedFuture("served");
        }
    }

    @Pooled(maxSize = 2, name = "drawers", maxLease = "PT1H")
    static class Drawer {
        void open() {}
    }

    @Dependent
    static class User {
        @Inject
        Pool<Drawer> pool;
    }

    @Dependent
    static class Looped {
        @Inject
        EventLoop loop;
    }

    private SharerRegistry registry() {
        return container.get(SharerRegistry.class);
    }

    private QueueInfo queue(String name) {
        return registry().queues().stream()
                .filter(queue -> queue.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private PoolInfo pool() {
        return registry().pools().stream()
                .filter(pool -> pool.name().equals("drawers"))
                .findAny()
                .orElseThrow();
    }

    @Test
    void queuesAndPoolsAreThereBeforeTheyAreUsed() {
        assertThat(registry().queues())
                .extracting(QueueInfo::name)
                .containsExactlyInAnyOrder("till", Counter.class.getName(), Clerk.class.getName());
        assertThat(queue("till").stats().turns()).isZero();
        assertThat(pool().stats().maxSize()).isEqualTo(2);
        assertThat(pool().canMakeObjects()).isTrue();
    }

    @Test
    void aNamedQueueTellsWhoHoldsItSinceWhenAndWhoWaits() throws Exception {
        Till till = container.get(Till.class);
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> till.hold(gate));
        gate.awaitEntered();

        assertThat(queue("till").holders())
                .extracting(TurnHolder::body, TurnHolder::thread)
                .containsExactly(tuple(Till.class.getName() + ".hold(Gate)", "caller"));
        Caller<Boolean> waiter = Caller.of(() -> till.hold(Gate.opened()));
        await().until(() -> queue("till").stats().length() == 1);
        await().until(() -> !queue("till").holders().get(0).heldAtLeast().isZero());
        TurnWaiter waiting = queue("till").waiters().get(0);
        gate.open();
        holder.result();
        waiter.result();

        assertThat(waiting.body()).isEqualTo(Till.class.getName() + ".hold(Gate)");
        assertThat(waiting.thread()).isEqualTo("caller");
        assertThat(queue("till").holders()).isEmpty();
        assertThat(queue("till").waiters()).isEmpty();
        assertThat(queue("till").stats().turns()).isEqualTo(2);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @Test
    void theOwnQueueOfAnApplicationScopedBeanIsToldOfThoughItIsCalledSynchronouslyOnly() throws Exception {
        Counter counter = container.get(Counter.class);
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> counter.hold(gate));
        gate.awaitEntered();
        QueueInfo held = queue(Counter.class.getName());
        gate.open();
        holder.result();

        assertThat(held.queues()).isEqualTo(1);
        assertThat(held.holders()).hasSize(1);
        assertThat(queue(Counter.class.getName()).stats().turns()).isEqualTo(1);
    }

    @Test
    void theOwnQueuesOfInstancesAreToldOfTogetherAndCountWhenTheyHaveEnded() {
        var first = container.select(Clerk.class).getHandle();
        var second = container.select(Clerk.class).getHandle();
        first.get().serve().join();
        second.get().serve().join();
        second.get().serve().join();

        assertThat(queue(Clerk.class.getName()).queues()).isEqualTo(2);
        assertThat(queue(Clerk.class.getName()).stats().turns()).isEqualTo(3);
        second.destroy();
        // The bean's end is a turn, too.
        assertThat(queue(Clerk.class.getName()).queues()).isEqualTo(1);
        assertThat(queue(Clerk.class.getName()).stats().turns()).isBetween(3L, 4L);
        first.destroy();
    }

    @Test
    void aPoolTellsWhatIsLent() {
        Pool<Drawer> drawers = container.get(User.class).pool;
        try (Lease<Drawer> lease = drawers.borrow()) {
            assertThat(lease.isValid()).isTrue();
            LeaseInfo told = pool().leases().get(0);
            assertThat(told.thread()).isEqualTo(Thread.currentThread().getName());
            assertThat(told.lent()).isNotNull();
            assertThat(told.place()).isNotNull();
        }
        assertThat(pool().leases()).isEmpty();
        assertThat(pool().stats().borrows()).isEqualTo(1);
    }

    @Test
    void openScopesAndLoopsAreTold() {
        EventLoop loop = container.get(Looped.class).loop;
        loop.submit(() -> "done").join();
        try (ResourceScope scope = container.get(ResourceManager.class).open()) {
            assertThat(registry().scopes().open()).containsExactly(scope.name());
            assertThat(registry().scopes().stats().open()).isEqualTo(1);
        }
        assertThat(registry().scopes().open()).isEmpty();
        assertThat(registry().loops()).hasSize(1);
        assertThat(registry().loops().get(0).bodies().turns()).isEqualTo(1);
        assertThat(registry().deadlocks()).isEmpty();
    }
}

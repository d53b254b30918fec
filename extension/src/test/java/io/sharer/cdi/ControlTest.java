package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolStats;
import io.sharer.Pooled;
import io.sharer.QueueInfo;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedKey;
import io.sharer.SharedQueue;
import io.sharer.SharerControl;
import io.sharer.SharerControl.Holding;
import io.sharer.SharerControl.Waiting;
import io.sharer.SharerRegistry;
import io.sharer.TurnHolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What whoever runs the application may do about its queues and pools. */
@Tag(Container.NOT_IN_LITE)
class ControlTest {
    @RegisterExtension
    final Container container = Container.with(Till.class, Counter.class, Drawer.class, User.class);

    @Shared("till")
    @ApplicationScoped
    static class Till {
        final AtomicInteger sold = new AtomicInteger();

        boolean hold(Gate gate) {
            gate.run();
            return true;
        }

        CompletableFuture<Integer> sell() {
            return CompletableFuture.completedFuture(sold.incrementAndGet());
        }

        int sold() {
            return sold.get();
        }
    }

    @Shared
    @ApplicationScoped
    static class Counter {
        boolean hold(Gate gate) {
            gate.run();
            return true;
        }

        CompletableFuture<String> count(@SharedKey String what) {
            return CompletableFuture.completedFuture(what);
        }
    }

    @Pooled(maxSize = 3, name = "drawers")
    static class Drawer {
        void open() {}
    }

    @Dependent
    static class User {
        @Inject
        Pool<Drawer> pool;

        @Inject
        @SharedQueue("till")
        SerialExecutor till;

        @Inject
        @SharedQueue("unused")
        SerialExecutor unused;
    }

    private SharerControl control() {
        return container.get(SharerControl.class);
    }

    private QueueInfo queue(String name) {
        return container.get(SharerRegistry.class).queues().stream()
                .filter(queue -> queue.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private PoolStats drawers() {
        return container.get(SharerRegistry.class).pools().get(0).stats();
    }

    /** The number of the first that waits and has one. */
    private long idIn(String queue) {
        return control().waiting(queue).stream()
                .flatMapToLong(waiting -> waiting.id().stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWaitingBodyIsCancelledAndNeverRuns() throws Exception {
        Till till = container.get(Till.class);
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> till.hold(gate));
        gate.awaitEntered();
        CompletableFuture<Integer> first = till.sell();
        CompletableFuture<Integer> second = till.sell();
        await().until(() -> control().waiting("till").size() == 2);

        boolean cancelled = control().cancel("till", idIn("till"));
        gate.open();
        holder.result();

        assertThat(cancelled).isTrue();
        assertThat(second.get(20, SECONDS)).isEqualTo(1);
        assertThat(first).isCancelled();
        assertThatThrownBy(() -> first.get(20, SECONDS))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("SHARER-512", "'till'");
        assertThat(till.sold()).isEqualTo(1);
        assertThat(queue("till").stats().cancelled()).isEqualTo(1);
    }

    @Test
    void aBodyThatHasItsTurnIsLeftAlone() throws Exception {
        Till till = container.get(Till.class);
        Gate first = new Gate();
        Gate second = new Gate();
        Caller<Boolean> holder = Caller.of(() -> till.hold(first));
        first.awaitEntered();
        CompletableFuture<Boolean> body = container.get(User.class).till.submit(() -> second.call());
        await().until(() -> control().waiting("till").size() == 1);
        long id = idIn("till");
        first.open();
        holder.result();
        second.awaitEntered();

        boolean cancelled = control().cancel("till", id);
        second.open();

        assertThat(cancelled).isFalse();
        assertThat(body.get(20, SECONDS)).isTrue();
    }

    @Test
    void aNumberIsOfOneBodyForEver() throws Exception {
        Till till = container.get(Till.class);
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> till.hold(gate));
        gate.awaitEntered();
        CompletableFuture<Integer> first = till.sell();
        await().until(() -> control().waiting("till").size() == 1);
        long id = idIn("till");
        assertThat(idIn("till")).as("told again").isEqualTo(id);
        control().cancel("till", id);
        CompletableFuture<Integer> second = till.sell();
        await().until(() -> control().waiting("till").size() == 1);

        boolean again = control().cancel("till", id);
        long next = idIn("till");
        gate.open();
        holder.result();

        assertThat(first).isCancelled();
        assertThat(again).isFalse();
        assertThat(next).isNotEqualTo(id);
        assertThat(second.get(20, SECONDS)).isEqualTo(1);
    }

    @Test
    void aNumberIsOfNoUseInAnotherQueue() throws Exception {
        Till till = container.get(Till.class);
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> till.hold(gate));
        gate.awaitEntered();
        CompletableFuture<Integer> body = till.sell();
        await().until(() -> control().waiting("till").size() == 1);

        boolean cancelled = control().cancel(Counter.class.getName(), idIn("till"));
        gate.open();
        holder.result();

        assertThat(cancelled).isFalse();
        assertThat(body.get(20, SECONDS)).isEqualTo(1);
    }

    @Test
    void aThreadThatWaitsHasNoNumber() throws Exception {
        Till till = container.get(Till.class);
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> till.hold(gate));
        gate.awaitEntered();
        Caller<Boolean> waiter = Caller.of(() -> till.hold(Gate.opened()));
        await().until(() -> control().waiting("till").size() == 1);

        Waiting waiting = control().waiting("till").get(0);
        gate.open();
        holder.result();
        waiter.result();

        assertThat(waiting.waiter().thread()).isEqualTo("caller");
        assertThat(waiting.id()).isEmpty();
    }

    @Test
    void aBodyWithAKeyIsCancelledUnderTheNameOfItsClass() throws Exception {
        Counter counter = container.get(Counter.class);
        String name = Counter.class.getName();
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> counter.hold(gate));
        gate.awaitEntered();
        CompletableFuture<String> body = counter.count("coins");
        await().until(() -> control().waiting(name).stream()
                .anyMatch(waiting -> waiting.id().isPresent()));

        boolean cancelled = control().cancel(name, idIn(name));
        gate.open();
        holder.result();

        assertThat(cancelled).isTrue();
        assertThat(body).isCancelled();
    }

    @Test
    void aCancelledBodyThatNobodyHasTheFutureOfIsNoFailure() throws Exception {
        Till till = container.get(Till.class);
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> till.hold(gate));
        gate.awaitEntered();
        container.get(User.class).till.execute(till::sold);
        await().until(() -> control().waiting("till").size() == 1);

        try (LogLines lines = LogLines.of("io.sharer")) {
            assertThat(control().cancel("till", idIn("till"))).isTrue();
            gate.open();
            holder.result();

            assertThat(lines.text()).isEmpty();
        }
    }

    @Test
    void whoHoldsATurnIsToldWithWhereItIs() throws Exception {
        Till till = container.get(Till.class);
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> till.hold(gate));
        gate.awaitEntered();

        List<Holding> holding = control().holding("till");
        gate.open();
        holder.result();

        assertThat(holding)
                .extracting(Holding::holder)
                .extracting(TurnHolder::body, TurnHolder::thread)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Till.class.getName() + ".hold(Gate)", "caller"));
        assertThat(holding.get(0).stack())
                .extracting(StackTraceElement::getClassName)
                .contains(Gate.class.getName(), Till.class.getName());
        assertThat(control().holding("till")).isEmpty();
    }

    @Test
    void noMoreAreToldThanAreAskedFor() throws Exception {
        Till till = container.get(Till.class);
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> till.hold(gate));
        gate.awaitEntered();
        CompletableFuture<Integer> first = till.sell();
        CompletableFuture<Integer> last = till.sell();
        await().until(() -> control().waiting("till").size() == 2);

        List<Waiting> one = control().waiting("till", 1);
        List<Holding> none = control().holding("till", 0);
        List<QueueInfo> figures = container.get(SharerRegistry.class).queues(0, 0);
        gate.open();
        holder.result();

        assertThat(one).hasSize(1);
        assertThat(none).isEmpty();
        assertThat(figures).allSatisfy(queue -> {
            assertThat(queue.waiters()).isEmpty();
            assertThat(queue.holders()).isEmpty();
        });
        assertThat(figures)
                .extracting(queue -> queue.stats().length())
                .as("all are counted")
                .contains(2);
        assertThat(first.get(20, SECONDS)).isEqualTo(1);
        assertThat(last.get(20, SECONDS)).isEqualTo(2);
    }

    @Test
    void aTurnThatAStageHasIsOnNoThread() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> body = container.get(User.class).till.submitStage(() -> stage);
        await().until(() -> control().holding("till").stream()
                .anyMatch(holding -> holding.holder().thread() == null));

        List<Holding> holding = control().holding("till");
        stage.complete("done");

        assertThat(holding.get(0).stack()).isEmpty();
        assertThat(body).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("done");
    }

    @Test
    void aQueueThatWasNotUsedYetIsEmpty() {
        assertThat(control().waiting("unused")).isEmpty();
        assertThat(control().holding("unused")).isEmpty();
        assertThat(control().cancel("unused", 1)).isFalse();
    }

    @Test
    void whatThereIsNotIsRefusedByName() {
        assertThatThrownBy(() -> control().waiting("tall"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("SHARER-511", "'tall'", "'till'");
        assertThatThrownBy(() -> control().holding("tall")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> control().cancel("tall", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> control().evictIdle("drawer"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("SHARER-510", "'drawer'", "'drawers'");
        assertThatThrownBy(() -> control().resize("drawer", 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsIdleIsClosedAndWhatIsLentStays() {
        Pool<Drawer> pool = container.get(User.class).pool;
        try (Lease<Drawer> lent = pool.borrow()) {
            pool.borrow().close();
            assertThat(drawers().live()).isEqualTo(2);

            control().evictIdle("drawers");

            assertThat(drawers().live()).isEqualTo(1);
            assertThat(lent.isValid()).isTrue();
        }
    }

    @Test
    void aPoolThatWasNotUsedYetHasNothingToClose() {
        control().evictIdle("drawers");

        assertThat(drawers().created()).isZero();
    }

    @Test
    void aPoolIsResizedAndToldOfSo() {
        control().resize("drawers", 1, 2);

        assertThat(drawers().minSize()).isEqualTo(1);
        assertThat(drawers().maxSize()).isEqualTo(2);
        await().until(() -> drawers().live() == 1);
    }

    @Test
    void aSizeThatCannotBeIsRefused() {
        assertThatThrownBy(() -> control().resize("drawers", 3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> control().resize("drawers", -1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThat(drawers().maxSize()).isEqualTo(3);
    }
}

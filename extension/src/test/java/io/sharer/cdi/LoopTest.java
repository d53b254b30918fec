package io.sharer.cdi;

import static io.sharer.loop.LoopConfig.DEFAULT_WORKERS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.EventLoop;
import io.sharer.LoopState;
import io.sharer.LoopTaskHandle;
import io.sharer.QueueClosedException;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceScoped;
import io.sharer.SerialExecutor;
import io.sharer.TurnDeadlockException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Event loops that beans have injected. */
@SuppressWarnings("try") // a scope is there for its length
class LoopTest {
    @RequestScoped
    static class Visit {
        private int calls;

        int next() {
            return ++calls;
        }
    }

    @ResourceScoped
    static class Table {
        private boolean dropped;

        boolean isThere() {
            return !dropped;
        }

        @PreDestroy
        void drop() {
            dropped = true;
        }
    }

    @ApplicationScoped
    static class Panel {
        @Inject
        EventLoop loop;

        @Inject
        @Named("display")
        EventLoop display;

        @Inject
        @Named
        EventLoop sensors;

        @Inject
        Visit visit;

        @Inject
        Table table;

        EventLoop loop() {
            return loop;
        }

        EventLoop display() {
            return display;
        }

        EventLoop sensors() {
            return sensors;
        }

        int visits() {
            return visit.next() + visit.next();
        }

        boolean tableIsThere() {
            return table.isThere();
        }
    }

    @ApplicationScoped
    static class Other {
        @Inject
        @Named("display")
        EventLoop display;

        EventLoop display() {
            return display;
        }
    }

    @RegisterExtension
    final Container container = Container.with(Visit.class, Table.class, Panel.class, Other.class);

    private Panel panel() {
        return container.get(Panel.class);
    }

    private static Thread threadOf(EventLoop loop) throws Exception {
        return loop.call(Thread::currentThread);
    }

    @Test
    void itRunsFromItsFirstUseOn() throws Exception {
        assertThat(threadOf(panel().loop())).isNotSameAs(Thread.currentThread());
        assertThat(panel().loop().state()).isEqualTo(LoopState.RUNNING);
        assertThat(panel().loop().submit(panel().loop()::inLoop).get(20, SECONDS))
                .isTrue();
    }

    @Test
    void thoseOfOneNameAreOneLoop() throws Exception {
        assertThat(threadOf(panel().display()))
                .isSameAs(threadOf(container.get(Other.class).display()))
                .isNotSameAs(threadOf(panel().loop()));
        assertThat(panel().display().name()).isEqualTo("display");
    }

    @Test
    void aFieldMayGiveTheName() {
        assertThat(panel().sensors().name()).isEqualTo("sensors");
    }

    @Test
    void itIsNoQueueToWhoAsksForThose() {
        assertThat(container.se().getBeanManager().getBeans(SerialExecutor.class, Any.Literal.INSTANCE))
                .noneMatch(bean -> bean.getTypes().contains(EventLoop.class));
        assertThat(container.se().getBeanManager().getBeans(ScheduledExecutorService.class, Any.Literal.INSTANCE))
                .isEmpty();
    }

    @Test
    void itsLifeIsTheContainersBusiness() {
        EventLoop loop = panel().loop();
        List<ThrowingCallable> calls = List.of(
                loop::start,
                loop::stop,
                () -> loop.stop(Duration.ZERO),
                loop::close,
                loop::shutdown,
                loop::shutdownNow,
                loop::isShutdown,
                loop::isTerminated,
                () -> loop.awaitTermination(1, SECONDS));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("SHARER-478")
                    .hasMessageContaining("'loop'");
        }
    }

    @Test
    void aBodyHasARequestScopeOfItsOwn() throws Exception {
        assertThat(panel().loop().call(() -> panel().visits())).isEqualTo(3);
        assertThat(panel().loop().blocking(() -> panel().visits()).get(20, SECONDS))
                .isEqualTo(3);
    }

    @Test
    void aResourceScopeGoesAlongAndWaits() {
        CountDownLatch open = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> bodies = new ArrayList<>();
        try (ResourceScope scope = container.get(ResourceManager.class).open()) {
            assertThat(panel().tableIsThere()).isTrue();
            bodies.add(panel().loop().submit(() -> open.await(20, SECONDS) && panel().tableIsThere()));
            bodies.add(panel().loop().blocking(() -> open.await(20, SECONDS) && panel().tableIsThere()));
            open.countDown();
        }
        assertThat(bodies).allSatisfy(body -> assertThat(body).isCompletedWithValue(true));
    }

    @Test
    void waitingOnTheLoopForTheLoopFails() {
        EventLoop loop = panel().loop();
        assertThatThrownBy(() ->
                        loop.submit(() -> loop.submit(() -> "never").join()).get(20, SECONDS))
                .hasCauseInstanceOf(TurnDeadlockException.class);
    }

    @Test
    void itEndsWithTheApplicationAndFailsWhatIsLeft() {
        EventLoop loop = panel().loop();
        ScheduledFuture<String> later = loop.schedule(() -> "too late", 1, TimeUnit.HOURS);
        CompletableFuture<String> done = loop.submit(() -> "done");
        container.close();
        assertThat(done).isCompletedWithValue("done");
        assertThatThrownBy(() -> later.get(20, SECONDS)).hasCauseInstanceOf(QueueClosedException.class);
    }

    private static boolean awaitOpen(CountDownLatch open) {
        try {
            return open.await(20, SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aResourceScopeWaitsForWhatIsExecuted() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        CompletableFuture<Boolean> there = new CompletableFuture<>();
        try (ResourceScope scope = container.get(ResourceManager.class).open()) {
            assertThat(panel().tableIsThere()).isTrue();
            panel().loop().execute(() -> assertThat(awaitOpen(open)).isTrue());
            panel().loop().execute(() -> there.complete(panel().tableIsThere()));
            open.countDown();
        }
        assertThat(there).isCompletedWithValue(true);
    }

    @Test
    void whatRunsLaterIsInNoScopeSoThatNoneWaitsForIt() throws Exception {
        ResourceManager manager = container.get(ResourceManager.class);
        EventLoop loop = panel().loop();
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<Optional<ResourceScope>> ofTask = new CompletableFuture<>();
        CompletableFuture<Optional<ResourceScope>> ofRate = new CompletableFuture<>();
        CompletableFuture<Optional<ResourceScope>> ofDelay = new CompletableFuture<>();
        ScheduledFuture<Optional<ResourceScope>> once;
        ScheduledFuture<?> plain;
        ScheduledFuture<?> rate;
        ScheduledFuture<?> delay;
        LoopTaskHandle task;
        try (ResourceScope scope = manager.open()) {
            assertThat(panel().tableIsThere()).isTrue();
            task = loop.task("outlives the scope", () -> {
                over.await();
                ofTask.complete(manager.current());
            });
            once = loop.schedule(manager::current, 1, TimeUnit.MILLISECONDS);
            plain = loop.schedule(() -> {}, 1, TimeUnit.HOURS);
            rate = loop.scheduleAtFixedRate(() -> ofRate.complete(manager.current()), 1, 1, TimeUnit.MILLISECONDS);
            delay = loop.scheduleWithFixedDelay(() -> ofDelay.complete(manager.current()), 1, 1, TimeUnit.MILLISECONDS);
            assertThat(manager.current()).contains(scope);
        }
        over.countDown();
        assertThat(ofTask.get(20, SECONDS)).isEmpty();
        assertThat(once.get(20, SECONDS)).isEmpty();
        assertThat(ofRate.get(20, SECONDS)).isEmpty();
        assertThat(ofDelay.get(20, SECONDS)).isEmpty();
        assertThat(List.of(plain, rate, delay)).allMatch(later -> later.cancel(false));
        await().until(task::isDone);
    }

    @Test
    void aWorkerThatIsInTheWayOfWhatItsScopeWaitsForLeavesTheEndToThat() throws Exception {
        EventLoop loop = panel().loop();
        ResourceManager manager = container.get(ResourceManager.class);
        CountDownLatch others = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> busy = new ArrayList<>();
        for (int i = 1; i < DEFAULT_WORKERS; i++) {
            busy.add(loop.blocking(() -> others.await(20, SECONDS)));
        }
        BlockingQueue<CompletableFuture<Boolean>> inner = new LinkedBlockingQueue<>();
        CompletableFuture<Boolean> last = loop.blocking(() -> {
            try (ResourceScope scope = manager.open()) {
                boolean there = panel().tableIsThere();
                inner.add(loop.blocking(() -> panel().tableIsThere()));
                return there;
            }
        });
        assertThat(last.get(20, SECONDS)).isTrue();
        assertThat(inner.take().get(20, SECONDS)).isTrue();
        await().until(() -> manager.active().isEmpty());
        others.countDown();
        assertThat(busy).allSatisfy(body -> assertThat(body.get(20, SECONDS)).isTrue());
    }
}

package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.Pool;
import io.sharer.Pooled;
import io.sharer.Shared;
import io.sharer.ThreadScope;
import io.sharer.ThreadScoped;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a thread keeps, and who ends it. */
class PooledThreadTest {
    @RegisterExtension
    final Container container =
            Container.with(Workshop.class, User.class, Clerk.class, FirstLast.class, SecondLast.class, ThirdLast.class);

    private Pool<Tool> pool;
    private Tool tool;

    @ApplicationScoped
    static class Workshop {
        private final Tools tools = new Tools();

        @Produces
        @Pooled(maxSize = 2)
        @ThreadScoped
        Tool tool() {
            return tools.make();
        }

        void scrap(@Disposes Tool tool) {
            tools.breakUp(tool);
        }

        Tools tools() {
            return tools;
        }
    }

    @Dependent
    static class User {
        @Inject
        Tool tool;

        @Inject
        Pool<Tool> pool;
    }

    @Shared
    @ApplicationScoped
    static class Clerk {
        @Inject
        Tool tool;

        CompletableFuture<Integer> workLater() {
            return CompletableFuture.completedFuture(tool.number());
        }

        CompletableFuture<Integer> workThrough(Gate gate) {
            gate.run();
            return CompletableFuture.completedFuture(tool.number());
        }
    }

    /** Whichever of them the container ends last, uses it when the rest of the request has gone. */
    static class Last {
        @Inject
        Tool tool;

        void come() {}

        @PreDestroy
        void go() {
            try {
                tool.number();
            } catch (ContextNotActiveException e) {
                assertThat(e).hasMessageContaining("SHARER-079");
            }
        }
    }

    @RequestScoped
    static class FirstLast extends Last {}

    @RequestScoped
    static class SecondLast extends Last {}

    @RequestScoped
    static class ThirdLast extends Last {}

    @BeforeEach
    void inject() {
        User user = container.get(User.class);
        pool = user.pool;
        tool = user.tool;
    }

    @Test
    void aThreadKeepsOneUntilItEndsAndAnotherThreadHasAnother() throws Exception {
        Gate gate = new Gate();
        Caller<String> first = Caller.of(() -> {
            String seen = tool.number() + ", " + tool.number();
            gate.run();
            return seen;
        });
        gate.awaitEntered();

        int other = Caller.of(tool::number).result();
        assertThat(pool.stats().lent()).isGreaterThanOrEqualTo(1);
        gate.open();

        assertThat(first.result()).isEqualTo("1, 1");
        assertThat(other).isEqualTo(2);
    }

    @Test
    void whatAThreadHadIsGivenBackAfterItHasEnded() throws Exception {
        Caller<Integer> caller = Caller.of(tool::number);
        assertThat(caller.result()).isEqualTo(1);
        caller.thread().join();

        await().atMost(20, SECONDS).until(() -> pool.stats().lent() == 0);

        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    void whoWaitsGetsWhatDeadThreadsHad() throws Exception {
        for (int i = 0; i < 10; i++) {
            Caller<Integer> caller = Caller.of(tool::number);
            assertThat(caller.result()).isLessThanOrEqualTo(2);
            caller.thread().join();
        }
        assertThat(pool.stats().created()).isLessThanOrEqualTo(2);
    }

    @Test
    void releaseGivesItBackAndTheNextCallBorrowsAnew() throws Exception {
        Caller.of(() -> {
                    assertThat(tool.number()).isEqualTo(1);
                    assertThat(pool.stats().lent()).isEqualTo(1);
                    ThreadScope.release();
                    assertThat(pool.stats().lent()).isZero();
                    ThreadScope.release();
                    assertThat(tool.number()).isEqualTo(1);
                    assertThat(pool.stats().borrows()).isEqualTo(2);
                    return true;
                })
                .result();
    }

    @Test
    void whatAThreadHasInARequestEndsWithThat() throws Exception {
        Caller.of(() -> {
                    RequestContextController controller = container.get(RequestContextController.class);
                    controller.activate();
                    assertThat(tool.number()).isEqualTo(1);
                    assertThat(pool.stats().lent()).isEqualTo(1);
                    controller.deactivate();
                    assertThat(pool.stats().lent()).isZero();
                    return true;
                })
                .result();
    }

    @Test
    void whatIsCalledAsARequestEndsLeavesNothingBehind() throws Exception {
        Caller.of(() -> {
                    RequestContextController controller = container.get(RequestContextController.class);
                    controller.activate();
                    container.get(FirstLast.class).come();
                    tool.number();
                    container.get(SecondLast.class).come();
                    container.get(ThirdLast.class).come();
                    controller.deactivate();
                    assertThat(pool.stats().lent()).isZero();
                    return true;
                })
                .result();
    }

    @Test
    void releaseInARequestGivesItBack() throws Exception {
        Caller.of(() -> {
                    RequestContextController controller = container.get(RequestContextController.class);
                    controller.activate();
                    try {
                        tool.number();
                        ThreadScope.release();
                        assertThat(pool.stats().lent()).isZero();
                    } finally {
                        controller.deactivate();
                    }
                    return true;
                })
                .result();
    }

    @Test
    void aQueuedBodyKeepsItToItsEnd() throws Exception {
        assertThat(container.get(Clerk.class).workLater().get(20, SECONDS)).isEqualTo(1);

        await().atMost(20, SECONDS).until(() -> pool.stats().lent() == 0);
    }

    @Test
    void queuesThatAreDrainedMayUseIt() throws Exception {
        Clerk clerk = container.get(Clerk.class);
        Tools tools = container.get(Workshop.class).tools();
        Gate gate = new Gate();
        CompletableFuture<Integer> running = clerk.workThrough(gate);
        gate.awaitEntered();
        CompletableFuture<Integer> queued = clerk.workLater();
        Caller<Boolean> end = Caller.of(() -> {
            container.close();
            return true;
        });

        gate.open();
        end.result();

        assertThat(running.get(20, SECONDS)).isEqualTo(1);
        assertThat(queued.get(20, SECONDS)).isEqualTo(1);
        assertThat(tools.broken()).containsExactly(1);
    }

    @Test
    void whatLivingThreadsHaveIsClosedWithTheApplication() throws Exception {
        Tools tools = container.get(Workshop.class).tools();
        Gate gate = new Gate();
        Caller<Boolean> caller = Caller.of(() -> {
            tool.number();
            return gate.call();
        });
        gate.awaitEntered();

        container.close();

        assertThat(tools.broken()).containsExactly(1);
        gate.open();
        caller.result();
    }
}

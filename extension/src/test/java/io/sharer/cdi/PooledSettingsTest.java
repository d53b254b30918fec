package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.CallScoped;
import io.sharer.LeaseExpiredException;
import io.sharer.Pool;
import io.sharer.Pooled;
import io.sharer.SecondBorrow;
import io.sharer.SecondBorrowException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the annotation's members do where CDI has a part in it; the rest is the engine's. */
class PooledSettingsTest {
    @RegisterExtension
    final Container container = Container.with(Workshop.class, Visitor.class, User.class);

    /** Only there in a request. */
    @RequestScoped
    static class Visitor {
        private static final AtomicInteger NUMBERS = new AtomicInteger();

        private final int number = NUMBERS.incrementAndGet();

        int number() {
            return number;
        }
    }

    @ApplicationScoped
    static class Workshop {
        private final Tools tools = new Tools();

        @Produces
        @Pooled(minSize = 2)
        @CallScoped
        @Named("ahead")
        Tool ahead() {
            return tools.make();
        }

        @Produces
        @Pooled(timeout = "PT20S")
        @CallScoped
        @Named("inRequest")
        Tool inRequest(Visitor visitor) {
            assertThat(visitor.number()).isPositive();
            return tools.make();
        }

        @Produces
        @Pooled(maxUses = 2)
        @CallScoped
        @Named("worn")
        Tool worn() {
            return tools.make();
        }

        void scrap(@Disposes @Named("worn") Tool tool) {
            tools.breakUp(tool);
        }

        @Produces
        @Pooled(killLease = "PT0.5S")
        @Dependent
        @Named("killed")
        Tool killed() {
            return tools.make();
        }

        @Produces
        @Pooled(killLease = "PT0.5S")
        @RequestScoped
        @Named("killedInRequest")
        Tool killedInRequest() {
            return tools.make();
        }

        @Produces
        @Pooled(maxSize = 1, secondBorrow = SecondBorrow.REFUSE)
        @CallScoped
        @Named("one")
        Tool one() {
            return tools.make();
        }

        Tools tools() {
            return tools;
        }
    }

    @Dependent
    static class User {
        @Inject
        @Named("ahead")
        Pool<Tool> ahead;

        @Inject
        @Named("inRequest")
        Tool inRequest;

        @Inject
        @Named("worn")
        Tool worn;

        @Inject
        @Named("killed")
        Tool killed;

        @Inject
        @Named("killed")
        Pool<Tool> killedPool;

        @Inject
        @Named("killedInRequest")
        Tool killedInRequest;

        @Inject
        @Named("killedInRequest")
        Pool<Tool> killedInRequestPool;

        @Inject
        @Named("one")
        Tool one;
    }

    @Test
    void aMinimumIsMadeWhenTheApplicationStarts() {
        Tools tools = container.get(Workshop.class).tools();

        await().atMost(20, SECONDS).until(() -> tools.made() == 2);

        Pool<Tool> pool = container.get(User.class).ahead;
        await().atMost(20, SECONDS).until(() -> pool.stats().idle() == 2);
        assertThat(pool.stats().borrows()).isZero();
    }

    @Test
    void whatIsMadeAwayFromItsBorrowerIsMadeInARequest() throws Exception {
        Tool tool = container.get(User.class).inRequest;

        assertThat(Caller.of(tool::number).result()).isPositive();
    }

    @Test
    void whatIsWornOutIsClosedByItsDisposer() {
        User user = container.get(User.class);
        Tools tools = container.get(Workshop.class).tools();

        int first = user.worn.number();
        assertThat(user.worn.number()).isEqualTo(first);

        assertThat(user.worn.number()).isNotEqualTo(first);
        assertThat(tools.broken()).containsExactly(first);
    }

    @Test
    void aHolderWhoseLoanWasKilledIsToldOnceAndGetsAnother() {
        User user = container.get(User.class);
        int first = user.killed.number();
        await().atMost(20, SECONDS).until(() -> user.killedPool.stats().killed() == 1);

        assertThatThrownBy(user.killed::number).isInstanceOf(LeaseExpiredException.class);

        assertThat(user.killed.number()).isNotEqualTo(first);
    }

    @Test
    void aRequestWhoseLoanWasKilledGetsNoOther() throws Exception {
        User user = container.get(User.class);
        Caller.of(() -> {
                    RequestContextController controller = container.get(RequestContextController.class);
                    controller.activate();
                    try {
                        user.killedInRequest.number();
                        await().atMost(20, SECONDS)
                                .until(() -> user.killedInRequestPool.stats().killed() == 1);
                        for (int i = 0; i < 2; i++) {
                            assertThatThrownBy(user.killedInRequest::number).isInstanceOf(LeaseExpiredException.class);
                        }
                    } finally {
                        controller.deactivate();
                    }
                    return true;
                })
                .result();
    }

    @Test
    void aNestedCallThatWouldHaveToWaitCanBeRefused() {
        Tool one = container.get(User.class).one;

        assertThatThrownBy(() -> one.callInside(one::number)).isInstanceOf(SecondBorrowException.class);
    }
}

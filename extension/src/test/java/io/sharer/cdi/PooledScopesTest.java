package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.LeaseExpiredException;
import io.sharer.Pool;
import io.sharer.PoolClosedException;
import io.sharer.PoolTimeoutException;
import io.sharer.Pooled;
import io.sharer.cdi.Tools.Hammer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the container's scopes keep what they have of a pool. */
class PooledScopesTest {
    @RegisterExtension
    final Container container =
            Container.with(Workshop.class, User.class, Holder.class, BareHolder.class, LongHolder.class);

    @ApplicationScoped
    static class Workshop {
        private final Tools tools = new Tools();

        @Produces
        @Pooled(maxSize = 1, timeout = "PT0S")
        @RequestScoped
        @Named("interface")
        Tool tool() {
            return tools.make();
        }

        @Produces
        @Pooled(maxSize = 1, timeout = "PT0S")
        @RequestScoped
        @Named("class")
        Hammer hammer() {
            return tools.make();
        }

        @Produces
        @Pooled(maxSize = 1, timeout = "PT0S")
        @Dependent
        @Named("dependent")
        Tool dependent() {
            return tools.make();
        }

        @Produces
        @Pooled(maxSize = 1, timeout = "PT0S")
        @Dependent
        @Named("bare")
        Hammer bare() {
            return tools.make();
        }

        void scrap(@Disposes @Named("dependent") Tool tool) {
            tools.breakUp(tool);
        }

        void scrap(@Disposes @Named("bare") Hammer hammer) {
            tools.breakUp(hammer);
        }

        Tools tools() {
            return tools;
        }
    }

    @Dependent
    static class User {
        @Inject
        @Named("interface")
        Tool tool;

        @Inject
        @Named("class")
        Hammer hammer;

        @Inject
        @Named("interface")
        Pool<Tool> tools;

        @Inject
        @Named("class")
        Pool<Hammer> hammers;

        @Inject
        @Named("dependent")
        Pool<Tool> dependents;

        @Inject
        @Named("bare")
        Pool<Hammer> bare;

        Tool tool(String kind) {
            return kind.equals("class") ? hammer : tool;
        }

        Pool<? extends Tool> pool(String kind) {
            return kind.equals("class") ? hammers : tools;
        }
    }

    @Dependent
    static class Holder {
        @Inject
        @Named("dependent")
        Tool tool;
    }

    @ApplicationScoped
    static class LongHolder {
        @Inject
        @Named("bare")
        Hammer hammer;

        @Inject
        @Named("dependent")
        Tool tool;

        String use() {
            return hammer.number() + ", " + tool.number();
        }
    }

    @Dependent
    static class BareHolder {
        @Inject
        @Named("bare")
        Hammer hammer;
    }

    private interface Body {
        void run() throws Exception;
    }

    private void inRequest(Body body) throws Exception {
        RequestContextController controller = container.get(RequestContextController.class);
        controller.activate();
        try {
            body.run();
        } finally {
            controller.deactivate();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void aRequestHasOneFromItsFirstCallToItsEnd(String kind) throws Exception {
        Caller.of(() -> {
                    User user = container.get(User.class);
                    inRequest(() -> {
                        assertThat(user.tool(kind).hashCode())
                                .isEqualTo(user.tool(kind).hashCode());
                        assertThat(user.pool(kind).stats().lent()).isZero();
                        assertThat(user.tool(kind).number()).isEqualTo(1);
                        assertThat(user.tool(kind).number()).isEqualTo(1);
                        assertThat(user.pool(kind).stats().lent()).isEqualTo(1);
                    });
                    assertThat(user.pool(kind).stats().lent()).isZero();
                    assertThat(user.pool(kind).stats().borrows()).isEqualTo(1);
                    assertThat(user.pool(kind).stats().idle()).isEqualTo(1);
                    return true;
                })
                .result();
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void aRequestWhoseObjectWasDiscardedGetsNoOther(String kind) throws Exception {
        Caller.of(() -> {
                    User user = container.get(User.class);
                    Exception failure = new IllegalStateException("broken");
                    inRequest(() -> {
                        assertThatThrownBy(() -> user.tool(kind).fail(failure)).isSameAs(failure);
                        assertThatThrownBy(() -> user.tool(kind).number())
                                .isInstanceOf(LeaseExpiredException.class)
                                .hasMessageContaining("SHARER-096")
                                .hasCause(failure);
                    });
                    inRequest(() -> assertThat(user.tool(kind).number()).isEqualTo(2));
                    return true;
                })
                .result();
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void aCallThatOutlivesItsRequestKeepsItsObjectUntilItReturns(String kind) throws Exception {
        Caller.of(() -> {
                    User user = container.get(User.class);
                    Tool tool = user.tool(kind);
                    RequestContextController controller = container.get(RequestContextController.class);
                    controller.activate();
                    long lent = tool.callInside(() -> {
                        controller.deactivate();
                        return user.pool(kind).stats().lent();
                    });
                    assertThat(lent).isEqualTo(1);
                    assertThat(user.pool(kind).stats().lent()).isZero();
                    return true;
                })
                .result();
    }

    @Test
    void aDependentInterfaceIsLentFromTheFirstCallToTheEndOfItsHolder() {
        Pool<Tool> pool = container.get(User.class).dependents;
        Instance<Holder> holders = container.select(Holder.class);
        Holder holder = holders.get();
        assertThat(pool.stats().lent()).isZero();

        assertThat(holder.tool.number()).isEqualTo(1);
        assertThat(pool.stats().lent()).isEqualTo(1);
        holders.destroy(holder);

        assertThat(pool.stats().idle()).isEqualTo(1);
        assertThatThrownBy(holder.tool::number)
                .isInstanceOf(LeaseExpiredException.class)
                .hasMessageContaining("SHARER-095");
    }

    @Test
    void aDependentWhoseObjectWasDiscardedGetsAnother() {
        Holder holder = container.get(Holder.class);
        Exception failure = new IllegalStateException("broken");

        assertThatThrownBy(() -> holder.tool.fail(failure)).isSameAs(failure);

        assertThat(holder.tool.number()).isEqualTo(2);
    }

    @Test
    void aDependentClassIsLentItselfToTheEndOfItsHolder() {
        Pool<Hammer> pool = container.get(User.class).bare;
        Instance<BareHolder> holders = container.select(BareHolder.class);
        BareHolder holder = holders.get();

        assertThat(holder.hammer.getClass()).isEqualTo(Hammer.class);
        assertThat(pool.stats().lent()).isEqualTo(1);
        holders.destroy(holder);

        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    void whatHoldersHaveIsClosedWithTheApplication() {
        Tools tools = container.get(Workshop.class).tools();
        User user = container.get(User.class);
        assertThat(container.get(LongHolder.class).use()).isEqualTo("1, 2");

        container.close();

        assertThat(tools.broken()).contains(2);
        assertThat(user.dependents.stats().live()).isZero();
        assertThat(user.bare.stats().live()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void whatARequestHasThatNeverEndsIsClosedWithTheApplication(String kind) throws Exception {
        Caller.of(() -> {
                    User user = container.get(User.class);
                    Pool<? extends Tool> pool = user.pool(kind);
                    container.get(RequestContextController.class).activate();
                    assertThat(user.tool(kind).number()).isEqualTo(1);
                    assertThat(pool.stats().lent()).isEqualTo(1);

                    Caller.of(() -> {
                                container.close();
                                return true;
                            })
                            .result();

                    assertThat(pool.stats().live()).isZero();
                    assertThat(pool.stats().returns()).isEqualTo(1);
                    return true;
                })
                .result();
    }

    @Test
    void aCallOfSuchARequestIsWaitedFor() throws Exception {
        Gate atWork = new Gate();
        Pool<? extends Tool> pool = container.get(User.class).pool("interface");
        Caller<Integer> request = Caller.of(() -> {
            User user = container.get(User.class);
            container.get(RequestContextController.class).activate();
            return user.tool.workThrough(atWork);
        });
        atWork.awaitEntered();

        Caller<Boolean> closer = Caller.of(() -> {
            container.close();
            return true;
        });
        await().until(() -> isClosed(pool));
        assertThat(closer.isDone()).isFalse();
        assertThat(pool.stats().live()).isEqualTo(1);
        atWork.open();

        assertThat(request.result()).isEqualTo(1);
        assertThat(closer.result()).isTrue();
        assertThat(pool.stats().live()).isZero();
    }

    private static boolean isClosed(Pool<?> pool) {
        try {
            pool.borrow(Duration.ZERO).close();
            return false;
        } catch (PoolClosedException e) {
            return true;
        } catch (PoolTimeoutException e) {
            return false;
        }
    }

    @Test
    void whatAScopeHasRefusesToBeWritten() {
        Holder holder = container.get(Holder.class);

        assertThat(holder.tool).isInstanceOf(Serializable.class);
        assertThatThrownBy(() -> Sessions.write(holder.tool))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("SHARER-098");
    }
}

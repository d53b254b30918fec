package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.CallScoped;
import io.sharer.Pool;
import io.sharer.PoolTimeoutException;
import io.sharer.Pooled;
import io.sharer.cdi.Tools.Hammer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is lent for one call: an interface's objects and a class's behave alike. */
class PooledCallTest {
    @RegisterExtension
    final Container container = Container.with(Workshop.class, User.class);

    @ApplicationScoped
    static class Workshop {
        private final Tools tools = new Tools();

        @Produces
        @Pooled(maxSize = 2, timeout = "PT0S", discardOn = IOException.class, keepOn = IllegalArgumentException.class)
        @CallScoped
        @Named("interface")
        Tool tool() {
            return tools.make();
        }

        @Produces
        @Pooled(maxSize = 2, timeout = "PT0S", discardOn = IOException.class, keepOn = IllegalArgumentException.class)
        @CallScoped
        @Named("class")
        Hammer hammer() {
            return tools.make();
        }

        void scrap(@Disposes @Named("interface") Tool tool) {
            tools.breakUp(tool);
        }

        void scrap(@Disposes @Named("class") Hammer hammer) {
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

        Tool tool(String kind) {
            return kind.equals("class") ? hammer : tool;
        }

        Pool<? extends Tool> pool(String kind) {
            return kind.equals("class") ? hammers : tools;
        }
    }

    private Tools tools() {
        return container.get(Workshop.class).tools();
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void aCallBorrowsAnObjectAndGivesItBack(String kind) {
        User user = container.get(User.class);

        assertThat(user.tool(kind).number()).isEqualTo(1);
        assertThat(user.tool(kind).number()).isEqualTo(1);

        assertThat(user.pool(kind).stats().borrows()).isEqualTo(2);
        assertThat(user.pool(kind).stats().returns()).isEqualTo(2);
        assertThat(user.pool(kind).stats().idle()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void aDefaultMethodIsOneLoan(String kind) {
        User user = container.get(User.class);

        assertThat(user.tool(kind).twice()).isEqualTo("1 and 1");

        assertThat(user.pool(kind).stats().borrows()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    @SuppressWarnings({"ReturnValueIgnored", "SelfAssertion"}) // calling them is the point
    void equalsHashCodeAndToStringBorrowNothing(String kind) {
        User user = container.get(User.class);
        Tool tool = user.tool(kind);

        assertThat(tool.toString()).isNotEmpty();
        assertThat(tool.hashCode()).isEqualTo(tool.hashCode());
        assertThat(tool.equals(new Object())).isFalse();
        assertThat(new HashSet<>(Set.of(tool))).hasSize(1);

        assertThat(tools().made()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void aCheckedExceptionGivesBackAndReachesTheCallerAsItIs(String kind) {
        User user = container.get(User.class);
        Exception failure = new Exception("checked");

        assertThatThrownBy(() -> user.tool(kind).fail(failure)).isSameAs(failure);

        assertThat(user.pool(kind).stats().idle()).isEqualTo(1);
        assertThat(tools().broken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void anUncheckedExceptionDiscardsAndReachesTheCallerAsItIs(String kind) {
        User user = container.get(User.class);
        Exception failure = new IllegalStateException("unchecked");

        assertThatThrownBy(() -> user.tool(kind).fail(failure)).isSameAs(failure);

        assertThat(user.pool(kind).stats().discarded()).isEqualTo(1);
        assertThat(tools().broken()).containsExactly(1);
        assertThat(user.tool(kind).number()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void whatIsNamedByDiscardOnDiscards(String kind) {
        User user = container.get(User.class);
        Exception failure = new IOException("broken");

        assertThatThrownBy(() -> user.tool(kind).fail(failure)).isSameAs(failure);

        assertThat(tools().broken()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void whatIsNamedByKeepOnGivesBack(String kind) {
        User user = container.get(User.class);
        Exception failure = new IllegalArgumentException("your fault");

        assertThatThrownBy(() -> user.tool(kind).fail(failure)).isSameAs(failure);

        assertThat(user.pool(kind).stats().idle()).isEqualTo(1);
        assertThat(tools().broken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void aNestedCallHasAnObjectOfItsOwnAndTheOuterOneKeepsIts(String kind) throws Exception {
        User user = container.get(User.class);
        Tool tool = user.tool(kind);

        String seen = tool.callInside(() -> {
            int inner = tool.number();
            return inner + " inside, " + user.pool(kind).stats().lent() + " lent after it";
        });

        assertThat(seen).isEqualTo("2 inside, 1 lent after it");
        assertThat(user.pool(kind).stats().lent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void aFluentCallGivesNothingAway(String kind) {
        User user = container.get(User.class);

        Tool next = user.tool(kind).then();

        assertThat(next.number()).isEqualTo(1);
        assertThat(user.pool(kind).stats().borrows()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void whereAllAreLentTheCallFailsAndTheBodyDoesNotRun(String kind) throws Exception {
        User user = container.get(User.class);
        Tool tool = user.tool(kind);
        Gate gate = new Gate();
        Gate second = new Gate();
        Caller<Integer> first = Caller.of(() -> tool.workThrough(gate));
        Caller<Integer> other = Caller.of(() -> tool.workThrough(second));
        gate.awaitEntered();
        second.awaitEntered();

        assertThatThrownBy(tool::number).isInstanceOf(PoolTimeoutException.class);

        gate.open();
        second.open();
        assertThat(first.result() + other.result()).isEqualTo(3);
        assertThat(user.pool(kind).stats().idle()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface", "class"})
    void callsOfManyThreadsNeverShareAnObject(String kind) throws Exception {
        User user = container.get(User.class);
        Tool tool = user.tool(kind);
        Map<Integer, AtomicInteger> atWork = new ConcurrentHashMap<>();
        AtomicInteger shared = new AtomicInteger();

        Caller.together(8, number -> {
            for (int i = 0; i < 300; i++) {
                int round = i;
                try {
                    tool.visit(its -> {
                        AtomicInteger users = atWork.computeIfAbsent(its, key -> new AtomicInteger());
                        if (users.incrementAndGet() > 1) {
                            shared.incrementAndGet();
                        }
                        Thread.onSpinWait();
                        users.decrementAndGet();
                        if (round % 10 == 0) {
                            throw new IllegalStateException("discarded");
                        }
                    });
                } catch (IllegalStateException expected) {
                    assertThat(expected).isNotNull();
                }
            }
        });

        assertThat(shared).hasValue(0);
        assertThat(user.pool(kind).stats().lent()).isZero();
        assertThat(user.pool(kind).stats().live()).isLessThanOrEqualTo(2);
        assertThat(tools().made() - tools().broken().size())
                .isEqualTo((int) user.pool(kind).stats().live());
    }

    @Test
    void theProxyOfAClassIsNoObjectOfIt() {
        User user = container.get(User.class);

        assertThat(user.hammer.number()).isEqualTo(1);

        assertThat(tools().made()).isEqualTo(1);
    }

    @Test
    void severalCallsReachOneObjectByPoolWith() {
        User user = container.get(User.class);

        assertThat(user.tools.<String, RuntimeException>with(tool -> tool.number() + " " + tool.twice()))
                .isEqualTo("1 1 and 1");

        assertThat(user.tools.stats().borrows()).isEqualTo(1);
    }

    @Test
    void allAreClosedByTheirDisposersWhenTheApplicationEnds() throws Exception {
        User user = container.get(User.class);
        Tools tools = tools();
        user.tool.callInside(user.tool::number);
        user.hammer.number();

        container.close();

        assertThat(tools.broken()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(user.tools.stats().live()).isZero();
        assertThat(user.hammers.stats().live()).isZero();
    }
}

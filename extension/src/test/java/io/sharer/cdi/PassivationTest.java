package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sharer.QueueClosedException;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import io.sharer.Unshared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Beans of passivating scopes take turns before and after they are passivated. Pitfall 8 of interception: the
 * interceptor of a session's bean must be serialisable, and its queue cannot be.
 */
class PassivationTest {
    /** What the beans have done, here and not in the beans, for those are copied. */
    private static final List<String> LOG = new CopyOnWriteArrayList<>();

    abstract static class Cart implements Serializable {
        private static final long serialVersionUID = 1L;

        @Inject
        @SuppressWarnings("serial") // what is injected can be passivated
        SerialExecutor queue;

        @Inject
        @SharedQueue("stock")
        @SuppressWarnings("serial") // what is injected can be passivated
        SerialExecutor stock;

        private int content;

        public int add() {
            return ++content;
        }

        public CompletableFuture<Integer> addLater(Gate gate) {
            gate.run();
            LOG.add("added");
            return CompletableFuture.completedFuture(++content);
        }

        @Shared("stock")
        public int take() {
            return --content;
        }

        @Unshared
        public SerialExecutor queue() {
            return queue;
        }

        @Unshared
        public SerialExecutor stock() {
            return stock;
        }
    }

    @Shared
    @SessionScoped
    static class OfSession extends Cart {
        private static final long serialVersionUID = 1L;
    }

    @Shared
    @ConversationScoped
    static class OfConversation extends Cart {
        private static final long serialVersionUID = 1L;
    }

    @SessionScoped
    static class OnMethods extends Cart {
        private static final long serialVersionUID = 1L;

        @Override
        @Shared
        public int add() {
            return super.add();
        }

        @Override
        @Shared
        public CompletableFuture<Integer> addLater(Gate gate) {
            return super.addLater(gate);
        }
    }

    @Shared
    @ConversationScoped
    static class WithEnd extends Cart {
        private static final long serialVersionUID = 1L;

        @PreDestroy
        void empty() {
            LOG.add("end with " + queue.stats().running() + " running");
        }
    }

    static Stream<Arguments> beans() {
        return Stream.of(
                Arguments.of(SessionScoped.class, OfSession.class),
                Arguments.of(ConversationScoped.class, OfConversation.class),
                Arguments.of(SessionScoped.class, OnMethods.class));
    }

    @BeforeEach
    void clear() {
        LOG.clear();
    }

    private interface Scene<T> {
        void run(T bean, Sessions sessions) throws Exception;
    }

    private static <T extends Cart> void inSession(Class<? extends Annotation> scope, Class<T> bean, Scene<T> test)
            throws Exception {
        Sessions sessions = new Sessions(scope);
        try (Container container = Container.with(bean).extendedBy(sessions).start()) {
            sessions.begin();
            T instance = container.get(bean);
            instance.queue();
            assumeTrue(sessions.areUsed(), "OpenWebBeans has sessions of its own in Java SE, one a thread");
            test.run(instance, sessions);
            sessions.end();
        }
    }

    @ParameterizedTest
    @MethodSource("beans")
    void theBeanTakesTurns(Class<? extends Annotation> scope, Class<? extends Cart> type) throws Exception {
        inSession(scope, type, (bean, session) -> {
            assertThat(Turns.takesTurn(bean.queue(), bean::add)).isEqualTo(1);
            assertThat(Turns.takesTurn(bean.stock(), bean::take)).isZero();
        });
    }

    @ParameterizedTest
    @MethodSource("beans")
    void theActivatedBeanTakesTurns(Class<? extends Annotation> scope, Class<? extends Cart> type) throws Exception {
        inSession(scope, type, (bean, session) -> {
            bean.add();
            session.passivate();
            session.activate();

            assertThat(Turns.takesTurn(bean.queue(), bean::add)).isEqualTo(2);
            assertThat(Turns.takesTurn(bean.stock(), bean::take)).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @MethodSource("beans")
    void theActivatedBeansTurnsComeBehindWhatWasQueuedBefore(
            Class<? extends Annotation> scope, Class<? extends Cart> type) throws Exception {
        inSession(scope, type, (bean, session) -> {
            Gate gate = new Gate();
            CompletableFuture<Integer> before = bean.addLater(gate);
            gate.awaitEntered();
            session.passivate();
            session.activate();

            Caller<Integer> after = Caller.of(bean::add);
            Turns.awaitLength(bean.queue(), 1);
            assertThat(after.isDone()).isFalse();
            gate.open();
            after.result();
            assertThat(before.get(20, SECONDS)).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @MethodSource("beans")
    void whatIsQueuedIsDoneBeforeTheSessionEnds(Class<? extends Annotation> scope, Class<? extends Cart> type)
            throws Exception {
        inSession(scope, type, (bean, session) -> {
            session.passivate();
            session.activate();
            SerialExecutor queue = bean.queue();
            Gate gate = new Gate();
            CompletableFuture<Integer> queued = bean.addLater(gate);
            gate.awaitEntered();

            Caller<Boolean> end = Caller.of(() -> {
                session.end();
                return true;
            });
            Turns.awaitLength(queue, 1);
            assertThat(LOG).isEmpty();
            gate.open();
            end.result();

            assertThat(queued.get(20, SECONDS)).isEqualTo(1);
            assertThat(LOG).containsExactly("added");
            assertThatThrownBy(() -> queue.run(() -> {})).isInstanceOf(QueueClosedException.class);
        });
    }

    @Test
    void theEndIsTheLastTurn() throws Exception {
        inSession(ConversationScoped.class, WithEnd.class, (bean, session) -> {
            bean.add();
            session.end();

            assertThat(LOG).containsExactly("end with 1 running");
        });
    }

    @Test
    void theEndIsTheLastTurnAfterActivationToo() throws Exception {
        inSession(ConversationScoped.class, WithEnd.class, (bean, session) -> {
            bean.add();
            session.passivate();
            assumeTrue(
                    Container.isWeld(),
                    "OpenWebBeans activates no bean that has a @PreDestroy of its own and whose InjectionTarget an"
                            + " extension has wrapped");
            session.activate();
            session.end();

            assertThat(LOG).containsExactly("end with 1 running");
        });
    }

    /** On every container, with whatever session it has, since it is all on one thread. */
    @Test
    void aSessionsBeanIsDeployedAndCountsItsTurns() throws Exception {
        Sessions sessions = new Sessions(SessionScoped.class);
        try (Container container =
                Container.with(OfSession.class).extendedBy(sessions).start()) {
            sessions.begin();
            OfSession bean = container.get(OfSession.class);

            assertThat(bean.add()).isEqualTo(1);
            assertThat(bean.addLater(Gate.opened()).get(20, SECONDS)).isEqualTo(2);
            assertThat(bean.queue().stats().turns()).isEqualTo(2);
        }
    }

    @Test
    void activationOutsideAnApplicationIsRefused() throws Exception {
        byte[] passive;
        Sessions sessions = new Sessions(SessionScoped.class);
        try (Container container =
                Container.with(OfSession.class).extendedBy(sessions).start()) {
            sessions.begin();
            passive = Sessions.write(container.get(OfSession.class).queue());
            sessions.end();
        }

        assertThatThrownBy(() -> Sessions.read(passive))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageStartingWith("SHARER-049");
    }
}

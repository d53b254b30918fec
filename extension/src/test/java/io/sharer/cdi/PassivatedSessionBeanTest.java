package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import jakarta.interceptor.InvocationContext;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An EJB container passivates a stateful session bean with its interceptors, which it has made by itself: each with a
 * queue that was the instance's only after a look at which instance is called.
 */
class PassivatedSessionBeanTest {
    @RegisterExtension
    final Container container = Container.with(Desk.class);

    private QueueRegistry registry;

    @Shared
    static class Trolley implements Serializable {
        private static final long serialVersionUID = 1L;

        int push() {
            return 1;
        }
    }

    /** What belongs to one instance, as it is written in one go. */
    @SuppressWarnings("serial") // what is injected can be passivated
    private record Passivated(SharedInterceptor interceptor, SerialExecutor injected, Trolley bean)
            implements Serializable {
        Passivated andActivated() throws IOException, ClassNotFoundException {
            return (Passivated) Sessions.read(Sessions.write(this));
        }

        void push() throws Exception {
            assertThat(interceptor.takeTurn(new Push(bean))).isEqualTo(1);
        }

        long turns() {
            return injected.stats().turns();
        }
    }

    @BeforeEach
    void knowTheSessionBean() throws Exception {
        registry = PassivatedQueues.registryHere();
        registry.classes().methodsOf(Trolley.class);
        registry.classes().noteSessionBean(Trolley.class);
    }

    private Passivated made() {
        Trolley bean = new Trolley();
        BeanQueue its = Objects.requireNonNull(registry.sessions().find(bean));
        return new Passivated(new SharedInterceptor(new BeanQueue(registry, null)), InjectedQueue.homeOf(its), bean);
    }

    @Test
    void itsCallsTakeTurnsInTheQueueThatIsInjected() throws Exception {
        Passivated made = made();

        made.push();

        assertThat(made.turns()).isEqualTo(1);
    }

    @Test
    void theyDoSoAfterActivation() throws Exception {
        Passivated made = made();
        made.push();

        Passivated activated = made.andActivated();
        activated.push();

        assertThat(activated.bean).isNotSameAs(made.bean);
        assertThat(activated.turns()).isEqualTo(2);
    }

    @Test
    void theyDoSoAfterASecondActivation() throws Exception {
        Passivated made = made();
        made.push();

        Passivated activated = made.andActivated().andActivated();
        activated.push();

        assertThat(activated.turns()).isEqualTo(2);
    }

    @Test
    void theyDoSoInAnotherProcess() throws Exception {
        Passivated made = made();
        made.push();
        byte[] bytes = Sessions.write(made);
        container.close();

        try (Container another = Container.with(Desk.class).start()) {
            QueueRegistry there = PassivatedQueues.registryHere();
            there.classes().methodsOf(Trolley.class);
            there.classes().noteSessionBean(Trolley.class);
            Passivated activated = (Passivated) Sessions.read(bytes);
            activated.push();

            assertThat(another.se().isRunning()).isTrue();
            assertThat(there).isNotSameAs(registry);
            assertThat(activated.turns()).isEqualTo(1);
        }
    }

    /** A call of {@link Trolley#push}, without a container. */
    private record Push(Trolley bean) implements InvocationContext {
        @Override
        public Object getTarget() {
            return bean;
        }

        @Override
        public @Nullable Object getTimer() {
            return null;
        }

        @Override
        public Method getMethod() {
            try {
                return Trolley.class.getDeclaredMethod("push");
            } catch (NoSuchMethodException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public @Nullable Constructor<?> getConstructor() {
            return null;
        }

        @Override
        public Object[] getParameters() {
            return new Object[0];
        }

        @Override
        public void setParameters(Object[] parameters) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Object> getContextData() {
            return Map.of();
        }

        @Override
        public Object proceed() {
            return bean.push();
        }
    }
}

package io.sharer.cdi;

import io.sharer.turn.SerialQueue;
import jakarta.interceptor.InvocationContext;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The queues of one instance of a {@code @Shared} bean: made with it, and ended with it.
 *
 * <p>A passivated instance takes along no queue but a {@link PassivatedQueue}. Where it is activated it finds the queue
 * that it had, if that still has work to do there, and else gets a new one.
 */
class BeanQueue implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient QueueRegistry registry;
    private final transient AtomicReference<@Nullable SerialQueue> own = new AtomicReference<>();
    private transient volatile @Nullable SharedMethods methods;
    private transient volatile boolean queuesWork;

    /**
     * Of an object that a program had intercepted; {@code null} for an instance of a bean, whose annotations tell all.
     */
    private final transient @Nullable ConfiguredMethods configured;

    /**
     * The queues of a new instance.
     *
     * @param methods of its class; {@code null} to find them at the first call
     */
    BeanQueue(QueueRegistry registry, @Nullable SharedMethods methods) {
        this.registry = registry;
        this.methods = methods;
        this.configured = methods == null ? new ConfiguredMethods() : null;
    }

    /** Runs a call of the bean in its turn, or queues it. */
    @SuppressWarnings("FutureReturnValueIgnored") // it is what the caller gets
    @Nullable Object invoke(InvocationContext call) throws Exception {
        SharedMethod method = methodsOf(call).find(call.getMethod());
        if (method == null && configured != null) {
            method = configured.find(call);
        }
        if (method == null) {
            return call.proceed();
        }
        SerialQueue queue = queueNamed(method.queue());
        if (method.asynchronous()) {
            willQueueWork(queue);
            return queue.submitAsync(call::proceed, method.label(), method.settings());
        }
        registry.outerTransactions().look(method, queue);
        Callable<@Nullable Object> body = call::proceed;
        return queue.call(body, method.label(), method.settings(), method.declaresInterruptedException());
    }

    /** The queue that the bean as a whole belongs to, to be injected into it. */
    SerialQueue home() {
        SharedMethods m = methods;
        SerialQueue home = queueNamed(m == null ? "" : m.homeQueue());
        willQueueWork(home);
        return home;
    }

    /** Ends the instance: what is queued is finished, then the bean's own end runs in the last turn. */
    void end(Callable<?> preDestroy) throws Exception {
        SharedMethods m = methods;
        String home = m == null ? "" : m.homeQueue();
        if (m != null) {
            // What this bean has queued elsewhere comes before its end; those queues live on for the other beans.
            m.queues().stream()
                    .filter(name -> !name.isEmpty() && !name.equals(home))
                    .forEach(name -> registry.named(name).drain(() -> {}));
        }
        LastTurn last = new LastTurn(preDestroy);
        if (!home.isEmpty()) {
            registry.named(home).drain(last);
        } else if (m != null && registry.classes().endsWithRequest(m.beanClass())) {
            queueNamed("").closeSoon(last);
        } else {
            queueNamed("").close(last);
        }
        last.rethrow();
    }

    private SharedMethods methodsOf(InvocationContext call) {
        SharedMethods known = methods;
        if (known == null) {
            known = registry.classes().methodsOf(call.getTarget().getClass());
            methods = known;
        }
        return known;
    }

    private SerialQueue queueNamed(String name) {
        if (!name.isEmpty()) {
            return registry.named(name);
        }
        SerialQueue queue = own.get();
        if (queue == null) {
            SharedMethods m = methods;
            own.compareAndSet(null, registry.ownOf(m == null ? Object.class : m.beanClass()));
            queue = own.get();
        }
        return Objects.requireNonNull(queue);
    }

    private void willQueueWork(SerialQueue queue) {
        if (!queuesWork) {
            queuesWork = true;
            registry.willQueueWork(queue);
        }
    }

    private Object writeReplace() {
        SharedMethods m = methods;
        return new PassivatedQueue(registry.passivated().idOf(this), m == null ? null : m.beanClass());
    }

    @SuppressWarnings("UnusedVariable") // the signature is that of the serialisation
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a BeanQueue is written as a PassivatedQueue");
    }

    /** Keeps what the bean's end throws until the queue is closed. */
    private static final class LastTurn implements Runnable {
        private final Callable<?> body;
        private @Nullable Exception failure;

        LastTurn(Callable<?> body) {
            this.body = body;
        }

        @Override
        public void run() {
            try {
                body.call();
            } catch (Exception e) {
                failure = e;
            }
        }

        void rethrow() throws Exception {
            if (failure != null) {
                throw failure;
            }
        }
    }
}

package io.sharer.cdi;

import io.sharer.turn.SerialQueue;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The queues of one instance of a {@code @Shared} bean: made with it, and ended with it. */
class BeanQueue {
    private final QueueRegistry registry;
    private final AtomicReference<@Nullable SerialQueue> own = new AtomicReference<>();
    private volatile @Nullable SharedMethods methods;
    private volatile boolean ownQueuesWork;

    /**
     * The queues of a new instance.
     *
     * @param methods of its class; {@code null} to read them at the first call
     */
    BeanQueue(QueueRegistry registry, @Nullable SharedMethods methods) {
        this.registry = registry;
        this.methods = methods;
    }

    /** Runs a call of the bean in its turn, or queues it. */
    @SuppressWarnings("FutureReturnValueIgnored") // it is what the caller gets
    @Nullable Object invoke(InvocationContext call) throws Exception {
        SharedMethod method = methodsOf(call).find(call.getMethod());
        if (method == null) {
            return call.proceed();
        }
        SerialQueue queue = queueNamed(method.queue());
        if (method.asynchronous()) {
            willQueueWork(queue);
            return queue.submitAsync(call::proceed, method.label(), method.settings());
        }
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
        if (home.isEmpty()) {
            queueNamed("").close(last);
        } else {
            registry.named(home).drain(last);
        }
        last.rethrow();
    }

    private SharedMethods methodsOf(InvocationContext call) {
        SharedMethods known = methods;
        if (known == null) {
            known = SharedMethods.ofClass(call.getMethod().getDeclaringClass());
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
        return java.util.Objects.requireNonNull(queue);
    }

    private void willQueueWork(SerialQueue queue) {
        // The registry knows the named ones.
        if (!ownQueuesWork && queue == own.get()) {
            registry.willQueueWork(queue);
            ownQueuesWork = true;
        }
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

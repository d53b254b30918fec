package io.sharer.cdi;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.Until;
import io.sharer.scope.Resources;
import io.sharer.spi.TurnTracer;
import io.sharer.turn.CallSettings;
import io.sharer.turn.SerialQueue;
import jakarta.interceptor.InvocationContext;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The queues of one instance of a {@code @Shared} bean: made with it, and ended with it.
 *
 * <p>A passivated instance takes along no queue but a {@link PassivatedQueue}. Where it is activated it finds the queue
 * that it had, if that still has work to do there, and else gets a new one.
 */
public class BeanQueue implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger("io.sharer");
    private static final CallSettings WAITS_FOR_A_PLACE = CallSettings.of(Access.WRITE, Overflow.WAIT, null);

    /** Of the field itself: an {@code AtomicReference} for each bean would be another object. */
    private static final VarHandle OWN;

    static {
        try {
            OWN = MethodHandles.lookup().findVarHandle(BeanQueue.class, "own", SerialQueue.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final transient QueueRegistry registry;
    private transient volatile @Nullable SerialQueue own;
    private transient volatile @Nullable SharedMethods methods;
    private transient volatile boolean ownQueuesWork;

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
        this.configured = methods == null ? new ConfiguredMethods(registry.configured()) : null;
    }

    /** The one of the instance that is called: not this one, if an EJB container has made the interceptor. */
    BeanQueue ofCalled(InvocationContext call) {
        BeanQueue ofSessionBean = registry.sessions().find(call.getTarget());
        return ofSessionBean == null ? this : ofSessionBean;
    }

    /** Runs a call of the bean in its turn, or queues it. */
    public @Nullable Object invoke(InvocationContext call) throws Exception {
        SharedMethod method = methodOf(call);
        if (method == null) {
            return call.proceed();
        }
        SerialQueue queue = queueNamed(method.queue());
        TurnTracer tracer = registry.tracer();
        if (tracer == null || (!method.asynchronous() && queue.isHeldByCurrentThread())) {
            return invoke(queue, method, call, call::proceed);
        }
        Callable<@Nullable Object> body = call::proceed;
        TurnTracer.Taking turn = (Callable<@Nullable Object> followed) -> invoke(queue, method, call, followed);
        return tracer.follow(queue.name(), method.label(), body, turn);
    }

    private @Nullable SharedMethod methodOf(InvocationContext call) {
        SharedMethod known = methodsOf(call).find(call.getMethod());
        return known == null && configured != null ? configured.find(call) : known;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is what the caller gets
    private @Nullable Object invoke(
            SerialQueue queue, SharedMethod method, InvocationContext call, Callable<@Nullable Object> body)
            throws Exception {
        if (method.asynchronous()) {
            willQueueWork(queue);
            CompletableFuture<Object> outcome = method.isKeyed()
                    ? queue.submitAsyncKeyed(
                            method.keyOf(call.getParameters()), body, method.label(), method.settings())
                    : queue.submitAsync(body, method.label(), method.settings());
            return Resources.await(outcome, queue::isInTurn);
        }
        if (method.isKeyed()) {
            return callKeyed(queue, method, call, body);
        }
        if (method.until() == Until.COMMIT) {
            return queue.callUntilCommit(
                    body, method.label(), method.settings(), method.declaresInterruptedException());
        }
        registry.uncommitted().calling(method, queue);
        return queue.call(body, method.label(), method.settings(), method.declaresInterruptedException());
    }

    private @Nullable Object callKeyed(
            SerialQueue queue, SharedMethod method, InvocationContext call, Callable<@Nullable Object> body)
            throws Exception {
        @Nullable Object[] key = method.keyOf(call.getParameters());
        if (method.until() == Until.COMMIT) {
            return queue.callKeyedUntilCommit(
                    key, body, method.label(), method.settings(), method.declaresInterruptedException());
        }
        registry.uncommitted().calling(method, queue);
        return queue.callKeyed(key, body, method.label(), method.settings(), method.declaresInterruptedException());
    }

    /** The queue that the bean as a whole belongs to, to be injected into it. */
    SerialQueue home() {
        SharedMethods m = methods;
        SerialQueue home = queueNamed(m == null ? "" : m.homeQueue());
        willQueueWork(home);
        return home;
    }

    /**
     * Begins the instance: on the dedicated thread, if it has one, and then as a turn there, lest it come between the
     * parts of another bean's; else at once, for nobody else has the instance yet.
     */
    public void begin(Callable<?> postConstruct) throws Exception {
        String queue = threadedQueue();
        if (queue == null) {
            postConstruct.call();
            return;
        }
        String label = beanClass().getName() + "'s @PostConstruct";
        boolean begun = false;
        try {
            queueNamed(queue).call(postConstruct, label, WAITS_FOR_A_PLACE, false);
            begun = true;
        } finally {
            SerialQueue ownQueue = own;
            if (!begun && ownQueue != null) {
                // Nobody will destroy what was not made.
                ownQueue.close();
            }
        }
    }

    /** Ends the instance: what is queued is finished, then the bean's own end runs in the last turn. */
    public void end(Callable<?> preDestroy) throws Exception {
        SharedMethods m = methods;
        String home = m == null ? "" : m.homeQueue();
        String threaded = threadedQueue();
        String atLast = threaded == null ? home : threaded;
        if (m != null) {
            // What this bean has queued elsewhere comes before its end; those queues live on for the other beans.
            m.queues().stream()
                    .filter(name -> !name.isEmpty() && !name.equals(atLast))
                    .forEach(name -> registry.named(name).drain());
        }
        LastTurn last = new LastTurn(preDestroy, beanClass());
        if (!atLast.isEmpty()) {
            if (own != null) {
                queueNamed("").close();
            }
            registry.named(atLast).drain(last);
        } else if (threaded == null && m != null && registry.classes().endsWithRequest(m.beanClass())) {
            queueNamed("").closeSoon(last);
        } else {
            queueNamed("").close(last);
        }
        SerialQueue ownQueue = own;
        if (ownQueue != null) {
            registry.ended(ownQueue);
        }
        last.leave();
    }

    /**
     * The queue on whose thread the instance begins and ends: its own or its home queue, if that has a thread, else the
     * one queue of its methods' that has; {@code null} if there is none, or several.
     */
    private @Nullable String threadedQueue() {
        SharedMethods m = methods;
        if (m == null || !registry.anyThread()) {
            return null;
        }
        if (registry.hasThread(m.beanClass(), m.homeQueue())) {
            return m.homeQueue();
        }
        List<String> threaded = m.queues().stream()
                .filter(name -> registry.hasThread(m.beanClass(), name))
                .toList();
        return threaded.size() == 1 ? threaded.get(0) : null;
    }

    /** The class of the bean; that of all objects if it is not known. */
    public Class<?> beanClass() {
        SharedMethods m = methods;
        return m == null ? Object.class : m.beanClass();
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
        SerialQueue queue = own;
        if (queue == null) {
            queue = makeOwn();
        }
        return queue;
    }

    private SerialQueue makeOwn() {
        SerialQueue made = registry.ownOf(beanClass());
        if (OWN.compareAndExchange(this, null, made) instanceof SerialQueue before) {
            // Somebody was faster.
            made.shutdown();
            return before;
        }
        return made;
    }

    private void willQueueWork(SerialQueue queue) {
        // The registry knows the named ones.
        if (!ownQueuesWork && queue == own) {
            registry.willQueueWork(queue);
            ownQueuesWork = true;
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

    /** Keeps what the bean's end throws until the queue is closed, and tells it where nobody waits for it any more. */
    private static final class LastTurn implements Runnable {
        private final Callable<?> body;
        private final Class<?> beanClass;
        private boolean left;
        private @Nullable Exception failure;

        LastTurn(Callable<?> body, Class<?> beanClass) {
            this.body = body;
            this.beanClass = beanClass;
        }

        @Override
        public void run() {
            try {
                body.call();
            } catch (Exception e) {
                fail(e);
            }
        }

        private synchronized void fail(Exception e) {
            if (left) {
                LOG.log(System.Logger.Level.ERROR, CdiMessages.lateEndFailed(beanClass.getName()), e);
            } else {
                failure = e;
            }
        }

        /** The one who ends the bean goes on. */
        synchronized void leave() throws Exception {
            left = true;
            if (failure != null) {
                throw failure;
            }
        }
    }
}

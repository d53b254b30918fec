package io.sharer;

/** The thread that runs the bodies of a queue. */
public enum RunOn {
    /** A synchronous body runs on its caller's thread, a queued one on a thread of the queue's executor. */
    CALLER,

    /**
     * Every body runs on one thread, the same for the resource's whole life: for what belongs to the thread that made
     * it, as an OpenGL context, a COM apartment or the state of a native library.
     *
     * <p><b>A synchronous call</b> is queued, and its caller waits for the end of the body. What the body throws
     * reaches the caller as it is, with the stack trace of the dedicated thread. A call from inside the turn runs
     * inline.
     *
     * <p><b>What the body finds.</b> Of its caller: the security identity, the names in {@code java:comp} and the
     * context class loader. Not of its caller: the transaction, so {@code @Transactional} on the method begins one of
     * its own, and the request scope, of which the body has one of its own; nor thread-locals.
     *
     * <p><b>Interrupt.</b> A caller that is interrupted while its body is queued leaves the queue. Once the body has
     * its turn the interrupt is the body's, as it would be on the caller's thread: the body is interrupted, and the
     * caller goes on waiting for its end. If the body takes no notice, the caller has its interrupt flag set
     * afterwards.
     *
     * <p><b>Life of the thread.</b> It starts with the first body, that of a bean as soon as the bean is created, is
     * named after the queue, and ends when the queue does; in between, an idle queue holds one thread. Nothing that a
     * body throws ends it. In a container it is a managed thread where there is a factory of those. The bean's
     * constructor and injection run on the thread that creates the bean; {@code @PostConstruct}, as a turn, and
     * {@code @PreDestroy}, as the last one, run on the dedicated thread. Beans that share a queue by its name share its
     * thread, which ends with the application. A bean whose methods are in several such queues, none of them the bean's
     * own or its class's, begins and ends on the threads of whoever creates and destroys it.
     *
     * <p><b>A thread that hangs</b> when its queue has to end is interrupted 30 seconds after, is given 5 more, and is
     * not waited for any longer; at the end of an application all its queues have these times together. Then
     * {@code @PreDestroy} runs when it comes back, and never on another thread. A thread that has died is replaced,
     * which is logged.
     *
     * <p>The bodies run one by one, so it cannot be combined with {@link Access#READ}, {@link Shared#permits()} and
     * {@link SharedKey}, nor, as the transaction is the caller's, with {@link Until#COMMIT}, nor with session beans,
     * whose calls cannot go on on another thread.
     */
    DEDICATED_THREAD
}

package io.sharer;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Makes the calls of a bean's methods take turns: on a method, of that method; on a class, of all its business methods
 * but those marked {@link Unshared}.
 *
 * <p><b>Scope of the queue.</b> Every bean instance has a queue of its own, unless {@link #value()} names one: all
 * methods of all beans of the application that give the same name take turns with each other.
 *
 * <p><b>Synchronous methods</b> run on their caller's own thread once their turn has come, so the caller's transaction,
 * security identity, request scope and stack trace are there. Their exceptions reach the caller as they are.
 *
 * <p><b>Asynchronous methods</b> are those declared to return {@link java.util.concurrent.CompletionStage},
 * {@link java.util.concurrent.CompletableFuture} or {@link java.util.concurrent.Future}. They return at once; the body
 * runs later on the container's managed executor, with the caller's context and a request scope of its own. The turn
 * lasts until the stage that the body returned is done. All failures, those of the queue too, complete the returned
 * future.
 *
 * <p><b>Order.</b> What one thread asks for is done in the order in which it asked. Queued bodies run in the order of
 * their submission. Waiting threads are served first come, first served, except that a thread that is already running
 * may take a <em>free</em> turn ahead of waiting ones for at most a millisecond of the first one's waiting, and never
 * ahead of a queued body.
 *
 * <p><b>Re-entry.</b> A synchronous call into a queue whose turn the calling thread holds just runs. A call of a bean
 * to itself ({@code this.other()}) is not intercepted by CDI and is part of the running turn in any case; an
 * asynchronous method called that way runs at once, on the same thread.
 *
 * <p><b>Deadlock.</b> Callers that wait for each other, over any number of queues and threads, and over
 * {@link java.util.concurrent.Future#get()} of futures that Sharer returned, are found at once: the call that closes
 * the circle gets a {@link TurnDeadlockException}, whose message tells the circle, and the others go on.
 *
 * <p><b>Interrupt.</b> A thread interrupted while it waits leaves the queue, and the body never runs: with
 * {@link InterruptedException} if the method declares it, else with {@link TurnInterruptedException} and the thread's
 * interrupt flag set.
 *
 * <p><b>Life cycle.</b> {@code @PostConstruct} takes no turn, for nobody else has the bean yet. When the bean is
 * destroyed its own queue takes no new work, finishes what is queued, and runs {@code @PreDestroy} as its last turn.
 * The end of a {@code @RequestScoped} bean waits for the running body only: what has not begun fails with
 * {@link QueueClosedException}. What is queued has 30 seconds to be done; then the running body is interrupted and has
 * 5 more, and all else fails with {@link QueueClosedException}. When the application ends its queues are drained side
 * by side and have these times together, however many of them hang. A bean that is passivated leaves its queue behind:
 * where it is activated in the same application it takes its turns behind what it has left there, and elsewhere it has
 * a new queue.
 *
 * <p><b>Producers.</b> What a producer returns is intercepted only if it passes it through an
 * {@link jakarta.enterprise.inject.spi.InterceptionFactory}; the product then has a queue of its own, whose last turn
 * is the disposer.
 *
 * <p><b>A dedicated thread</b>, asked for by {@link #runOn()}, runs all of this in place of the callers' threads, for
 * resources that belong to one thread. {@link RunOn#DEDICATED_THREAD} tells what is different then.
 *
 * <p><b>Class against method.</b> {@link #value()}, {@link #capacity()}, {@link #permits()} and {@link #runOn()}, if
 * left at their defaults on a method, come from the class, for they belong to the queue; for all else the annotation on
 * the method replaces the one on the class, and does not add to it: {@code @Shared(access = READ)} on a method of a
 * class that is {@code @Shared(timeout = "PT5S")} waits as long as it takes.
 *
 * <p><b>Configuration.</b> {@link #capacity()}, {@link #permits()}, {@link #runOn()}, {@link #overflow()} and
 * {@link #timeout()} can be given from outside for a queue as a whole, and then go before what annotations say: as
 * {@code sharer.queue."till".capacity}, with the bean's class in place of the name for own queues.
 *
 * <p><b>Keys.</b> With {@link SharedKey} on a parameter, calls with different keys run side by side.
 *
 * <p>{@code equals}, {@code hashCode} and {@code toString} never take a turn.
 *
 * <p>The interceptor's priority is {@code PLATFORM_BEFORE + 100}: with {@code @Transactional} on the same method the
 * turn is taken before the transaction begins and ends after it has completed. Of turns that are taken within a
 * transaction, and end before its commit, the first one of each method is warned about. On an asynchronous method
 * {@code @Transactional} may be {@code REQUIRES_NEW} or {@code NOT_SUPPORTED}, anything else is a definition error, and
 * so is {@code @Asynchronous}; its transaction commits when the body returns, not when the stage is done, and one that
 * a body leaves open is rolled back. What runs after the body, as a continuation of its stage, has neither its
 * transaction nor its request scope.
 */
@Inherited
@Documented
@InterceptorBinding
@Target({TYPE, METHOD})
@Retention(RUNTIME)
public @interface Shared {
    /** {@return the name of the queue; empty for the bean instance's own} */
    @Nonbinding
    String value() default "";

    /**
     * {@return whether the body needs the resource alone} A WRITE call from inside a READ turn of the same queue is
     * refused at once with a {@link TurnException}: it could never have its turn. A READ call from inside a WRITE turn
     * just runs.
     */
    @Nonbinding
    Access access() default Access.WRITE;

    /**
     * {@return the thread that runs the bodies, {@code @PostConstruct} and {@code @PreDestroy}: the caller's, or one
     * for the resource's whole life} It belongs to the queue: given once, it holds for all methods in it.
     */
    @Nonbinding
    RunOn runOn() default RunOn.CALLER;

    /**
     * {@return when the turn ends} A call that takes a turn while a transaction is under way, and ends it before that
     * has completed, is warned about, once for each method; {@link Until#COMMIT} keeps the turn until then.
     */
    @Nonbinding
    Until until() default Until.RETURN;

    /**
     * {@return how many WRITE bodies may run at once} A READ waits for all of them, and they for it. It belongs to the
     * queue, wherever it stands: given on one method it holds for all others in the queue as well, which is warned
     * about.
     */
    @Nonbinding
    int permits() default 1;

    /**
     * {@return how many calls may wait in the queue, the running one not counted; 0 for any number} One more is refused
     * at once with a {@link TurnRejectedException}. It belongs to the queue, wherever it stands: given on one method it
     * holds for all others in the queue as well, which is warned about.
     */
    @Nonbinding
    int capacity() default 0;

    /**
     * {@return what becomes of a call at capacity; without a {@link #capacity()} it has no effect} A method whose own
     * annotation leaves this out has the default, and not what its class says.
     */
    @Nonbinding
    Overflow overflow() default Overflow.REJECT;

    /**
     * {@return the longest wait for a turn, ISO-8601, such as {@code "PT5S"}; {@code "PT0S"} for now or never, the
     * empty string for any} A call whose turn does not come in time never runs: it throws a
     * {@link TurnTimeoutException}, or fails its future with one. A method whose own annotation leaves this out waits
     * for any time, whatever its class says.
     */
    @Nonbinding
    String timeout() default "";

    /**
     * A {@link Shared} made in a program, for {@code InterceptionFactory.configure().add(...)} in a producer method:
     * all members but the queue's name have their defaults. Immutable.
     */
    final class Literal extends AnnotationLiteral<Shared> implements Shared {
        /** With the queue that the object has for itself. */
        public static final Literal INSTANCE = new Literal("");

        private static final long serialVersionUID = 1L;

        /** What {@link #value()} gives. */
        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        /**
         * With the queue of that name.
         *
         * @param value the name
         * @return an annotation with it
         */
        public static Literal of(String value) {
            return new Literal(value);
        }

        @Override
        public String value() {
            return value;
        }

        @Override
        public Access access() {
            return Access.WRITE;
        }

        @Override
        public RunOn runOn() {
            return RunOn.CALLER;
        }

        @Override
        public Until until() {
            return Until.RETURN;
        }

        @Override
        public int permits() {
            return 1;
        }

        @Override
        public int capacity() {
            return 0;
        }

        @Override
        public Overflow overflow() {
            return Overflow.REJECT;
        }

        @Override
        public String timeout() {
            return "";
        }
    }
}

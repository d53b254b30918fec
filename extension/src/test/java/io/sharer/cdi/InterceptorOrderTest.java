package io.sharer.cdi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The turn is taken outside the application's interceptors, and inside those that come before the platform's. */
class InterceptorOrderTest {
    @RegisterExtension
    final Container container = Container.with(
            Worker.class,
            Log.class,
            Outer.class,
            Inner.class,
            Retrying.class,
            OuterRetrying.class,
            OuterDoubling.class,
            OuterFailing.class);

    @Watched
    @Shared
    @ApplicationScoped
    static class Worker {
        @Inject
        SerialExecutor queue;

        private int failures;
        private int counted;

        public String work() {
            return "worked";
        }

        public CompletableFuture<String> workLater() {
            return CompletableFuture.completedFuture("worked");
        }

        public CompletableFuture<String> failOnce() {
            if (failures++ == 0) {
                throw new IllegalStateException("the first time");
            }
            return CompletableFuture.completedFuture("worked");
        }

        @Retried
        public String failTheFirstTime() {
            if (failures++ == 0) {
                throw new IllegalArgumentException("the first time");
            }
            return "worked in " + queue.stats().running();
        }

        @Doubled
        public CompletableFuture<String> count(Gate gate) {
            gate.run();
            counted++;
            return CompletableFuture.completedFuture("counted " + counted);
        }

        @Failing
        public CompletableFuture<String> countAndFail(Gate gate) {
            gate.run();
            counted++;
            return CompletableFuture.completedFuture("counted " + counted);
        }

        public int counted() {
            return counted;
        }

        @Unshared
        public SerialExecutor queue() {
            return queue;
        }
    }

    @InterceptorBinding
    @Target({TYPE, METHOD})
    @Retention(RUNTIME)
    @interface Retried {}

    @InterceptorBinding
    @Target({TYPE, METHOD})
    @Retention(RUNTIME)
    @interface Doubled {}

    @InterceptorBinding
    @Target({TYPE, METHOD})
    @Retention(RUNTIME)
    @interface Failing {}

    @InterceptorBinding
    @Target(TYPE)
    @Retention(RUNTIME)
    @interface Watched {}

    /** What the interceptors saw. */
    @ApplicationScoped
    static class Log {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        public void add(String who, InvocationContext call) throws Exception {
            if (!call.getMethod().getName().equals("queue")) {
                Worker worker = (Worker) call.getTarget();
                lines.add(who + " " + worker.queue.stats().running());
            }
        }

        public List<String> lines() {
            return lines;
        }
    }

    @Watched
    @Interceptor
    @Priority(Interceptor.Priority.PLATFORM_BEFORE)
    static class Outer {
        @Inject
        Log log;

        @AroundInvoke
        @Nullable Object watch(InvocationContext call) throws Exception {
            log.add("outer", call);
            return call.proceed();
        }
    }

    @Watched
    @Interceptor
    @Priority(Interceptor.Priority.LIBRARY_BEFORE)
    static class Inner {
        @Inject
        Log log;

        @AroundInvoke
        @Nullable Object watch(InvocationContext call) throws Exception {
            log.add("inner", call);
            return call.proceed();
        }
    }

    /** Outside of ours: calls it again if it failed. */
    @Retried
    @Interceptor
    @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1)
    static class OuterRetrying {
        @AroundInvoke
        @Nullable Object retry(InvocationContext call) throws Exception {
            try {
                return call.proceed();
            } catch (IllegalArgumentException e) {
                return call.proceed();
            }
        }
    }

    /** Outside of ours: calls it twice, and throws away what the first call returned. */
    @Doubled
    @Interceptor
    @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1)
    static class OuterDoubling {
        @AroundInvoke
        @SuppressWarnings("FutureReturnValueIgnored") // that is the point
        @Nullable Object callTwice(InvocationContext call) throws Exception {
            call.proceed();
            return call.proceed();
        }
    }

    /** Outside of ours: leaves the caller's chain by an exception while the body is still to run. */
    @Failing
    @Interceptor
    @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1)
    static class OuterFailing {
        @AroundInvoke
        @SuppressWarnings("FutureReturnValueIgnored") // that is the point
        @Nullable Object fail(InvocationContext call) throws Exception {
            call.proceed();
            throw new IllegalStateException("after the call");
        }
    }

    @Watched
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class Retrying {
        @AroundInvoke
        @Nullable Object retry(InvocationContext call) throws Exception {
            try {
                return call.proceed();
            } catch (IllegalStateException e) {
                return call.proceed();
            }
        }
    }

    @Test
    void theTurnIsOutsideALibrarysInterceptor() {
        container.get(Worker.class).work();

        assertThat(container.get(Log.class).lines()).containsExactly("outer 0", "inner 1");
    }

    @Test
    void soItIsForAnAsynchronousMethod() throws Exception {
        container.get(Worker.class).workLater().get(20, SECONDS);

        assertThat(container.get(Log.class).lines()).containsExactly("outer 0", "inner 1");
    }

    @Test
    void anInterceptorInsideMayProceedTwice() throws Exception {
        assertThat(container.get(Worker.class).failOnce().get(20, SECONDS)).isEqualTo("worked");
    }

    @Test
    void anInterceptorOutsideMayRetryACallThatFailed() throws Exception {
        Worker worker = container.get(Worker.class);
        long before = worker.queue().stats().turns();

        assertThat(Turns.takesTurn(worker.queue(), worker::failTheFirstTime)).isEqualTo("worked in 1");

        assertThat(worker.queue().stats().turns())
                .as("turns of the holder and of both attempts")
                .isEqualTo(before + 3);
    }

    /** Pitfall 1 of interception: the caller's chain of interceptors goes on while the body runs. */
    @Test
    void anInterceptorOutsideMayProceedTwiceToo() throws Exception {
        assumeTrue(
                Container.isWeld(),
                "on OpenWebBeans whoever proceeds again after a normal return comes to the method itself, past all"
                        + " interceptors, ours or not");
        Worker worker = container.get(Worker.class);
        Gate gate = new Gate();
        CompletableFuture<String> second = worker.count(gate);
        gate.awaitEntered();
        gate.open();

        assertThat(second.get(20, SECONDS)).isEqualTo("counted 2");
    }

    @Test
    void anInterceptorOutsideMayFailWhileTheBodyIsStillToRun() throws Exception {
        Worker worker = container.get(Worker.class);
        Gate gate = new Gate();

        Turns.Held held = Turns.hold(worker.queue());
        assertThatThrownBy(() -> worker.countAndFail(gate)).hasMessage("after the call");
        held.release();
        gate.awaitEntered();
        gate.open();

        assertThat(worker.counted()).isEqualTo(1);
    }
}

package io.sharer.cdi;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

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
    final Container container = Container.with(Worker.class, Log.class, Outer.class, Inner.class, Retrying.class);

    @Watched
    @Shared
    @ApplicationScoped
    static class Worker {
        @Inject
        SerialExecutor queue;

        private int failures;

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

        @Unshared
        public SerialExecutor queue() {
            return queue;
        }
    }

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
}

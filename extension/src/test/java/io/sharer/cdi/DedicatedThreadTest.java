package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.sharer.RunOn;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import io.sharer.TurnDeadlockException;
import io.sharer.TurnInterruptedException;
import io.sharer.TurnTimeoutException;
import io.sharer.Unshared;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A bean with {@code DEDICATED_THREAD} lives on one thread from its {@code @PostConstruct} to its {@code @PreDestroy}.
 */
class DedicatedThreadTest {
    @RegisterExtension
    final Container container = Container.with(
            OfApplication.class,
            OfDependent.class,
            OfRequest.class,
            OnMethod.class,
            ScreenOne.class,
            ScreenTwo.class,
            ByMethod.class,
            Failing.class,
            WithoutLifeCycle.class,
            Timed.class,
            Till.class,
            Retried.class,
            Retrying.class,
            Visit.class,
            QueueUser.class);

    /** Where what happened, in its order. */
    private static final List<String> LOG = new CopyOnWriteArrayList<>();

    private static final Set<Thread> THREADS = Collections.synchronizedSet(new HashSet<>());

    @BeforeEach
    void forget() {
        LOG.clear();
        THREADS.clear();
    }

    /** A resource that notes on which threads it lives. */
    abstract static class Screen {
        Screen() {
            // CDI makes proxies by it, too.
        }

        @PostConstruct
        void open() {
            note("open");
        }

        Thread draw() {
            note("draw");
            return Thread.currentThread();
        }

        <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
            note("call");
            return body.call();
        }

        CompletableFuture<Thread> drawLater() {
            note("drawLater");
            return CompletableFuture.completedFuture(Thread.currentThread());
        }

        <T> CompletableFuture<T> stage(CompletableFuture<T> stage) {
            return stage;
        }

        @Unshared
        Thread free() {
            return Thread.currentThread();
        }

        @PreDestroy
        void close() {
            note("close");
        }

        private static void note(String what) {
            LOG.add(what);
            THREADS.add(Thread.currentThread());
        }
    }

    @Shared(runOn = RunOn.DEDICATED_THREAD)
    @ApplicationScoped
    static class OfApplication extends Screen {}

    @Shared(runOn = RunOn.DEDICATED_THREAD)
    @Dependent
    static class OfDependent extends Screen {}

    @Shared(runOn = RunOn.DEDICATED_THREAD)
    @RequestScoped
    static class OfRequest extends Screen {}

    @ApplicationScoped
    static class OnMethod extends Screen {
        @Override
        @Shared(runOn = RunOn.DEDICATED_THREAD)
        Thread draw() {
            return super.draw();
        }
    }

    @Shared(value = "gl", runOn = RunOn.DEDICATED_THREAD)
    @ApplicationScoped
    static class ScreenOne extends Screen {}

    @Shared("gl")
    @Dependent
    static class ScreenTwo extends Screen {}

    @ApplicationScoped
    static class ByMethod extends Screen {
        @Override
        @Shared("gl")
        Thread draw() {
            return super.draw();
        }
    }

    @Shared(runOn = RunOn.DEDICATED_THREAD)
    @Dependent
    static class Failing {
        @PostConstruct
        void open() {
            THREADS.add(Thread.currentThread());
            throw new IllegalStateException("no screen");
        }

        void use() {}
    }

    @Shared(runOn = RunOn.DEDICATED_THREAD)
    @ApplicationScoped
    static class WithoutLifeCycle {
        Thread draw() {
            return Thread.currentThread();
        }
    }

    @Shared(runOn = RunOn.DEDICATED_THREAD, timeout = "PT0.02S")
    @ApplicationScoped
    static class Timed extends Screen {}

    @Shared
    @ApplicationScoped
    static class Till {
        <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
            return body.call();
        }
    }

    @ApplicationScoped
    static class QueueUser {
        @Inject
        @SharedQueue("gl")
        SerialExecutor queue;

        SerialExecutor queue() {
            return queue;
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Retry {}

    /** Calls what it intercepts until it does not fail, from further inside. */
    @Retry
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class Retrying {
        @AroundInvoke
        @Nullable Object retry(InvocationContext call) throws Exception {
            try {
                return call.proceed();
            } catch (IOException e) {
                return call.proceed();
            }
        }
    }

    @Shared(runOn = RunOn.DEDICATED_THREAD)
    @Retry
    @ApplicationScoped
    static class Retried {
        private int calls;

        Thread draw() throws IOException {
            if (++calls == 1) {
                throw new IOException("once");
            }
            return Thread.currentThread();
        }
    }

    @RequestScoped
    static class Visit {
        private final Object identity = new Object();

        Object identity() {
            return identity;
        }
    }

    // --- Its life ---

    @ParameterizedTest
    @ValueSource(classes = {OfApplication.class, OfDependent.class, OnMethod.class, ScreenOne.class, ScreenTwo.class})
    void everythingHappensOnOneThread(Class<? extends Screen> type) throws Exception {
        livesOnOneThread(type);
    }

    private <T extends Screen> void livesOnOneThread(Class<T> type) throws Exception {
        Instance<T> instances = container.select(type);
        T screen = instances.get();
        Thread thread = screen.draw();
        Caller.of(screen::draw).result();
        instances.destroy(screen);

        assertThat(LOG).containsExactly("open", "draw", "draw", "close");
        assertThat(THREADS).containsExactly(thread).doesNotContain(Thread.currentThread());
    }

    @Test
    void asynchronousMethodsRunOnItToo() throws Exception {
        OfApplication screen = container.get(OfApplication.class);

        assertThat(screen.drawLater().get(20, SECONDS)).isSameAs(screen.draw());
    }

    @Test
    void anUnsharedMethodRunsOnItsCallersThread() {
        assertThat(container.get(OfApplication.class).free()).isSameAs(Thread.currentThread());
    }

    @Test
    void theThreadIsNamedAfterTheBeanAndDoesNotKeepTheProgramAlive() {
        Thread thread = container.get(OfApplication.class).draw();

        assertThat(thread.getName()).isEqualTo("sharer-" + OfApplication.class.getName());
        assertThat(thread.isDaemon()).isTrue();
        assertThat(container.get(ScreenOne.class).draw().getName()).isEqualTo("sharer-gl");
    }

    @Test
    void theThreadOfADependentBeanIsGoneWhenThatIsDestroyed() {
        Instance<OfDependent> instances = container.select(OfDependent.class);
        OfDependent screen = instances.get();
        Thread thread = screen.draw();
        instances.destroy(screen);

        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void twoInstancesHaveTwoThreads() {
        Instance<OfDependent> instances = container.select(OfDependent.class);

        assertThat(instances.get().draw()).isNotSameAs(instances.get().draw());
    }

    @Test
    void theThreadOfARequestScopedBeanIsGoneWithItsRequest() {
        RequestContextController request = container.get(RequestContextController.class);
        request.activate();
        Thread thread = container.get(OfRequest.class).draw();
        request.deactivate();

        assertThat(LOG).containsExactly("open", "draw", "close");
        assertThat(THREADS).containsExactly(thread);
        await().until(() -> !thread.isAlive());
    }

    @Test
    void theThreadIsGoneWhenTheApplicationEnds() {
        Thread own = container.get(OfApplication.class).draw();
        Thread named = container.get(ScreenOne.class).draw();
        Thread neverDestroyed = container.get(OfDependent.class).draw();
        container.close();

        assertThat(LOG).filteredOn("close"::equals).hasSizeGreaterThanOrEqualTo(2);
        assertThat(THREADS).containsExactlyInAnyOrder(own, named, neverDestroyed);
        assertThat(List.of(own, named, neverDestroyed)).noneMatch(Thread::isAlive);
    }

    @Test
    void aBeanWithoutLifeCycleMethodsLivesOnAThreadToo() throws Exception {
        WithoutLifeCycle bean = container.get(WithoutLifeCycle.class);

        assertThat(bean.draw()).isSameAs(Caller.of(bean::draw).result()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void whatPostConstructThrowsReachesTheCreatorAndNoThreadIsLeft() {
        Throwable thrown = catchThrowable(() -> container.get(Failing.class));

        assertThat(rootOf(thrown)).isInstanceOf(IllegalStateException.class).hasMessage("no screen");
        assertThat(THREADS).hasSize(1).doesNotContain(Thread.currentThread());
        await().until(() -> THREADS.stream().noneMatch(Thread::isAlive));
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : rootOf(cause);
    }

    // --- A named queue ---

    @Test
    void allBeansOfANamedQueueLiveOnItsThread() throws Exception {
        Instance<ScreenTwo> twos = container.select(ScreenTwo.class);
        ScreenTwo two = twos.get();
        Thread thread = container.get(ScreenOne.class).draw();
        assertThat(two.draw()).isSameAs(thread);
        assertThat(container.get(ByMethod.class).draw()).isSameAs(thread);
        assertThat(container.get(QueueUser.class).queue().call(Thread::currentThread))
                .isSameAs(thread);
        twos.destroy(two);

        assertThat(THREADS).containsExactly(thread);
        assertThat(LOG).containsExactly("open", "open", "draw", "draw", "open", "draw", "close");
        assertThat(thread.isAlive()).as("with the end of one of its beans").isTrue();
    }

    @Test
    void postConstructDoesNotComeBetweenTheTurnsOfOtherBeans() throws Exception {
        CompletableFuture<String> pending = new CompletableFuture<>();
        ScreenOne one = container.get(ScreenOne.class);
        CompletableFuture<String> turn = one.stage(pending);
        SerialExecutor queue = container.get(QueueUser.class).queue();
        await().until(() -> queue.stats().running() == 1);
        Caller<ScreenTwo> creator = Caller.of(() -> container.get(ScreenTwo.class));
        Turns.awaitLength(queue, 1);
        assertThat(LOG).containsExactly("open");
        pending.complete("done");

        assertThat(turn.get(20, SECONDS)).isEqualTo("done");
        creator.result();
        assertThat(LOG).containsExactly("open", "open");
    }

    @Test
    void aBeanThatIsCreatedInsideTheTurnIsCreatedInline() throws Exception {
        ScreenOne one = container.get(ScreenOne.class);
        Thread two = one.call(() -> container.get(ScreenTwo.class).draw());

        assertThat(THREADS).containsExactly(two);
        assertThat(LOG).containsExactly("open", "call", "open", "draw");
    }

    // --- Calls ---

    @Test
    void aCallFromInsideTheTurnRunsInline() throws Exception {
        OfApplication screen = container.get(OfApplication.class);

        assertThat(screen.call(screen::draw)).isSameAs(screen.draw());
    }

    @Test
    void aBodysExceptionReachesTheCallerAsItIs() {
        IOException failure = new IOException("out of ink");

        assertThatThrownBy(() -> container.get(OfApplication.class).call(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void interceptorsFurtherInsideRunOnTheThreadAndMayCallTwice() throws Exception {
        assertThat(container.get(Retried.class).draw()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void aBodyHasARequestScopeOfItsOwn() throws Exception {
        OfApplication screen = container.get(OfApplication.class);
        Visit visit = container.get(Visit.class);
        RequestContextController request = container.get(RequestContextController.class);
        boolean mine = request.activate();
        Object ofCaller = visit.identity();
        Object ofBody = screen.call(visit::identity);
        Object ofNext = screen.call(visit::identity);

        assertThat(visit.identity()).isSameAs(ofCaller);
        assertThat(ofBody).isNotSameAs(ofCaller).isNotSameAs(ofNext);
        if (mine) {
            request.deactivate();
        }
    }

    @Test
    void theTimeOutOfAMethodCounts() throws Exception {
        Timed screen = container.get(Timed.class);
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> screen.call(gate));
        gate.awaitEntered();

        assertThatThrownBy(screen::draw)
                .isInstanceOf(TurnTimeoutException.class)
                .hasMessageContaining("Screen.call(Callable)")
                .hasMessageContaining("on the thread 'sharer-" + Timed.class.getName());
        gate.open();
        holder.result();
    }

    @Test
    void aCallerThatIsInterruptedInTheQueueLeavesIt() throws Exception {
        ScreenOne screen = container.get(ScreenOne.class);
        SerialExecutor queue = container.get(QueueUser.class).queue();
        Gate gate = new Gate();
        Caller<Boolean> holder = Caller.of(() -> screen.call(gate));
        gate.awaitEntered();
        Caller<Thread> waiting = Caller.of(screen::draw);
        Turns.awaitLength(queue, 1);
        waiting.thread().interrupt();

        assertThatThrownBy(waiting::result).isInstanceOf(TurnInterruptedException.class);
        gate.open();
        holder.result();
        assertThat(LOG).doesNotContain("draw");
    }

    @Test
    void aCircleThroughTheThreadIsFoundAndNamesBeansMethodsAndThreads() throws Exception {
        Till till = container.get(Till.class);
        OfApplication screen = container.get(OfApplication.class);

        assertThatThrownBy(() -> till.call(() -> screen.call(() -> till.call(() -> "never"))))
                .isInstanceOf(TurnDeadlockException.class)
                .hasMessageContainingAll(
                        "SHARER-122: deadlock",
                        Till.class.getName() + ".call(Callable)",
                        Screen.class.getName() + ".call(Callable)",
                        "the thread 'sharer-" + OfApplication.class.getName() + "'",
                        "the thread '" + Thread.currentThread().getName() + "'");
    }
}

package io.sharer.cdi.pool;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that have ended are looked for from time to time, as long as any has something. */
class ThreadContextTest {
    /** Does nothing but note what it is asked for. */
    private static final class Timer extends ScheduledThreadPoolExecutor {
        final List<Duration> delays = new CopyOnWriteArrayList<>();
        final List<Runnable> looks = new CopyOnWriteArrayList<>();

        Timer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable look, long delay, TimeUnit unit) {
            delays.add(Duration.of(delay, unit.toChronoUnit()));
            looks.add(look);
            return super.schedule(() -> {}, 0, NANOSECONDS);
        }
    }

    private static final class Bean implements Contextual<Object> {
        volatile boolean destroyed;

        @Override
        public Object create(CreationalContext<Object> context) {
            return new Object();
        }

        @Override
        public void destroy(Object instance, CreationalContext<Object> context) {
            destroyed = true;
        }
    }

    private final Timer timer = new Timer();
    private final Bean bean = new Bean();

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    @Test
    void thePeriodIsTheOneThatIsConfigured() throws Exception {
        ThreadContext context = new ThreadContext(
                outsideRequests(),
                () -> {
                    throw new AssertionError("there is no request");
                },
                timer,
                Runnable::run,
                Duration.ofMinutes(7));
        Thread user = new Thread(() -> context.get(bean, noContext()));
        user.start();
        user.join();

        assertThat(timer.delays).containsExactly(Duration.ofMinutes(7));
        timer.looks.get(0).run();
        assertThat(bean.destroyed).isTrue();
        assertThat(timer.delays).hasSize(1);
    }

    private static BeanManager outsideRequests() {
        return proxy(BeanManager.class);
    }

    @SuppressWarnings("unchecked") // it is asked for nothing
    private static CreationalContext<Object> noContext() {
        return proxy(CreationalContext.class);
    }

    private static <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                ThreadContextTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new ContextNotActiveException("no request");
                }));
    }
}

package io.sharer.scope;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.OutsideUse;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceStats;
import io.sharer.ResourceTemplate;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Many scopes, one after another and side by side, leave nothing behind. */
@SuppressWarnings("try") // a scope is there for its length
class ManyScopesTest {
    private static final int SIDE_BY_SIDE = 10_000;

    private final ResourceManager manager = ResourceManager.create();
    private final AtomicInteger live = new AtomicInteger();
    private final ResourceTemplate<Integer> numbers =
            ResourceTemplate.of(live::incrementAndGet, number -> live.decrementAndGet());
    private final ResourceTemplate<Integer> outside = numbers.outside(OutsideUse.ALLOW);

    private void nothingIsLeft(int opened) {
        assertThat(live).hasValue(0);
        assertThat(manager.active()).isEmpty();
        assertThat(Contexts.size()).isZero();
        assertThat(OutsideHoldings.size()).isZero();
        assertThat(manager.stats()).isEqualTo(new ResourceStats(opened, 0, opened, 0, 0, 0, 0));
    }

    @Test
    void aThousandOneAfterAnother() {
        for (int i = 0; i < 1_000; i++) {
            try (ResourceScope scope = manager.open()) {
                assertThat(numbers.acquire()).isEqualTo(1);
            }
        }
        nothingIsLeft(1_000);
    }

    @Test
    void manyThatDeadThreadsHaveLeftArePurgedWithoutADeadlock() throws Exception {
        for (int i = 0; i < 100; i++) {
            Threads.onDead(() -> {
                ResourceScope left = manager.open();
                numbers.acquire();
                return left;
            });
        }
        ResourceTemplate<Integer> purging = ResourceTemplate.of(manager::purge);
        try (ResourceScope scope = manager.open()) {
            assertThat(purging.acquire()).isEqualTo(100);
        }
        assertThat(live).hasValue(0);
        assertThat(manager.active()).isEmpty();
        assertThat(Contexts.size()).isZero();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void tenThousandSideBySideOnVirtualThreads() throws Exception {
        ExecutorService virtual = newVirtualThreadPerTaskExecutor();
        CountDownLatch allOpen = new CountDownLatch(SIDE_BY_SIDE);
        List<Future<?>> bodies = new ArrayList<>();
        for (int i = 0; i < SIDE_BY_SIDE; i++) {
            bodies.add(virtual.submit(() -> {
                try (ResourceScope scope = manager.open()) {
                    int own = numbers.acquire();
                    allOpen.countDown();
                    allOpen.await();
                    assertThat(numbers.acquire()).isEqualTo(own);
                    assertThat(manager.current()).contains(scope);
                    return scope;
                }
            }));
        }
        for (Future<?> body : bodies) {
            body.get();
        }
        virtual.shutdown();
        assertThat(virtual.awaitTermination(20, SECONDS)).isTrue();
        nothingIsLeft(SIDE_BY_SIDE);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void whatVirtualThreadsHaveLeftOutsideIsPurged() throws Exception {
        ExecutorService virtual = newVirtualThreadPerTaskExecutor();
        List<Future<?>> bodies = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            bodies.add(virtual.submit(outside::acquire));
        }
        for (Future<?> body : bodies) {
            body.get();
        }
        virtual.shutdown();
        assertThat(virtual.awaitTermination(20, SECONDS)).isTrue();
        await().atMost(20, SECONDS).until(() -> {
            manager.purge();
            return OutsideHoldings.size() == 0;
        });
        assertThat(live).hasValue(0);
    }

    private static ExecutorService newVirtualThreadPerTaskExecutor() {
        try {
            Method method = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            return (ExecutorService) method.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("virtual threads", e);
        }
    }
}

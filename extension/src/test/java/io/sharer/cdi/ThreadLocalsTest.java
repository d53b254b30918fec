package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.CallScoped;
import io.sharer.Pooled;
import io.sharer.cdi.Tools.Hammer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server's threads outlive an application: nothing of ours is left on one that was used for it. */
@Tag(Container.NOT_IN_LITE)
class ThreadLocalsTest {
    private static final int THREADS = 3;
    private static final ThreadLocal<Tools> LEFT = new ThreadLocal<>();

    @RegisterExtension
    final Container container = Container.with(Desk.class, Forge.class);

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @ApplicationScoped
    static class Forge {
        private final Tools tools = new Tools();

        @Produces
        @Pooled(maxSize = THREADS)
        @CallScoped
        Hammer hammer() {
            return tools.make();
        }
    }

    @Test
    void nothingOfOursIsLeftOnAThreadThatCalled() throws Exception {
        onEachThread(() -> {
            Desk desk = container.get(Desk.class);
            desk.call(() -> container.get(Hammer.class).number());
            desk.completableFuture(() -> CompletableFuture.completedFuture(
                            container.get(Hammer.class).number()))
                    .get(20, SECONDS);
            assertThat(ours()).isEmpty();
        });
        container.close();

        onEachThread(() -> assertThat(ours()).isEmpty());
    }

    /** The control. */
    @Test
    void whatWereLeftWouldBeFound() throws Exception {
        Tools left = new Tools();
        LEFT.set(left);
        try {
            assertThat(ours()).containsExactly(left);
        } finally {
            LEFT.remove();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private void onEachThread(Work work) throws Exception {
        CyclicBarrier all = new CyclicBarrier(THREADS);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            done.add(threads.submit(() -> {
                all.await(20, SECONDS);
                work.run();
                return all.await(20, SECONDS);
            }));
        }
        for (Future<?> one : done) {
            one.get(40, SECONDS);
        }
    }

    /** What this thread's locals hold of classes of ours. */
    private static List<Object> ours() throws ReflectiveOperationException {
        List<Object> ours = new ArrayList<>();
        for (String locals : List.of("threadLocals", "inheritableThreadLocals")) {
            Object map = valueOf(Thread.class, locals, Thread.currentThread());
            if (map == null) {
                continue;
            }
            Object table = valueOf(map.getClass(), "table", map);
            for (int i = 0; table != null && i < Array.getLength(table); i++) {
                Object entry = Array.get(table, i);
                Object value = entry == null ? null : valueOf(entry.getClass(), "value", entry);
                if (value != null && value.getClass().getName().startsWith("io.sharer.")) {
                    ours.add(value);
                }
            }
        }
        return ours;
    }

    private static @Nullable Object valueOf(Class<?> type, String name, Object object)
            throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }
}

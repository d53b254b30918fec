package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Each thread finds its own calls, however many threads there are, and nothing when they are over. */
class CallStacksTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 20_000;
    private static final int DEEPEST = 5;

    /** All threads want the same slots, and most do not get one. */
    private final CallStacks<Call> crowded = new CallStacks<>(1);

    @AutoClose("shutdownNow")
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);

    private static final class Call extends CallStacks.Frame {}

    private Call call() {
        Call call = new Call();
        crowded.push(call);
        return call;
    }

    /** Has every thread of the pool do it. */
    private void onEachThread(Callable<@Nullable Void> work) throws Exception {
        List<Future<@Nullable Void>> works = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            works.add(pool.submit(work));
        }
        for (Future<?> each : works) {
            each.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void outsideAnyCallThereIsNone() {
        assertThat(crowded.top()).isNull();
    }

    @Test
    void theInnermostCallIsFound() {
        Call outer = call();
        Call inner = call();

        assertThat(crowded.top()).isSameAs(inner);
        assertThat(crowded.outer(inner)).isSameAs(outer);
        assertThat(crowded.outer(outer)).isNull();
    }

    @Test
    void theCallAroundItIsFoundAgain() {
        Call outer = call();
        crowded.pop(call());

        assertThat(crowded.top()).isSameAs(outer);
        crowded.pop(outer);
        assertThat(crowded.top()).isNull();
    }

    @Test
    void threadsForWhichThereIsNoSlotFindTheirsToo() throws Exception {
        CyclicBarrier all = new CyclicBarrier(THREADS);
        onEachThread(() -> {
            all.await();
            Call outer = call();
            all.await();
            Call inner = call();
            assertThat(crowded.top()).isSameAs(inner);
            crowded.pop(inner);
            assertThat(crowded.top()).isSameAs(outer);
            all.await();
            crowded.pop(outer);
            assertThat(crowded.top()).isNull();
            return null;
        });
    }

    @Test
    void aThreadThatLeavesMakesRoom() throws Exception {
        onEachThread(() -> {
            Call call = call();
            crowded.pop(call);
            return null;
        });

        assertThat(call().slot).isZero();
    }

    @Test
    void threadsThatComeAndGoMeetOnlyTheirOwn() throws Exception {
        CyclicBarrier all = new CyclicBarrier(THREADS);
        onEachThread(() -> {
            all.await();
            for (int i = 0; i < ROUNDS; i++) {
                nest(ThreadLocalRandom.current().nextInt(DEEPEST), null);
            }
            return null;
        });
    }

    private void nest(int depth, @Nullable Call outer) {
        assertThat(crowded.top()).isSameAs(outer);
        if (depth > 0) {
            Call call = call();
            nest(depth - 1, call);
            crowded.pop(call);
        }
        assertThat(crowded.top()).isSameAs(outer);
    }
}

package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Who calls an asynchronous method goes on at once, and may wait for its outcome as long as it likes, or not at all.
 */
class FreeCallerTest {
    @RegisterExtension
    final Container container = Container.with(Kiln.class, Oven.class);

    abstract static class Heated {
        private final AtomicInteger used = new AtomicInteger();

        public CompletableFuture<String> meet(CyclicBarrier barrier) throws Exception {
            barrier.await(20, SECONDS);
            return CompletableFuture.completedFuture("met");
        }

        public CompletableFuture<String> heat(Gate gate) {
            gate.run();
            used.incrementAndGet();
            return CompletableFuture.completedFuture("hot");
        }

        public CompletableFuture<Integer> used() {
            return CompletableFuture.completedFuture(used.get());
        }
    }

    @Shared
    @ApplicationScoped
    static class Kiln extends Heated {}

    @Shared
    @ApplicationScoped
    static class Oven extends Heated {}

    @Test
    void twoBeansAndTheirCallerAreAtWorkAtTheSameTime() throws Exception {
        CyclicBarrier allThree = new CyclicBarrier(3);
        CompletableFuture<String> kiln = container.get(Kiln.class).meet(allThree);
        CompletableFuture<String> oven = container.get(Oven.class).meet(allThree);
        allThree.await(20, SECONDS);

        assertThat(kiln.get(20, SECONDS)).isEqualTo("met");
        assertThat(oven.get(20, SECONDS)).isEqualTo("met");
    }

    @Test
    void aCallerThatStopsWaitingFindsTheOutcomeLater() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<String> hot = container.get(Kiln.class).heat(gate);
        gate.awaitEntered();
        assertThatThrownBy(() -> hot.get(1, MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(hot).isNotDone();
        gate.open();

        assertThat(hot.get(20, SECONDS)).isEqualTo("hot");
    }

    @Test
    void aCallWhoseFutureNobodyKeepsIsDone() {
        Gate open = new Gate();
        open.open();
        Kiln kiln = container.get(Kiln.class);
        forget(kiln.heat(open));

        await().atMost(20, SECONDS).until(() -> kiln.used().get(20, SECONDS) == 1);
    }

    private static void forget(CompletableFuture<String> future) {
        assertThat(future).isNotNull();
    }
}

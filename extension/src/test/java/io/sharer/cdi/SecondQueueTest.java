package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.Shared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A bean whose methods are in two queues has both of them drained while all beans are alive. */
class SecondQueueTest {
    private static final List<String> LOG = Collections.synchronizedList(new ArrayList<>());

    @ApplicationScoped
    static class Office {
        @Shared("mail")
        public CompletableFuture<String> send() {
            return CompletableFuture.completedFuture("sent");
        }

        @Shared
        public CompletableFuture<String> write(Gate gate) {
            gate.run();
            LOG.add("written");
            return CompletableFuture.completedFuture("written");
        }
    }

    @Test
    void theOneUsedSecondIsDrainedBeforeTheBeansGo() throws Exception {
        LOG.clear();
        Container container = Container.start(Office.class, First.class, Last.class);
        Office office = container.get(Office.class);
        assertThat(office.send().get(20, SECONDS)).isEqualTo("sent");
        container.get(First.class).use();
        container.get(Last.class).use();
        Gate gate = new Gate();
        CompletableFuture<String> written = office.write(gate);
        gate.awaitEntered();
        Caller<Boolean> end = Caller.of(() -> {
            container.close();
            return true;
        });
        // The container has come as far as it gets: it waits for the body, before or after it ended the other beans.
        await().until(() -> end.thread().getState() == Thread.State.TIMED_WAITING
                && List.of(end.thread().getStackTrace()).toString().contains("Drain"));
        String where = List.of(end.thread().getStackTrace()).toString();
        gate.open();
        end.result();

        assertThat(where).contains("QueueRegistry.drainAll");
        assertThat(written).isCompletedWithValue("written");
        assertThat(LOG).first().isEqualTo("written");
    }

    abstract static class Neighbour {
        void use() {}

        @PreDestroy
        void end() {
            LOG.add("end of " + getClass().getSimpleName());
        }
    }

    @ApplicationScoped
    static class First extends Neighbour {}

    @ApplicationScoped
    static class Last extends Neighbour {}
}

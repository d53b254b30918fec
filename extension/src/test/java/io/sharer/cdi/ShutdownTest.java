package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When the application ends, all queues are drained first, while all beans are alive. */
class ShutdownTest {
    abstract static class Station {
        @Inject
        SerialExecutor queue;

        private List<String> log = List.of();
        private boolean open = true;

        abstract Station other();

        /** Goes through the gate, then uses the other station. */
        CompletableFuture<String> sendThrough(Gate gate) {
            gate.run();
            String answer = other().receive();
            log.add(answer);
            return CompletableFuture.completedFuture(answer);
        }

        @Unshared
        String receive() {
            return open ? "open" : "closed";
        }

        @Unshared
        SerialExecutor queue(List<String> newLog) {
            log = newLog;
            return queue;
        }

        @PreDestroy
        void close() {
            open = false;
            log.add("end");
        }
    }

    @Shared
    @ApplicationScoped
    static class East extends Station {
        @Inject
        West west;

        @Override
        Station other() {
            return west;
        }
    }

    @Shared
    @ApplicationScoped
    static class West extends Station {
        @Inject
        East east;

        @Override
        Station other() {
            return east;
        }
    }

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whatIsQueuedMayUseTheOtherBeans() throws Exception {
        Container container = Container.start(East.class, West.class);
        East east = container.get(East.class);
        West west = container.get(West.class);
        SerialExecutor eastQueue = east.queue(log);
        SerialExecutor westQueue = west.queue(log);
        Gate gate = new Gate();
        Gate open = new Gate();
        open.open();
        List<CompletableFuture<String>> sent = new ArrayList<>();
        for (Station station : List.of(east, west)) {
            sent.add(station.sendThrough(gate));
            sent.add(station.sendThrough(open));
        }
        gate.awaitEntered();

        Caller<Boolean> end = Caller.of(() -> {
            container.close();
            return true;
        });
        await("both queues are drained, side by side")
                .atMost(10, SECONDS)
                .until(() ->
                        eastQueue.stats().length() == 2 && westQueue.stats().length() == 2);
        gate.open();
        end.result();

        assertThat(log).containsExactly("open", "open", "open", "open", "end", "end");
        assertThat(sent).allSatisfy(future -> assertThat(future).isCompletedWithValue("open"));
    }

    @Test
    void noThreadStaysBehind() throws Exception {
        Container container = Container.start(Desk.class);
        Thread ranOn = container
                .get(Desk.class)
                .completableFuture(() -> CompletableFuture.completedFuture(Thread.currentThread()))
                .get(20, SECONDS);
        assertThat(ranOn.getName()).startsWith("sharer");

        container.close();

        ranOn.join(SECONDS.toMillis(20));
        assertThat(ranOn.isAlive()).isFalse();
    }

    @Test
    void anIdleApplicationHasNoThread() {
        Container container = Container.start(Desk.class);

        container.get(Desk.class).run(() -> {});

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("sharer-1"));
        container.close();
    }
}

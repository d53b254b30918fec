package io.sharer.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.AcquireException;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceTemplate;
import io.sharer.SerialExecutor;
import io.sharer.turn.ClassLoaderCarrier;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several threads are in one scope, which went along to them, and want the same. */
@SuppressWarnings("try") // a scope is there for its length
class SeveralThreadsTest {
    private final ResourceManager manager = ResourceManager.create();
    private final ScopeCarrier carrier = new ScopeCarrier(new ClassLoaderCarrier());
    private final CountDownLatch acquiring = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger acquisitions = new AtomicInteger();

    @AfterEach
    void nothingIsLeft() {
        assertThat(manager.active()).isEmpty();
        assertThat(Contexts.size()).isZero();
    }

    private Callable<String> slow(String name) {
        return () -> {
            acquisitions.incrementAndGet();
            acquiring.countDown();
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            return name;
        };
    }

    @Test
    void oneAcquiresAndTheOtherWaits() throws Exception {
        ResourceTemplate<String> slow = ResourceTemplate.of(slow("slow"));
        try (ResourceScope scope = manager.open()) {
            CompletableFuture<String> first = Threads.begin(carrier.carry(slow::acquire));
            assertThat(acquiring.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<String> second = new CompletableFuture<>();
            Threads.awaitWaiting(Threads.begin(carrier.carry(slow::acquire), second));
            assertThat(second).isNotDone();
            goOn.countDown();
            assertThat(second.get(20, TimeUnit.SECONDS)).isSameAs(first.get(20, TimeUnit.SECONDS));
        }
        assertThat(acquisitions).hasValue(1);
    }

    @Test
    void whoWaitsTriesItselfWhenTheFirstFails() throws Exception {
        ResourceTemplate<String> failsOnce = ResourceTemplate.of(() -> {
            if (acquisitions.get() == 0) {
                slow("never").call();
                throw new IllegalArgumentException("once");
            }
            return "second";
        });
        try (ResourceScope scope = manager.open()) {
            CompletableFuture<String> first = Threads.begin(carrier.carry(failsOnce::acquire));
            assertThat(acquiring.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<String> second = new CompletableFuture<>();
            Threads.awaitWaiting(Threads.begin(carrier.carry(failsOnce::acquire), second));
            goOn.countDown();
            assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(AcquireException.class);
            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("second");
        }
    }

    @Test
    void whoIsInterruptedWhileWaitingIsToldAndTheResourceIsNotLost() throws Exception {
        List<String> released = new CopyOnWriteArrayList<>();
        ResourceTemplate<String> slow = ResourceTemplate.of(slow("slow"), released::add);
        try (ResourceScope scope = manager.open()) {
            CompletableFuture<String> first = Threads.begin(carrier.carry(slow::acquire));
            assertThat(acquiring.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Boolean> second = new CompletableFuture<>();
            Thread waiting = Threads.begin(
                    carrier.carry(() -> {
                        assertThatThrownBy(slow::acquire)
                                .isInstanceOf(AcquireException.class)
                                .hasCauseInstanceOf(InterruptedException.class);
                        return Thread.interrupted();
                    }),
                    second);
            Threads.awaitWaiting(waiting);
            waiting.interrupt();
            assertThat(second.get(20, TimeUnit.SECONDS)).as("interrupt flag").isTrue();
            goOn.countDown();
            first.get(20, TimeUnit.SECONDS);
        }
        assertThat(released).containsExactly("slow");
    }

    @Test
    void twoThatWaitForEachOtherAreNotLeftHanging() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        List<ResourceTemplate<String>> other = new CopyOnWriteArrayList<>();
        ResourceTemplate<String> one = ResourceTemplate.of(() -> {
            both.countDown();
            assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
            return "one and " + other.get(0).acquire();
        });
        other.add(ResourceTemplate.of(() -> {
            both.countDown();
            assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
            return "other and " + one.acquire();
        }));
        try (ResourceScope scope = manager.open()) {
            CompletableFuture<String> first = Threads.begin(carrier.carry(one::acquire));
            CompletableFuture<String> second = Threads.begin(carrier.carry(other.get(0)::acquire));
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            for (CompletableFuture<String> each : List.of(first, second)) {
                each.handle((value, failure) -> failure == null ? "" : String.valueOf(failures.add(failure)))
                        .get(20, TimeUnit.SECONDS);
            }
            assertThat(failures)
                    .isNotEmpty()
                    .allSatisfy(failure -> assertThat(failure).hasStackTraceContaining("SHARER-306"));
        }
    }

    @Test
    void aCircleOverATurnIsFoundByWhoClosesIt() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch inTurn = new CountDownLatch(1);
        try (SerialExecutor queue = SerialExecutor.builder("till").build();
                ResourceScope scope = manager.open()) {
            ResourceTemplate<String> table = ResourceTemplate.of(() -> {
                making.countDown();
                assertThat(inTurn.await(20, TimeUnit.SECONDS)).isTrue();
                return queue.call(() -> "table");
            });
            CompletableFuture<String> maker = Threads.begin(carrier.carry(table::acquire));
            assertThat(making.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<String> user = Threads.begin(carrier.carry(() -> queue.call(() -> {
                inTurn.countDown();
                return table.acquire();
            })));

            CompletableFuture<Object> both = maker.handle((made, failure) -> failure == null ? made : failure)
                    .thenCombine(
                            user.handle((used, failure) -> failure == null ? used : failure),
                            (one, other) -> one instanceof Throwable ? one : other);
            assertThat(both.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(Throwable.class)
                    .extracting(Object::toString)
                    .asString()
                    .contains("SHARER-", "deadlock", "which makes", "the queue 'till'");
        }
    }

    @Test
    void aReleaseRunsUnderNoLock() throws Exception {
        List<Boolean> reached = new CopyOnWriteArrayList<>();
        ResourceTemplate<String> template = ResourceTemplate.of(() -> "resource", resource -> {
            OpenScope scope = Objects.requireNonNull(Contexts.current());
            // Another thread takes each lock that there is.
            reached.add(onDead(() -> scope.holdings().isEmpty() && !scope.purge() && manager.purge() == 0));
        });
        try (ResourceScope scope = manager.open()) {
            template.acquire();
            template.release();
            template.acquire();
        }
        assertThat(reached).containsExactly(true, true);
    }

    private static boolean onDead(Callable<Boolean> question) {
        try {
            return Threads.onDead(question);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

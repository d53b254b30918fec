package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies of one queue never overlap, and each sees what those before it did. */
class OneAtATimeTest {
    private static final int THREADS = 8;
    private static final int CALLS = 500;

    @RegisterExtension
    final Container container = Container.with(Till.class, Drawer.class);

    @Shared
    @ApplicationScoped
    static class Till {
        private final Counting counting = new Counting();

        void add() {
            counting.add();
        }

        CompletableFuture<Integer> addLater() {
            return CompletableFuture.completedFuture(counting.add());
        }

        int coins() {
            return counting.coins;
        }

        int overlaps() {
            return counting.overlaps.get();
        }
    }

    @ApplicationScoped
    static class Drawer {
        private final Counting counting = new Counting();

        @Inject
        SerialExecutor queue;

        @Shared
        void add() {
            counting.add();
        }

        @Shared
        void addAlso() {
            counting.add();
        }

        void meet(CyclicBarrier barrier) throws Exception {
            barrier.await(20, SECONDS);
        }

        SerialExecutor queue() {
            return queue;
        }

        int coins() {
            return counting.coins;
        }

        int overlaps() {
            return counting.overlaps.get();
        }
    }

    /** Adds without any care for other threads, and notices those that come at the same time. */
    static final class Counting {
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger overlaps = new AtomicInteger();
        private int coins;

        int add() {
            if (inside.incrementAndGet() != 1) {
                overlaps.incrementAndGet();
            }
            int before = coins;
            for (int i = 0; i < 1000 && inside.get() == 1; i++) {
                Thread.onSpinWait(); // gives others the time to come in, if they may
            }
            coins = before + 1;
            inside.decrementAndGet();
            return coins;
        }
    }

    @Test
    void callsOfASharedClassNeverOverlap() throws Exception {
        Till till = container.get(Till.class);

        Caller.together(THREADS, number -> {
            for (int i = 0; i < CALLS; i++) {
                till.add();
            }
        });

        assertThat(till.overlaps()).isZero();
        assertThat(till.coins()).isEqualTo(THREADS * CALLS);
    }

    @Test
    void callsOfTheSharedMethodsOfAClassNeverOverlap() throws Exception {
        Drawer drawer = container.get(Drawer.class);

        Caller.together(THREADS, number -> {
            for (int i = 0; i < CALLS; i++) {
                if (number % 2 == 0) {
                    drawer.add();
                } else {
                    drawer.addAlso();
                }
            }
        });

        assertThat(drawer.overlaps()).isZero();
        assertThat(drawer.coins()).isEqualTo(THREADS * CALLS);
    }

    @Test
    void synchronousAndAsynchronousCallsNeverOverlap() throws Exception {
        Till till = container.get(Till.class);

        Caller.together(THREADS, number -> {
            CompletableFuture<?> last = CompletableFuture.completedFuture(null);
            for (int i = 0; i < CALLS; i++) {
                if ((number + i) % 2 == 0) {
                    till.add();
                } else {
                    last = till.addLater();
                }
            }
            last.get(20, SECONDS);
        });

        assertThat(till.overlaps()).isZero();
        assertThat(till.coins()).isEqualTo(THREADS * CALLS);
    }

    @Test
    void aMethodWithoutTheAnnotationTakesNoTurn() throws Exception {
        Drawer drawer = container.get(Drawer.class);
        CyclicBarrier meeting = new CyclicBarrier(2);

        Turns.takesNoTurn(drawer.queue(), () -> {
            Caller.together(2, number -> drawer.meet(meeting));
            return true;
        });
    }

    @Test
    void anAnnotatedMethodWaitsForItsTurn() throws Exception {
        Drawer drawer = container.get(Drawer.class);

        Turns.takesTurn(drawer.queue(), () -> {
            drawer.add();
            return true;
        });

        assertThat(drawer.coins()).isEqualTo(1);
    }
}

package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every instance of a shared bean has a queue of its own, however it came to be. */
class InstancesTest {
    @RegisterExtension
    final Container container = Container.with(Printer.class, Visit.class, Pair.class);

    @Shared
    @Dependent
    static class Printer {
        @Inject
        SerialExecutor queue;

        int meet(CyclicBarrier barrier) throws Exception {
            return barrier.await(20, SECONDS);
        }

        CompletableFuture<String> print() {
            return CompletableFuture.completedFuture("printed");
        }

        @Unshared
        SerialExecutor queue() {
            return queue;
        }
    }

    @Shared
    @RequestScoped
    static class Visit {
        @Inject
        SerialExecutor queue;

        int meet(CyclicBarrier barrier) throws Exception {
            return barrier.await(20, SECONDS);
        }

        long turns() {
            return queue.stats().turns();
        }
    }

    /** Has two instances injected, while it is created itself. */
    @Shared
    @Dependent
    static class Pair {
        private final Printer first;
        private final SerialExecutor queue;

        @Inject
        Printer second;

        @Inject
        Pair(Printer first, SerialExecutor queue) {
            this.first = first;
            this.queue = queue;
        }

        SerialExecutor queue() {
            return queue;
        }

        SerialExecutor queueOfFirst() {
            return first.queue();
        }

        SerialExecutor queueOfSecond() {
            return second.queue();
        }
    }

    @Test
    void twoInstancesOfADependentBeanRunSideBySide() throws Exception {
        Printer one = container.get(Printer.class);
        Printer other = container.get(Printer.class);
        CyclicBarrier meeting = new CyclicBarrier(2);

        Caller.together(2, number -> (number == 0 ? one : other).meet(meeting));
    }

    @Test
    void oneInstanceOfADependentBeanTakesTurns() throws Exception {
        Printer printer = container.get(Printer.class);

        Turns.takesTurn(printer.queue(), () -> printer.meet(new CyclicBarrier(1)));
    }

    @Test
    void theBeansThatASharedBeanHasInjectedHaveQueuesOfTheirOwn() throws Exception {
        Pair pair = container.get(Pair.class);

        Turns.Held held = Turns.hold(pair.queueOfFirst());
        assertThat(pair.queueOfFirst().stats().running()).isEqualTo(1);
        assertThat(pair.queueOfSecond().stats().running()).isZero();
        assertThat(pair.queue().stats().turns()).as("calls of the pair").isPositive();
        assertThat(pair.queueOfSecond().stats().turns()).isZero();
        held.release();
    }

    @Test
    void theInstancesOfTwoRequestsRunSideBySide() throws Exception {
        Visit visit = container.get(Visit.class);
        CyclicBarrier meeting = new CyclicBarrier(2);

        Caller.together(2, number -> inRequest(() -> visit.meet(meeting)));
    }

    @Test
    void theNextRequestHasANewQueue() throws Exception {
        Visit visit = container.get(Visit.class);

        inRequest(() -> visit.meet(new CyclicBarrier(1)));

        inRequest(() -> assertThat(visit.turns()).isEqualTo(1));
    }

    @Test
    void anInstanceThatNobodyDestroysIsNotKept() throws Exception {
        WeakReference<Printer> forgotten = usedAndForgotten();
        usedAndForgotten(); // Weld keeps the last one

        await().atMost(20, SECONDS).until(() -> {
            System.gc();
            return forgotten.get() == null;
        });
    }

    private WeakReference<Printer> usedAndForgotten() throws Exception {
        BeanManager beans = container.se().getBeanManager();
        Bean<?> bean = beans.resolve(beans.getBeans(Printer.class));
        CreationalContext<?> context = beans.createCreationalContext(bean);
        Printer printer = (Printer) beans.getReference(bean, Printer.class, context);
        assertThat(printer.print().get(20, SECONDS)).isEqualTo("printed");
        return new WeakReference<>(printer);
    }

    private interface Work {
        void run() throws Exception;
    }

    private void inRequest(Work work) throws Exception {
        RequestContextController request = container.get(RequestContextController.class);
        boolean mine = request.activate();
        try {
            work.run();
        } finally {
            if (mine) {
                request.deactivate();
            }
        }
    }
}

package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Pool;
import io.sharer.Pooled;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import io.sharer.TurnDeadlockException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bean classes whose instances are lent. */
class PooledClassTest {
    @RegisterExtension
    final Container container =
            Container.with(Log.class, Blade.class, Saw.class, Lathe.class, Press.class, Office.class, User.class);

    @ApplicationScoped
    static class Log {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final AtomicInteger count = new AtomicInteger();

        void add(String line) {
            lines.add(line);
        }

        int next() {
            return count.incrementAndGet();
        }

        List<String> lines() {
            return lines;
        }
    }

    @Dependent
    static class Blade {
        @Inject
        Log log;

        @PreDestroy
        void blunt() {
            log.add("blade ends");
        }
    }

    @Pooled(maxSize = 2)
    static class Saw {
        @Inject
        Log log;

        @Inject
        Blade blade;

        private int number;

        @PostConstruct
        void begin() {
            number = log.next();
            log.add("saw begins");
        }

        int number() {
            return number;
        }

        protected <T> T callInside(Callable<T> body) throws Exception {
            return body.call();
        }

        public String join(String separator, Object... parts) {
            List<String> texts = new ArrayList<>();
            for (Object part : parts) {
                texts.add(String.valueOf(part));
            }
            return String.join(separator, texts);
        }

        double sum(byte a, short b, char c, int d, long e, float f, double g, boolean h) {
            return a + b + c + d + e + f + g + (h ? 1 : 0);
        }

        @PreDestroy
        void end() {
            log.add("saw ends");
        }
    }

    @RequestScoped
    @Pooled(maxSize = 1)
    static class Lathe {
        int number() {
            return 1;
        }
    }

    /** Each object has a queue of its own. */
    @Shared
    @Pooled(maxSize = 2)
    static class Press {
        @Inject
        SerialExecutor queue;

        String queue() {
            return System.identityHashCode(queue) + ", " + queue.stats().running();
        }

        <T> T callInside(Callable<T> body) throws Exception {
            return body.call();
        }

        CompletableFuture<Boolean> later(Gate gate) {
            return CompletableFuture.completedFuture(gate.call());
        }
    }

    /** One queue, whose bodies borrow. */
    @ApplicationScoped
    static class Office {
        @Inject
        @SharedQueue("office")
        SerialExecutor queue;

        @Inject
        Pool<Lathe> lathes;

        int borrowInTurn(CyclicBarrier barrier) throws Exception {
            return queue.call(() -> {
                barrier.await(20, SECONDS);
                return lathes.<Integer, RuntimeException>with(Lathe::number);
            });
        }

        int takeTurnInLoan(CyclicBarrier barrier) throws Exception {
            return lathes.<Integer, Exception>with(lathe -> {
                barrier.await(20, SECONDS);
                return queue.call(lathe::number);
            });
        }
    }

    @Dependent
    static class User {
        @Inject
        Saw saw;

        @Inject
        Press press;

        @Inject
        Pool<Saw> saws;

        @Inject
        Pool<Press> presses;
    }

    @Test
    void itIsLentForACallUnlessItSaysMore() {
        User user = container.get(User.class);

        assertThat(user.saw.number()).isEqualTo(1);
        assertThat(user.saw.number()).isEqualTo(1);

        assertThat(user.saws.stats().borrows()).isEqualTo(2);
        assertThat(user.saws.stats().created()).isEqualTo(1);
    }

    @Test
    void aMethodMayHaveAnyVisibilityAndAnyParameters() throws Exception {
        Saw saw = container.get(User.class).saw;

        assertThat(saw.join("-", 1, "b", 'c')).isEqualTo("1-b-c");
        assertThat(saw.<String>callInside(() -> "inside")).isEqualTo("inside");
        assertThat(saw.sum((byte) 1, (short) 2, 'c', 4, 5L, 6F, 7D, true)).isEqualTo(26 + 'c');
    }

    @Test
    void eachInstanceBeginsOnceAndEndsOnceWithWhatItHasInjected() throws Exception {
        List<String> lines = container.get(Log.class).lines();
        User user = container.get(User.class);
        user.saw.callInside(user.saw::number);
        assertThat(lines).containsExactly("saw begins", "saw begins");

        container.close();

        assertThat(lines)
                .containsExactly("saw begins", "saw begins", "saw ends", "blade ends", "saw ends", "blade ends");
        assertThat(user.saws.stats().live()).isZero();
    }

    @Test
    void eachObjectOfASharedClassHasAQueueOfItsOwn() throws Exception {
        User user = container.get(User.class);

        String outer = user.press.queue();
        String inner = user.press.callInside(user.press::queue);

        assertThat(outer).endsWith(", 1");
        assertThat(inner).endsWith(", 1").isNotEqualTo(outer);
    }

    @Test
    void whatASharedObjectHasQueuedIsDoneBeforeItIsClosed() throws Exception {
        User user = container.get(User.class);
        Gate gate = new Gate();
        CompletableFuture<Boolean> later = user.press.later(gate);
        gate.awaitEntered();
        Caller<Boolean> end = Caller.of(() -> {
            container.close();
            return true;
        });
        gate.open();

        end.result();

        assertThat(later.get(20, SECONDS)).isTrue();
        assertThat(user.presses.stats().live()).isZero();
    }

    @Test
    void aLoanAndATurnThatWaitForEachOtherAreADeadlock() throws Exception {
        Office office = container.get(Office.class);
        CyclicBarrier barrier = new CyclicBarrier(2);

        Caller<Integer> first = Caller.of(() -> office.borrowInTurn(barrier));
        Caller<Integer> second = Caller.of(() -> office.takeTurnInLoan(barrier));

        await().atMost(20, SECONDS).until(() -> first.isDone() && second.isDone());
        List<String> outcomes = List.of(outcome(first), outcome(second));
        assertThat(outcomes).containsExactlyInAnyOrder("deadlock", "1");
    }

    private static String outcome(Caller<Integer> caller) throws Exception {
        try {
            return String.valueOf(caller.result());
        } catch (TurnDeadlockException e) {
            return "deadlock";
        }
    }

    @Test
    @SuppressWarnings("unchecked") // what was written is of the same type
    void theInjectedPoolIsPassivatedAndActivatedByItsName() throws Exception {
        User user = container.get(User.class);
        user.saw.number();

        Pool<Saw> activated = (Pool<Saw>) Sessions.read(Sessions.write(user.saws));

        assertThat(activated.stats()).isEqualTo(user.saws.stats());
    }

    @Test
    void theInjectedPoolCannotBeClosed() {
        assertThatThrownBy(container.get(User.class).saws::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SHARER-097");
    }
}

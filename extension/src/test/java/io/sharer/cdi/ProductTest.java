package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sharer.QueueClosedException;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import io.sharer.TurnRejectedException;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InterceptionFactory;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a producer method passes through an {@code InterceptionFactory} takes turns. Pitfall 4 of interception: without
 * one, no interceptor ever stands before a product.
 */
class ProductTest {
    @RegisterExtension
    final Container container = Container.with(Workshop.class, Owner.class, Look.class);

    private static final List<String> LOG = new CopyOnWriteArrayList<>();

    static class Machine {
        private int made;

        <T extends @Nullable Object> T work(Callable<T> body) throws Exception {
            return body.call();
        }

        int make() {
            return ++made;
        }
    }

    @Shared(capacity = 1)
    static class Lathe extends Machine {
        CompletableFuture<Integer> makeLater(Gate gate) {
            gate.run();
            LOG.add("made");
            return CompletableFuture.completedFuture(make());
        }

        @Unshared
        String name() {
            return "lathe";
        }

        @Override
        public String toString() {
            return "a lathe";
        }
    }

    @Shared("presses")
    static class Press extends Machine {}

    /** Not to be changed, as it comes from somebody else. */
    static class Foreign extends Machine {}

    @Qualifier @Retention(RetentionPolicy.RUNTIME)
    @interface Whole {}

    static final class WholeLiteral extends AnnotationLiteral<Whole> implements Whole {
        private static final long serialVersionUID = 1L;
    }

    @Qualifier @Retention(RetentionPolicy.RUNTIME)
    @interface InPresses {}

    static final class InPressesLiteral extends AnnotationLiteral<InPresses> implements InPresses {
        private static final long serialVersionUID = 1L;
    }

    @Qualifier @Retention(RetentionPolicy.RUNTIME)
    @interface OneForAll {}

    static final class OneForAllLiteral extends AnnotationLiteral<OneForAll> implements OneForAll {
        private static final long serialVersionUID = 1L;
    }

    @ApplicationScoped
    static class Workshop {
        @Produces
        @Dependent
        Lathe lathe(InterceptionFactory<Lathe> factory) {
            return factory.createInterceptedInstance(new Lathe());
        }

        void sell(@Disposes Lathe lathe) {
            LOG.add("sold " + lathe.name());
        }

        @Produces
        @OneForAll
        @ApplicationScoped
        Lathe forAll(InterceptionFactory<Lathe> factory) {
            return factory.createInterceptedInstance(new Lathe());
        }

        void sellThatOfAll(@Disposes @OneForAll Lathe lathe) {
            LOG.add("sold the one of all");
        }

        @Produces
        @Dependent
        Press press(InterceptionFactory<Press> factory) {
            return factory.createInterceptedInstance(new Press());
        }

        @Produces
        @Whole
        @Dependent
        Foreign foreign(InterceptionFactory<Foreign> factory) {
            factory.configure().add(Shared.Literal.INSTANCE);
            return factory.createInterceptedInstance(new Foreign());
        }

        @Produces
        @InPresses
        @Dependent
        Foreign foreignInPresses(InterceptionFactory<Foreign> factory) {
            factory.configure().add(Shared.Literal.of("presses"));
            return factory.createInterceptedInstance(new Foreign());
        }

        @Produces
        @Dependent
        Foreign foreignMethod(InterceptionFactory<Foreign> factory) {
            factory.configure()
                    .filterMethods(method -> method.getJavaMember().getName().equals("work"))
                    .forEach(method -> method.add(Shared.Literal.INSTANCE));
            return factory.createInterceptedInstance(new Foreign());
        }
    }

    /** Has a product injected while it is created itself. */
    @Shared
    @Dependent
    static class Owner {
        @Inject
        Lathe lathe;

        @Inject
        SerialExecutor queue;

        int make() {
            return lathe.make();
        }

        @Unshared
        Lathe lathe() {
            return lathe;
        }

        @Unshared
        SerialExecutor queue() {
            return queue;
        }
    }

    @ApplicationScoped
    static class Look {
        @Inject
        @SharedQueue("presses")
        SerialExecutor presses;

        SerialExecutor presses() {
            return presses;
        }
    }

    @BeforeEach
    void clear() {
        LOG.clear();
    }

    @Test
    void itsCallsTakeTurns() throws Exception {
        excludesEachOther(container.get(Lathe.class));
    }

    @Test
    void thoseOfANormalScopedOneToo() throws Exception {
        excludesEachOther(container.get(Lathe.class, new OneForAllLiteral()));
    }

    @Test
    void twoOfThemRunSideBySide() throws Exception {
        Lathe one = container.get(Lathe.class);
        Lathe other = container.get(Lathe.class);
        Gate gate = new Gate();
        Caller<Boolean> busy = Caller.of(() -> one.work(gate));
        gate.awaitEntered();

        assertThat(Caller.of(other::make).result()).isEqualTo(1);

        gate.open();
        busy.result();
    }

    @Test
    void theSettingsOfItsClassAreThoseOfItsQueueEvenIfAnInheritedMethodIsCalledFirst() throws Exception {
        Lathe lathe = container.get(Lathe.class);
        lathe.make();
        Gate gate = new Gate();
        CompletableFuture<Integer> running = lathe.makeLater(gate);
        gate.awaitEntered();
        CompletableFuture<Integer> waiting = lathe.makeLater(gate);

        assertThatThrownBy(lathe.makeLater(gate)::get).hasCauseInstanceOf(TurnRejectedException.class);

        gate.open();
        assertThat(List.of(running.get(20, SECONDS), waiting.get(20, SECONDS))).containsExactly(2, 3);
    }

    @Test
    void unsharedMethodsAndThoseOfObjectTakeNoTurn() throws Exception {
        Lathe lathe = container.get(Lathe.class);
        Gate gate = new Gate();
        Caller<Boolean> busy = Caller.of(() -> lathe.work(gate));
        gate.awaitEntered();

        assertThat(Caller.of(lathe::name).result()).isEqualTo("lathe");
        assertThat(Caller.of(lathe::toString).result()).isEqualTo("a lathe");

        gate.open();
        busy.result();
    }

    @Test
    void aNamedQueueIsTheQueueOfThatName() throws Exception {
        Press press = container.get(Press.class);

        assertThat(Turns.takesTurn(container.get(Look.class).presses(), press::make))
                .isEqualTo(1);
    }

    @Test
    void theProductInASharedBeanHasAQueueOfItsOwn() throws Exception {
        Owner owner = container.get(Owner.class);

        excludesEachOther(owner.lathe());
        assertThat(Turns.takesNoTurn(owner.queue(), owner.lathe()::make)).isEqualTo(2);
        assertThat(Turns.takesTurn(owner.queue(), owner::make)).isEqualTo(3);
    }

    @Test
    void aForeignClassIsConfiguredToTakeTurns() throws Exception {
        excludesEachOther(container.get(Foreign.class, new WholeLiteral()));
    }

    @Test
    void aForeignClassIsConfiguredToTakeTurnsInANamedQueue() throws Exception {
        assumeTrue(Container.isWeld(), "OpenWebBeans does not tell which annotation a call is intercepted for");
        Foreign foreign = container.get(Foreign.class, new InPressesLiteral());

        assertThat(Turns.takesTurn(container.get(Look.class).presses(), foreign::make))
                .isEqualTo(1);
    }

    @Test
    void aForeignMethodIsConfiguredToTakeTurnsAndNoOther() throws Exception {
        Foreign foreign = container.get(Foreign.class);
        Gate gate = new Gate();
        Caller<Boolean> busy = Caller.of(() -> foreign.work(gate));
        gate.awaitEntered();
        Caller<String> next = Caller.of(() -> foreign.work(() -> "next"));

        assertThat(Caller.of(foreign::make).result()).isEqualTo(1);
        awaitParked(next);

        gate.open();
        busy.result();
        next.result();
    }

    @Test
    void whatIsQueuedIsDoneBeforeItsDisposer() throws Exception {
        Instance<Lathe> lathes = container.select(Lathe.class);
        Lathe lathe = lathes.get();
        Gate gate = new Gate();
        CompletableFuture<Integer> running = lathe.makeLater(gate);
        gate.awaitEntered();
        CompletableFuture<Integer> queued = lathe.makeLater(gate);

        Caller<Boolean> end = Caller.of(() -> {
            lathes.destroy(lathe);
            return true;
        });
        awaitParked(end);
        gate.open();
        end.result();

        assertThat(LOG).containsExactly("made", "made", "sold lathe");
        assertThat(List.of(running.get(20, SECONDS), queued.get(20, SECONDS))).containsExactly(1, 2);
        assertThatThrownBy(lathe::make).isInstanceOf(QueueClosedException.class);
    }

    @Test
    void theProductEndsWithItsOwner() {
        Instance<Owner> owners = container.select(Owner.class);
        Owner owner = owners.get();
        Lathe lathe = owner.lathe();
        owner.make();

        owners.destroy(owner);

        assertThat(LOG).containsExactly("sold lathe");
        assertThatThrownBy(lathe::make).isInstanceOf(QueueClosedException.class);
    }

    @Test
    void theProductOfTheApplicationEndsWithIt() throws Exception {
        Lathe lathe = container.get(Lathe.class, new OneForAllLiteral());
        Gate gate = new Gate();
        CompletableFuture<Integer> running = lathe.makeLater(gate);
        gate.awaitEntered();

        Caller<Boolean> end = Caller.of(() -> {
            container.close();
            return true;
        });
        awaitParked(end);
        gate.open();
        end.result();

        assertThat(LOG).containsExactly("made", "sold the one of all");
        assertThat(running).isCompletedWithValue(1);
    }

    @Test
    void theQueuesOfAProductThatNobodyDestroysAreNotKept() {
        ProductQueues queues = new ProductQueues();
        WeakReference<Object> product = new WeakReference<>(remembered(queues));

        await().atMost(20, SECONDS).until(() -> {
            System.gc();
            return product.get() == null;
        });
        await().atMost(20, SECONDS).until(() -> {
            remembered(queues);
            System.gc();
            return queues.size() <= 2;
        });
    }

    private static Object remembered(ProductQueues queues) {
        Object product = new Object();
        queues.put(product, List.of());
        return product;
    }

    /** A second call does not run while the first one does. */
    private static void excludesEachOther(Machine machine) throws Exception {
        Gate first = new Gate();
        Caller<Boolean> busy = Caller.of(() -> machine.work(first));
        first.awaitEntered();
        Caller<Integer> next = Caller.of(machine::make);

        awaitParked(next);
        assertThat(next.isDone()).isFalse();

        first.open();
        busy.result();
        assertThat(next.result()).isEqualTo(1);
    }

    /** Waits until the call waits for something, or is over. */
    private static void awaitParked(Caller<?> caller) {
        await().until(() -> switch (caller.thread().getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            case TERMINATED -> throw new AssertionError("the call did not wait");
            default -> false;
        });
    }
}

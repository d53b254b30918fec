package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A synchronous method runs on its caller's thread, and ends as its body ends. */
class SyncCallTest {
    @RegisterExtension
    final Container container = Container.with(Desk.class);

    @Test
    void theBodyRunsOnItsCallersThread() throws Exception {
        Thread ranOn = container.get(Desk.class).call(Thread::currentThread);

        assertThat(ranOn).isSameAs(Thread.currentThread());
    }

    @Test
    void theBodyRunsOnItsCallersThreadAfterWaitingToo() throws Exception {
        Desk desk = container.get(Desk.class);

        boolean own = Turns.takesTurn(desk.queue(), () -> {
            Thread caller = Thread.currentThread();
            return desk.call(() -> Thread.currentThread() == caller);
        });

        assertThat(own).isTrue();
    }

    @Test
    void theCallersThreadLocalsAreThere() throws Exception {
        ThreadLocal<String> user = new ThreadLocal<>();
        user.set("anna");

        assertThat(container.get(Desk.class).<String>call(user::get)).isEqualTo("anna");
    }

    @ParameterizedTest
    @ValueSource(classes = {IOException.class, IllegalStateException.class, StackOverflowError.class})
    void aFailureIsTheBodysOwn(Class<? extends Throwable> type) throws Exception {
        Throwable failure = type.getConstructor().newInstance();

        assertThatThrownBy(() -> container.get(Desk.class).call(throwing(failure)))
                .isSameAs(failure);
    }

    @Test
    void afterAFailureTheNextCallWorks() throws Exception {
        Desk desk = container.get(Desk.class);

        assertThatThrownBy(() -> desk.call(throwing(new IOException()))).isInstanceOf(IOException.class);

        assertThat(Caller.of(() -> desk.call(() -> "works")).result()).isEqualTo("works");
        assertThat(desk.queue().stats().running()).isZero();
    }

    @Test
    void anUnsharedMethodTakesNoTurn() throws Exception {
        Desk desk = container.get(Desk.class);
        CyclicBarrier meeting = new CyclicBarrier(2);

        Turns.takesNoTurn(desk.queue(), () -> {
            Caller.together(2, number -> desk.free(() -> meeting.await(20, TimeUnit.SECONDS)));
            return true;
        });
    }

    private static Callable<String> throwing(Throwable failure) {
        return () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
    }
}

package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sharer.SerialExecutor;
import io.sharer.TurnInterruptedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A thread that is interrupted while it waits for its turn leaves the queue, and its body never runs. */
class InterruptTest {
    @RegisterExtension
    final Container container = Container.with(Desk.class);

    private boolean ran;

    private record Outcome(Throwable thrown, boolean interrupted) {}

    @Test
    void aMethodThatDeclaresItThrowsInterruptedException() throws Exception {
        Desk desk = container.get(Desk.class);

        Outcome outcome = interruptWhileWaiting(desk.queue(), () -> desk.call(() -> ran = true));

        assertThat(outcome.thrown()).isInstanceOf(InterruptedException.class);
        assertThat(outcome.interrupted()).isFalse();
    }

    @Test
    void anotherMethodThrowsTurnInterruptedExceptionAndSetsTheFlag() throws Exception {
        Desk desk = container.get(Desk.class);

        Outcome outcome = interruptWhileWaiting(desk.queue(), () -> desk.run(() -> ran = true));

        assertThat(outcome.thrown())
                .isInstanceOf(TurnInterruptedException.class)
                .hasMessageStartingWith("SHARER-104")
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(outcome.interrupted()).isTrue();
    }

    private interface Call {
        void make() throws Exception;
    }

    private Outcome interruptWhileWaiting(SerialExecutor queue, Call call) throws Exception {
        Turns.Held held = Turns.hold(queue);
        Caller<Outcome> caller = Caller.of(() -> {
            Throwable thrown = catchThrowable(call::make);
            return new Outcome(thrown, Thread.currentThread().isInterrupted());
        });
        Turns.awaitLength(queue, 1);
        caller.thread().interrupt();
        Outcome outcome = caller.result();

        assertThat(queue.stats().length()).isZero();
        held.release();
        queue.run(() -> assertThat(ran).isFalse());
        return outcome;
    }
}

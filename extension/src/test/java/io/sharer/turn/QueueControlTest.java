package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.SerialExecutor;
import io.sharer.SharerControl.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who cancels from outside runs no code of others, also where the executor runs all on its caller: a writer that waits
 * behind a reader is cancelled, and so the readers behind it have their turn.
 */
class QueueControlTest {
    private static final CallSettings READ = CallSettings.of(Access.READ, Overflow.REJECT, null);

    @AutoClose
    private final SerialQueue queue = (SerialQueue)
            SerialExecutor.builder("on the caller").executor(Runnable::run).build();

    private final QueueControl control = new QueueControl();
    private final Gate gate = new Gate();

    @SuppressWarnings("NullAway.Init")
    private CompletableFuture<String> writer;

    @SuppressWarnings("NullAway.Init")
    private Callers.Call<String> first;

    @BeforeEach
    void aReaderHasATurnAndAWriterWaits() throws Exception {
        first = new Callers().start(() -> queue.call(gate, "first", READ, true));
        gate.awaitReached();
        writer = queue.submit(() -> "written");
    }

    @AfterEach
    void theReaderEnds() throws Exception {
        gate.open();
        assertThat(first.get()).isEqualTo("passed");
    }

    private boolean cancelTheWriter() {
        return cancelTheWriter(0);
    }

    /** @param place those with a key come first */
    private boolean cancelTheWriter(int place) {
        List<SerialQueue> queues = List.of(queue);
        Waiting waiting = control.waiting(queues, place + 1).get(place);
        return control.cancel(queues, waiting.id().orElseThrow(), new CancellationException("from outside"));
    }

    @Test
    void theNextBodyRunsOnNoThreadOfWhoeverCancels() throws Exception {
        CompletableFuture<Object> reader =
                queue.submitAsync(() -> CompletableFuture.completedStage(Thread.currentThread()), "reader", READ);
        CompletableFuture<Object> another =
                queue.submitAsync(() -> CompletableFuture.completedStage(Thread.currentThread()), "another", READ);

        assertThat(cancelTheWriter()).isTrue();

        assertThat(writer).isCancelled();
        assertThat(List.of(reader.get(20, TimeUnit.SECONDS), another.get(20, TimeUnit.SECONDS)))
                .doesNotContain(Thread.currentThread());
    }

    /** It waits for what is cancelled, and so must not be in the way of that. */
    @Test
    void neitherDoesOneWithAKeyThatWaitedBehindIt() throws Exception {
        CompletableFuture<Object> keyed = Keyed.of(queue).submit("a", () -> {
            writer.handle((value, failure) -> "over").join();
            return Thread.currentThread();
        });

        assertThat(cancelTheWriter(1)).isTrue();

        assertThat(keyed.get(20, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void codeThatWaitsForTheFutureRunsOnNoThreadOfWhoeverCancels() throws Exception {
        AtomicReference<Thread> told = new AtomicReference<>();
        CompletableFuture<String> dependent = writer.handle((value, failure) -> {
            told.set(Thread.currentThread());
            return "told";
        });

        assertThat(cancelTheWriter()).isTrue();

        assertThat(dependent.get(20, TimeUnit.SECONDS)).isEqualTo("told");
        assertThat(told.get()).isNotNull().isNotSameAs(Thread.currentThread());
    }

    @Test
    void codeThatWaitsForTheFutureKeepsTheNextBodyFromNothing() throws Exception {
        CompletableFuture<Object> reader =
                queue.submitAsync(() -> CompletableFuture.completedStage("read"), "reader", READ);
        CompletableFuture<Object> dependent = writer.handle((value, failure) -> reader.join());

        assertThat(cancelTheWriter()).isTrue();

        assertThat(dependent.get(20, TimeUnit.SECONDS)).isEqualTo("read");
    }

    @Test
    void codeThatWaitsForTheFutureMayRunLaterOnTheThreadThatHasCancelled() {
        List<Runnable> later = new ArrayList<>();
        SerialQueue lazy = (SerialQueue)
                SerialExecutor.builder("lazy").executor(later::add).build();
        CompletableFuture<String> first = lazy.submit(() -> "first");
        CompletableFuture<String> second = lazy.submit(() -> "second");
        CompletableFuture<String> dependent = second.handle((value, failure) -> "told");
        Waiting waiting = control.waiting(List.of(lazy), 1).get(0);

        control.cancel(List.of(lazy), waiting.id().orElseThrow(), new CancellationException("from outside"));
        new ArrayList<>(later).forEach(Runnable::run);

        assertThat(first).isCompletedWithValue("first");
        assertThat(dependent).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("told");
    }
}

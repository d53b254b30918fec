package io.sharer.example.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.example.imports.ImportProgress;
import io.sharer.example.imports.ImportState;
import io.sharer.example.imports.TestImport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What a client that watches an import is sent. */
class ProgressEventsTest {
    private static final Executor AT_ONCE = Runnable::run;

    private final TestImport job = new TestImport(300);
    private final FakeClient client = new FakeClient();

    @Test
    void aClientIsToldAtOnceHowFarTheImportIs() {
        watch(AT_ONCE);

        assertThat(client.states()).containsExactly(ImportState.QUEUED);
    }

    @Test
    void aClientThatKeepsUpSeesEachStepAndTheEnd() {
        watch(AT_ONCE);
        client.received();
        job.batchDone(100);
        client.received();
        job.end();
        client.received();

        assertThat(client.done()).containsExactly(0, 100, 100);
        assertThat(client.closed).isTrue();
    }

    @Test
    void aSlowClientMissesStepsButNotTheEnd() {
        watch(AT_ONCE);
        job.batchDone(100);
        job.batchDone(100);
        job.batchDone(100);
        job.end();
        assertThat(client.sent).hasSize(1);

        client.received();
        client.received();

        assertThat(client.done()).containsExactly(0, 300);
        assertThat(client.states()).containsExactly(ImportState.QUEUED, ImportState.DONE);
        assertThat(client.closed).isTrue();
    }

    @Test
    void whoComesAfterTheEndIsToldTheEnd() {
        job.end();
        watch(AT_ONCE);
        client.received();

        assertThat(client.states()).containsExactly(ImportState.DONE);
        assertThat(client.closed).isTrue();
    }

    @Test
    void aClientThatHasGoneIsSentNothingMore() {
        watch(AT_ONCE);
        client.lost();
        job.batchDone(100);

        assertThat(client.sent).hasSize(1);
        assertThat(client.closed).isTrue();
    }

    @Test
    void aClientWhoseStreamIsClosedIsSentNothingMore() {
        client.refuses = true;
        watch(AT_ONCE);
        client.refuses = false;
        job.batchDone(100);

        assertThat(client.sent).isEmpty();
        assertThat(client.closed).isTrue();
    }

    @Test
    void aServerThatStopsEndsTheStreamAndNotTheImport() {
        watch(task -> {
            throw new RejectedExecutionException("stopping");
        });
        job.batchDone(100);

        assertThat(client.closed).isTrue();
    }

    private void watch(Executor executor) {
        new ProgressEvents(job.job(), client, executor).start();
    }

    /** Receives an event when the test says so. */
    private static final class FakeClient implements ProgressEvents.Client {
        private final List<ImportProgress> sent = new ArrayList<>();
        private CompletableFuture<?> underWay = new CompletableFuture<>();
        private boolean closed;
        private boolean refuses;

        @Override
        public CompletionStage<?> send(ImportProgress progress) {
            if (refuses) {
                throw new IllegalStateException("closed");
            }
            sent.add(progress);
            underWay = new CompletableFuture<>();
            return underWay;
        }

        void received() {
            underWay.complete(null);
        }

        void lost() {
            underWay.completeExceptionally(new IllegalStateException("connection reset"));
        }

        @Override
        public void close() {
            closed = true;
        }

        List<ImportState> states() {
            return sent.stream().map(ImportProgress::state).toList();
        }

        List<Integer> done() {
            return sent.stream().map(ImportProgress::done).toList();
        }
    }
}

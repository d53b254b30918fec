package io.sharer.example.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.QueueClosedException;
import io.sharer.TurnRejectedException;
import io.sharer.example.NewUser;
import io.sharer.example.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How an import goes on from batch to batch, and how it ends, with a registry that does as it is told. */
class ImportRunTest {
    private static final int BATCH = 2;

    private final FakeRegistry registry = new FakeRegistry();

    @Test
    void anImportIsQueuedUntilItsFirstTurnThenRunsAndIsDone() {
        ImportJob job = start("a,1,x\nb,2,x\n");
        assertThat(job.progress().state()).isEqualTo(ImportState.QUEUED);

        registry.begin();
        assertThat(job.progress().state()).isEqualTo(ImportState.RUNNING);
        assertThat(job.progress().done()).isZero();

        registry.end(List.of());
        assertThat(job.progress()).isEqualTo(new ImportProgress("id", ImportState.DONE, 2, 2, List.of(), 0, null));
    }

    @Test
    void theNextBatchIsQueuedOnlyWhenTheOneBeforeIsDone() {
        ImportJob job = start("a,1,x\nb,2,x\nc,3,x\n");
        assertThat(registry.batches).hasSize(1);

        registry.begin();
        registry.end(List.of());

        assertThat(job.progress().done()).isEqualTo(2);
        assertThat(registry.names()).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void aBadRowIsToldWithItsLineAndTheOthersAreImported() {
        ImportJob job = start("\"a\na\",1,x\nb,old,x\nc,3,x\nonly a name\n");
        registry.finishAll();

        assertThat(registry.names()).containsExactly(List.of("a\na"), List.of("c"));
        assertThat(job.progress().state()).isEqualTo(ImportState.DONE);
        assertThat(job.progress().done()).isEqualTo(4);
        assertThat(job.progress().failed())
                .containsExactly(
                        new RowError(4, "age must be a whole number from 0 to 150"),
                        new RowError(6, "the row has 1 columns in place of 3"));
    }

    @Test
    void aRowThatTheDatabaseRefusesIsToldWithItsLine() {
        ImportJob job = start("bad,x,x\na,1,x\n");
        registry.begin();
        registry.end(List.of(new Refusal(0, "not this one")));

        assertThat(job.progress().failed()).extracting(RowError::line).containsExactly(2L, 3L);
        assertThat(job.progress().failedTotal()).isEqualTo(2);
    }

    @Test
    void aFileOfNobodyIsDoneAtOnce() {
        assertThat(start("").progress().state()).isEqualTo(ImportState.DONE);
    }

    @Test
    void onlyTheFirstThousandBadRowsAreToldOneByOne() {
        ImportJob job = start("bad\n".repeat(1234));
        registry.finishAll();

        assertThat(job.progress().failed()).hasSize(1000);
        assertThat(job.progress().failedTotal()).isEqualTo(1234);
    }

    @Test
    void manyBatchesThatAreDoneAtOnceMakeNoDeepStack() {
        ImportJob job = new ImportJob("id", 200_000);
        CsvUsers file = CsvUsers.of("name,age,gender\n" + "a,1,x\n".repeat(200_000));

        new ImportRun(job, file.rows(), (batch, begun) -> CompletableFuture.completedStage(List.of()), BATCH).advance();

        assertThat(job.progress().done()).isEqualTo(200_000);
        assertThat(job.progress().state()).isEqualTo(ImportState.DONE);
    }

    static List<Throwable> failures() {
        return List.of(
                new TurnRejectedException("full"),
                new QueueClosedException("closed"),
                new IllegalStateException("the disk is full"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aBatchThatFailsEndsTheImportAndLeavesWhatIsImported(Throwable failure) {
        ImportJob job = start("a,1,x\nb,2,x\nc,3,x\n");
        registry.begin();
        registry.end(List.of());
        registry.fail(failure);

        assertThat(job.progress().state()).isEqualTo(ImportState.FAILED);
        assertThat(job.progress().done()).isEqualTo(2);
        assertThat(job.progress().error()).endsWith("What was imported until then stays.");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFirstBatchThatIsRefusedAtOnceEndsTheImport(Throwable failure) {
        ImportJob job = new ImportJob("id", 1);
        CsvUsers file = CsvUsers.of("name,age,gender\na,1,x\n");

        new ImportRun(job, file.rows(), (batch, begun) -> CompletableFuture.failedStage(failure), BATCH).advance();

        assertThat(job.progress().state()).isEqualTo(ImportState.FAILED);
    }

    @Test
    void aRegistryThatIsNoMoreEndsTheImport() {
        ImportJob job = new ImportJob("id", 1);
        CsvUsers file = CsvUsers.of("name,age,gender\na,1,x\n");
        BatchImporter gone = (batch, begun) -> {
            throw new IllegalStateException("the application has ended");
        };

        new ImportRun(job, file.rows(), gone, BATCH).advance();

        assertThat(job.progress().state()).isEqualTo(ImportState.FAILED);
    }

    @Test
    void whoListensIsToldOfEachStep() {
        List<ImportProgress> seen = new ArrayList<>();
        ImportJob job = start("a,1,x\nb,2,x\nc,3,x\n");
        job.addListener(() -> seen.add(job.progress()));

        registry.finishAll();

        assertThat(seen)
                .extracting(ImportProgress::state)
                .containsExactly(ImportState.RUNNING, ImportState.RUNNING, ImportState.RUNNING, ImportState.DONE);
        assertThat(seen).extracting(ImportProgress::done).containsExactly(0, 2, 3, 3);
    }

    private ImportJob start(String rows) {
        CsvUsers file = CsvUsers.of("name,age,gender\n" + rows);
        ImportJob job = new ImportJob("id", file.total());
        new ImportRun(job, file.rows(), registry, BATCH).advance();
        return job;
    }

    /** Keeps batches waiting until the test lets them have their turn. */
    private static final class FakeRegistry implements BatchImporter {
        private final List<List<NewUser>> batches = new ArrayList<>();
        private Runnable begun = () -> {};
        private CompletableFuture<List<Refusal>> result = new CompletableFuture<>();

        @Override
        public CompletionStage<List<Refusal>> importBatch(List<NewUser> batch, Runnable whenBegun) {
            batches.add(batch);
            begun = whenBegun;
            result = new CompletableFuture<>();
            return result;
        }

        void begin() {
            begun.run();
        }

        void end(List<Refusal> refusals) {
            result.complete(refusals);
        }

        void fail(Throwable failure) {
            result.completeExceptionally(failure);
        }

        void finishAll() {
            for (int seen = 0; seen < batches.size(); seen++) {
                begin();
                end(List.of());
            }
        }

        List<List<String>> names() {
            return batches.stream()
                    .map(batch -> batch.stream().map(NewUser::name).toList())
                    .toList();
        }
    }
}

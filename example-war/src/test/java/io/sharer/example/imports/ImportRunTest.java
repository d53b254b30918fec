package io.sharer.example.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.QueueClosedException;
import io.sharer.TurnRejectedException;
import io.sharer.example.ImportedBatch;
import io.sharer.example.NewUser;
import io.sharer.example.Refusal;
import io.sharer.example.WaitingRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How an import goes on from batch to batch, and how it ends, with a registry that does as it is told. */
class ImportRunTest {
    private static final ImportRun.BatchSizes SIZES = new ImportRun.BatchSizes(3, 2);
    private static final String FIVE = "a,1,x\nb,2,x\nc,3,x\nd,4,x\ne,5,x\n";

    private final FakeTarget target = new FakeTarget();

    @Test
    void allRowsAreCopiedThenImportedABatchATurn() {
        ImportJob job = start(FIVE);
        assertThat(job.progress().state()).isEqualTo(ImportState.RUNNING);

        target.turns();

        assertThat(target.asked).containsExactly("put abc", "put de", "import 2", "import 2", "import 2");
        assertThat(target.imported).extracting(NewUser::name).containsExactly("a", "b", "c", "d", "e");
        assertThat(job.progress()).isEqualTo(new ImportProgress("id", ImportState.DONE, 5, 5, List.of(), 0, null));
    }

    @Test
    void theNextBatchIsQueuedOnlyWhenTheOneBeforeIsDone() {
        ImportJob job = start(FIVE);

        assertThat(target.asked).containsExactly("put abc");
        target.turn();
        assertThat(target.asked).containsExactly("put abc", "put de");
        target.turn();
        assertThat(target.asked).containsExactly("put abc", "put de", "import 2");
        assertThat(job.progress().done()).isZero();
        target.turn();
        assertThat(job.progress().done()).isEqualTo(2);
    }

    @Test
    void aBadRowIsToldWithItsLineAndTheOthersAreImported() {
        ImportJob job = start("\"a\na\",1,x\nb,old,x\nc,3,x\nonly a name\n");
        target.turns();

        assertThat(target.imported).extracting(NewUser::name).containsExactly("a\na", "c");
        assertThat(job.progress().state()).isEqualTo(ImportState.DONE);
        assertThat(job.progress().done()).isEqualTo(4);
        assertThat(job.progress().failed())
                .containsExactly(
                        new RowError(4, "age must be a whole number from 0 to 150"),
                        new RowError(6, "the row has 1 columns in place of 3"));
    }

    @Test
    void aFileOfNobodyIsDoneAfterOneLook() {
        ImportJob job = start("");
        target.turns();

        assertThat(job.progress().state()).isEqualTo(ImportState.DONE);
        assertThat(target.asked).containsExactly("import 2");
    }

    @Test
    void onlyTheFirstThousandBadRowsAreToldOneByOne() {
        ImportJob job = start("bad\n".repeat(1234));
        target.turns();

        assertThat(job.progress().failed()).hasSize(1000);
        assertThat(job.progress().failedTotal()).isEqualTo(1234);
    }

    @Test
    void manyBatchesThatAreDoneAtOnceMakeNoDeepStack() {
        target.atOnce = true;

        ImportJob job = start("a,1,x\n".repeat(200_000));

        assertThat(job.progress().done()).isEqualTo(200_000);
        assertThat(job.progress().state()).isEqualTo(ImportState.DONE);
    }

    static List<Throwable> failures() {
        return List.of(
                new TurnRejectedException("full"),
                new QueueClosedException("closed"),
                new IllegalStateException("the disk is full"),
                new OutOfMemoryError("for the test"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aBatchThatFailsEndsTheImportAndLeavesWhatIsImported(Throwable failure) {
        ImportJob job = start(FIVE);
        target.turn();
        target.turn();
        target.turn();
        target.fail(failure);

        assertThat(job.progress().state()).isEqualTo(ImportState.FAILED);
        assertThat(job.progress().done()).isEqualTo(2);
        assertThat(job.progress().error()).endsWith("What was imported until then stays.");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void rowsThatCannotBeCopiedEndTheImport(Throwable failure) {
        ImportJob job = start(FIVE);
        target.turn();
        target.fail(failure);

        assertThat(job.progress().state()).isEqualTo(ImportState.FAILED);
        assertThat(target.imported).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aBatchThatIsRefusedAtOnceEndsTheImport(Throwable failure) {
        target.atOnce = true;
        target.refusal = failure;

        assertThat(start(FIVE).progress().state()).isEqualTo(ImportState.FAILED);
    }

    @Test
    void aRegistryThatIsNoMoreEndsTheImport() {
        target.gone = true;

        assertThat(start(FIVE).progress().state()).isEqualTo(ImportState.FAILED);
    }

    @Test
    void anImportThatIsToldToStopAsksForNoMoreTurns() {
        ImportJob job = start(FIVE);
        target.turn();
        target.turn();
        target.turn();

        job.stop();
        target.turns();

        assertThat(target.asked).containsExactly("put abc", "put de", "import 2", "import 2");
        assertThat(job.progress().done()).as("with the batch under way").isEqualTo(4);
        assertThat(job.progress().state()).isEqualTo(ImportState.FAILED);
        assertThat(job.progress().error()).startsWith("The application ended");
    }

    @Test
    void whoListensIsToldOfEachStep() {
        List<ImportProgress> seen = new ArrayList<>();
        ImportJob job = start(FIVE);
        job.addListener(() -> seen.add(job.progress()));

        target.turns();

        assertThat(seen)
                .extracting(ImportProgress::state)
                .containsExactly(ImportState.RUNNING, ImportState.RUNNING, ImportState.RUNNING, ImportState.DONE);
        assertThat(seen).extracting(ImportProgress::done).containsExactly(2, 4, 5, 5);
    }

    private ImportJob start(String rows) {
        CsvUsers file = CsvUsers.of("name,age,gender\n" + rows);
        ImportJob job = new ImportJob("id", file.total());
        var unused = new ImportRun(job, target, SIZES)
                .run(file.rows())
                .whenComplete((done, failure) -> ImportEnd.tell(job, failure));
        return job;
    }

    /** Keeps batches waiting until the test lets them have their turn, or does what they ask for at once. */
    private static final class FakeTarget implements ImportTarget {
        private final List<WaitingRow> waiting = new ArrayList<>();
        private final List<NewUser> imported = new ArrayList<>();
        private final List<String> asked = new ArrayList<>();
        private Runnable turn = () -> {};
        private CompletableFuture<?> result = new CompletableFuture<>();
        private boolean atOnce;
        private boolean gone;
        private Throwable refusal = new AssertionError("none");

        @Override
        public CompletionStage<?> putWaiting(List<WaitingRow> rows) {
            asked.add("put "
                    + String.join(
                            "", rows.stream().flatMap(row -> name(row).stream()).toList()));
            return ask(() -> waiting.addAll(rows), rows);
        }

        private static Optional<String> name(WaitingRow row) {
            return Optional.ofNullable(row.user()).map(NewUser::name);
        }

        @Override
        public CompletionStage<ImportedBatch> importNext(int most) {
            asked.add("import " + most);
            List<WaitingRow> batch = waiting.subList(0, Math.min(most, waiting.size()));
            List<Refusal> refusals = batch.stream()
                    .filter(row -> row.user() == null)
                    .map(row -> new Refusal(row.line(), Objects.requireNonNull(row.problem())))
                    .toList();
            List<NewUser> users = batch.stream()
                    .flatMap(row -> Optional.ofNullable(row.user()).stream())
                    .toList();
            return ask(
                    () -> {
                        imported.addAll(users);
                        batch.clear();
                    },
                    new ImportedBatch(batch.size(), refusals));
        }

        private <T> CompletionStage<T> ask(Runnable work, T answer) {
            if (gone) {
                throw new IllegalStateException("the application has ended");
            }
            CompletableFuture<T> asking = new CompletableFuture<>();
            result = asking;
            turn = () -> {
                work.run();
                asking.complete(answer);
            };
            if (atOnce && refusal instanceof AssertionError) {
                turn.run();
            } else if (atOnce) {
                fail(refusal);
            }
            return asking;
        }

        void turn() {
            turn.run();
        }

        /** Until nobody asks for one any more. */
        void turns() {
            while (!result.isDone()) {
                turn();
            }
        }

        void fail(Throwable failure) {
            result.completeExceptionally(failure);
        }
    }
}

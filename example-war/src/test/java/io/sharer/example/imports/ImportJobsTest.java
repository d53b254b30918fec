package io.sharer.example.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How many imports are remembered. */
class ImportJobsTest {
    private final ImportJobs jobs = new ImportJobs(3, 2);

    @Test
    void anImportIsFoundByItsId() {
        ImportJob job = jobs.open(1);

        assertThat(jobs.find(job.id())).containsSame(job);
        assertThat(jobs.find("another")).isEmpty();
    }

    @Test
    void theOldestEndedImportMakesRoomAndAnUnfinishedOneStays() {
        ImportJob unfinished = jobs.open(1);
        ImportJob oldest = ended();
        ImportJob newest = ended();

        ImportJob next = jobs.open(1);

        assertThat(jobs.find(oldest.id())).isEmpty();
        assertThat(jobs.find(unfinished.id())).isPresent();
        assertThat(jobs.find(newest.id())).isPresent();
        assertThat(jobs.find(next.id())).isPresent();
    }

    @Test
    void onlySoManyGoOnAtOnce() {
        ImportJob first = jobs.open(1);
        jobs.open(1);
        assertThatThrownBy(() -> jobs.open(1)).isInstanceOf(TooManyImportsException.class);

        first.failed("for the test");

        assertThat(jobs.find(jobs.open(1).id())).isPresent();
    }

    @Test
    void anEndedImportDoesNotChangeAnyMore() {
        ImportJob job = ended();

        job.failed("too late");
        job.running();

        assertThat(job.progress().state()).isEqualTo(ImportState.DONE);
    }

    @Test
    void allThatGoOnAreToldToStopAndTheirEndIsWaitedFor() {
        ended();
        ImportJob one = jobs.open(1);
        ImportJob other = jobs.open(1);

        CompletableFuture<Void> all = jobs.stop();

        assertThatThrownBy(one::checkGoesOn).isInstanceOf(ImportStoppedException.class);
        assertThatThrownBy(other::checkGoesOn).isInstanceOf(ImportStoppedException.class);
        one.failed("stopped");
        assertThat(all).isNotDone();
        other.done();
        assertThat(all).isCompleted();
    }

    private ImportJob ended() {
        ImportJob job = jobs.open(1);
        job.done();
        return job;
    }
}

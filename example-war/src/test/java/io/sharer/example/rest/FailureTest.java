package io.sharer.example.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.PoolClosedException;
import io.sharer.PoolCreationException;
import io.sharer.PoolInterruptedException;
import io.sharer.PoolTimeoutException;
import io.sharer.QueueClosedException;
import io.sharer.TurnRejectedException;
import io.sharer.example.InvalidUserException;
import io.sharer.example.imports.CsvException;
import io.sharer.example.imports.TooManyImportsException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Which answer each failure gets. */
class FailureTest {
    @Test
    void whatTheClientDidWrongIsToldInWords() {
        assertThat(Failure.of(new InvalidUserException("too old"))).isEqualTo(new Failure(400, "too old"));
        assertThat(Failure.of(new CsvException("no header"))).isEqualTo(new Failure(400, "no header"));
        assertThat(Failure.of(LimitedStream.tooLong(8))).isEqualTo(new Failure(413, "the body has more than 8 bytes"));
    }

    @Test
    void aFullQueueAsksToTryAgain() {
        assertThat(Failure.of(new TurnRejectedException("SHARER-101")).status()).isEqualTo(429);
        assertThat(Failure.of(new TurnRejectedException("SHARER-101")).worthRetrying())
                .isTrue();
        assertThat(Failure.of(new TooManyImportsException(10)).status()).isEqualTo(429);
    }

    @Test
    void aClosedQueueIsNoErrorOfOurs() {
        Failure failure = Failure.of(new QueueClosedException("SHARER-102"));

        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.isOurs()).isFalse();
    }

    @Test
    void whoFindsNoConnectionInTimeIsAskedToTryAgain() {
        Failure failure = Failure.of(new PoolTimeoutException("SHARER-202"));

        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.worthRetrying()).isTrue();
        assertThat(failure.isOurs()).isFalse();
        assertThat(failure.error()).doesNotContain("SHARER");
    }

    @Test
    void aClosedPoolIsNoErrorOfOurs() {
        assertThat(Failure.of(new PoolClosedException("SHARER-203")))
                .isEqualTo(Failure.of(new QueueClosedException("SHARER-102")));
        assertThat(Failure.of(new PoolInterruptedException("SHARER-204")).status())
                .isEqualTo(503);
    }

    @Test
    void aConnectionThatCannotBeMadeIsAnErrorOfOurs() {
        assertThat(Failure.of(new PoolCreationException("SHARER-205", new SQLException()))
                        .isOurs())
                .isTrue();
    }

    @Test
    void whatFailedInsideAStageIsFound() {
        assertThat(Failure.of(new CompletionException(new TurnRejectedException("full")))
                        .status())
                .isEqualTo(429);
    }

    @Test
    void nothingOfTheInsideIsTold() {
        Failure failure = Failure.of(new SQLException("/var/data/users.db is locked"));

        assertThat(failure).isEqualTo(new Failure(500, "something went wrong on the server"));
        assertThat(failure.isOurs()).isTrue();
    }
}

package io.sharer.example.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** A body of unknown length is read up to its limit. */
class LimitedStreamTest {
    @Test
    void aBodyAtTheLimitIsReadWhole() throws IOException {
        assertThat(limited(8, 8).readAllBytes()).hasSize(8);
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() {
        assertThatThrownBy(() -> limited(9, 8).readAllBytes())
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.status()).isEqualTo(Response.Status.REQUEST_ENTITY_TOO_LARGE));
    }

    @Test
    void bytesCountHoweverTheyAreRead() throws IOException {
        InputStream body = limited(9, 8);
        assertThat(body.read()).isZero();
        assertThat(body.skip(7)).isEqualTo(7);

        assertThatThrownBy(body::read).isInstanceOf(ClientException.class);
    }

    private static InputStream limited(int length, int limit) {
        return new LimitedStream(new ByteArrayInputStream(new byte[length]), limit);
    }
}

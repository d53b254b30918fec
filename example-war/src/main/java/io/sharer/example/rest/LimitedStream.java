package io.sharer.example.rest;

import jakarta.ws.rs.core.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that throws a {@link ClientException} for 413 when it turns out to have more bytes than it may. */
final class LimitedStream extends FilterInputStream {
    private final int limit;
    private long read;

    LimitedStream(InputStream in, int limit) {
        super(in);
        this.limit = limit;
    }

    static ClientException tooLong(int limit) {
        return new ClientException(
                Response.Status.REQUEST_ENTITY_TOO_LARGE, "the body has more than %d bytes".formatted(limit));
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(n);
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false; // bytes read again would count again
    }

    private void count(long n) {
        read += Math.max(n, 0);
        if (read > limit) {
            throw tooLong(limit);
        }
    }
}

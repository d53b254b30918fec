package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Lease;
import io.sharer.LeaseExpiredException;
import io.sharer.Pool;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of an object after a call on it has thrown. */
class DiscardTest {
    private final Things things = new Things();

    @AutoClose
    private final Pool<Thing> pool = things.pool(1)
            .drainTimeout(Duration.ZERO)
            .discardOn(FileNotFoundException.class)
            .keepOn(UnsupportedOperationException.class)
            .build();

    private void assertClosedAfter(Throwable thrown, boolean closed) {
        assertThatThrownBy(() -> pool.with(thing -> {
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) thrown;
                }))
                .isSameAs(thrown);
        assertThat(pool.stats().lent()).isZero();
        assertThat(pool.stats().idle()).isEqualTo(closed ? 0 : 1);
        assertThat(pool.stats().discarded()).isEqualTo(closed ? 1 : 0);
    }

    @Test
    void anUncheckedExceptionDiscards() {
        assertClosedAfter(new IllegalStateException("unchecked"), true);
    }

    @Test
    void anErrorDiscards() {
        assertClosedAfter(new AssertionError("error"), true);
    }

    @Test
    void aCheckedExceptionDoesNot() {
        assertClosedAfter(new IOException("checked"), false);
    }

    @Test
    void oneOfDiscardOnDiscards() {
        assertClosedAfter(new FileNotFoundException("discard"), true);
    }

    @Test
    void oneOfKeepOnDoesNot() {
        assertClosedAfter(new UnsupportedOperationException("keep"), false);
    }

    @Test
    void keepOnGoesBeforeDiscardOn() {
        DiscardRule rule = new DiscardRule(List.of(IOException.class), List.of(FileNotFoundException.class));

        assertThat(rule.after(new FileNotFoundException())).isEqualTo(DiscardRule.Verdict.KEEP);
        assertThat(rule.after(new IOException())).isEqualTo(DiscardRule.Verdict.DISCARD);
        assertThat(rule.after(new Exception())).isEqualTo(DiscardRule.Verdict.CHECK);
    }

    @Test
    void aCallOnALeaseDiscardsAsWorkDoes() {
        PooledLease<Thing> lease = (PooledLease<Thing>) pool.borrow();
        Thing object = lease.enter();
        lease.exit(new IllegalStateException("unchecked"));

        assertThat(object.closings()).isEqualTo(1);
        assertThatThrownBy(lease::enter).isInstanceOf(LeaseExpiredException.class);
        lease.close();
        assertThat(pool.stats().live()).isZero();
    }

    @Test
    void aCallOnAStaleLeaseTouchesNobodyElse() {
        PooledLease<Thing> stale = (PooledLease<Thing>) pool.borrow();
        stale.close();
        Lease<Thing> next = pool.borrow();
        stale.exit(new IllegalStateException("late"));

        assertThat(next.isValid()).isTrue();
        assertThat(next.get().closings()).isZero();
    }
}

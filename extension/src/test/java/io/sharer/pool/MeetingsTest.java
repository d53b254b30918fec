package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.LeaseExpiredException;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which object a thread gets that has met another. */
class MeetingsTest {
    private final Stock<Thing> stock = new Stock<>(new NoLender(), 3, false);
    private final Recency<Thing> common = new Recency<>();
    private final Meetings<Thing> meetings = new Meetings<>();
    private final Thread me = Thread.currentThread();
    private final Slot<Thing> mine = slot();
    private final Slot<Thing> others = slot();

    /** Of leases that nobody ends. */
    private static final class NoLender extends Lender<Thing> {
        @Override
        String name() {
            return "pool";
        }

        @Override
        void giveBack(PooledLease<Thing> lease) {}

        @Override
        void discard(PooledLease<Thing> lease) {}

        @Override
        void thrown(PooledLease<Thing> lease, Throwable thrown) {}

        @Override
        void closeKilled(TrackedLease<Thing> lease) {}

        @Override
        LeaseExpiredException expired(PooledLease<Thing> lease) {
            return PoolMessages.returned("things");
        }
    }

    private Slot<Thing> slot() {
        return Objects.requireNonNull(stock.reserve());
    }

    private Meetings.Note<Thing> note() {
        return Objects.requireNonNull(meetings.noteOf(me));
    }

    @BeforeEach
    void meet() {
        assertThat(meetings.noteOf(me)).isNull();
        meetings.met(me, common);
    }

    @Test
    void itBeginsWithTheOneThatItGaveBackLast() {
        assertThat(note().begin(common)).isNull();
        note().noteReturn(others);
        note().noteReturn(mine);

        assertThat(note().begin(common)).isSameAs(mine);
    }

    @Test
    void itGoesBackToTheCommonHintsIfNobodyElseUsesThem() {
        for (int i = 0; i < Meetings.LOANS; i++) {
            note().begin(common);
        }

        assertThat(meetings.noteOf(me)).isNull();
    }

    @Test
    void itStaysApartAsLongAsOthersUseTheCommonHints() {
        for (int i = 0; i < 5 * Meetings.LOANS; i++) {
            common.push(others);
            common.pop();
            note().begin(common);
        }

        assertThat(meetings.noteOf(me)).isNotNull();
    }

    @Test
    void aThreadWithAnotherNoteHasMetNobody() {
        Thread other = new Thread("other") {
            @Override
            public long getId() {
                return me.getId() + 1;
            }
        };

        assertThat(meetings.noteOf(other)).isNull();
    }
}

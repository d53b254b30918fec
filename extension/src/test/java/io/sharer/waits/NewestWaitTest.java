package io.sharer.waits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of the waits that make a circle one reports it, whichever of them was numbered first. */
@Timeout(60)
class NewestWaitTest {
    /** Something that one blocker has. */
    private static final class Thing implements Awaited {
        volatile @Nullable Blocker holder;

        @Override
        public Blockers blockers() {
            Blocker blocker = holder;
            return blocker == null ? Blockers.NONE : new Blockers(true, List.of(blocker));
        }

        @Override
        public String description() {
            return "a thing";
        }
    }

    private final Thing left = new Thing();
    private final Thing right = new Thing();
    private final CountDownLatch searched = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    /** A thread that has the right thing and waits for the left one, blocked until the end of the test. */
    private final FutureTask<Optional<String>> other = new FutureTask<>(() -> {
        Optional<String> seen = WaitGraph.begin(left, () -> false);
        searched.countDown();
        over.await();
        WaitGraph.end();
        return seen;
    });

    private void otherWaits() throws InterruptedException {
        Thread thread = new Thread(other, "other");
        right.holder = Blocker.running(() -> "the other", thread);
        thread.start();
        searched.await();
    }

    /** Whether the other has reported a deadlock. */
    private boolean otherReports() throws Exception {
        over.countDown();
        return other.get().isPresent();
    }

    /** Others see a wait a moment after it was made: here, after the other's search. */
    @Test
    void aCircleIsReportedByTheOneThatSeesIt() throws Exception {
        Wait unseen = Wait.ofNoThread(right, () -> false);

        // Of the holder of the left thing nothing is known yet.
        otherWaits();
        left.holder = Blocker.suspended(() -> "this", unseen);

        assertThat(WaitGraph.deadlock(unseen)).isPresent();
        assertThat(otherReports()).isFalse();
    }

    /** The other has found this one before it had come to number itself. */
    @Test
    void aWaitThatIsSeenBeforeItHasANumberIsTheNewerOne() throws Exception {
        Wait unnumbered = Wait.ofNoThread(right, () -> false);
        left.holder = Blocker.suspended(() -> "this", unnumbered);

        otherWaits();

        assertThat(WaitGraph.deadlock(unnumbered)).isPresent();
        assertThat(otherReports()).isFalse();
    }

    /** This one has drawn its number, but not written it down, when the other draws a later one and looks at it. */
    @Test
    void twoThatNumberThemselvesAtOnceAgreeWhoIsNewer() throws Exception {
        int pairs = 100_000;
        List<Wait> ones = unnumbered(pairs);
        List<Wait> others = unnumbered(pairs);
        AtomicInteger arrived = new AtomicInteger();

        FutureTask<BitSet> newerOnes = new FutureTask<>(() -> newer(ones, others, arrived));
        new Thread(newerOnes).start();
        BitSet newerOthers = newer(others, ones, arrived);

        newerOthers.flip(0, pairs);
        assertThat(newerOnes.get()).isEqualTo(newerOthers);
    }

    private List<Wait> unnumbered(int count) {
        return Stream.generate(() -> Wait.ofNoThread(right, () -> false))
                .limit(count)
                .toList();
    }

    /** Numbers each of its waits just as somebody else numbers the other one, and tells which are newer than that. */
    private static BitSet newer(List<Wait> mine, List<Wait> theirs, AtomicInteger arrived) {
        BitSet newer = new BitSet();
        for (int i = 0; i < mine.size(); i++) {
            arrived.incrementAndGet();
            while (arrived.get() < 2 * (i + 1)) {
                Thread.onSpinWait();
            }
            mine.get(i).number();
            newer.set(i, mine.get(i).isNewerThan(theirs.get(i)));
        }
        return newer;
    }

    @Test
    void whoeverHasAskedIsOlderThanWhatItAskedFor() throws Exception {
        left.holder = Blocker.running(() -> "this", Thread.currentThread());
        Wait announced = WaitGraph.announce(right, () -> false, () -> false);
        try {
            // What was asked for has closed the circle before the asker has come to wait.
            otherWaits();

            assertThat(WaitGraph.confirm(announced)).isEmpty();
            assertThat(otherReports()).isTrue();
        } finally {
            WaitGraph.end();
        }
    }

    @Test
    void whoeverHasAskedAndIsStillInLineIsNewerThanWhatItFindsThere() throws Exception {
        left.holder = Blocker.running(() -> "this", Thread.currentThread());
        Wait announced = WaitGraph.announce(right, () -> false, () -> true);
        try {
            otherWaits();

            assertThat(WaitGraph.confirm(announced)).isPresent();
            assertThat(otherReports()).isFalse();
        } finally {
            WaitGraph.end();
        }
    }

    /** What was asked for begins just as the other looks whether it has. */
    @Test
    void aCircleThatEndsAsItsNewestIsLookedForIsNotReported() throws Exception {
        AtomicBoolean begun = new AtomicBoolean();
        Awaited line = new Awaited() {
            @Override
            public Blockers blockers() {
                return begun.get() ? Blockers.NONE : right.blockers();
            }

            @Override
            public String description() {
                return "a place in line";
            }
        };
        left.holder = Blocker.running(() -> "this", Thread.currentThread());
        WaitGraph.announce(line, () -> false, () -> begun.getAndSet(true));
        try {
            otherWaits();

            assertThat(begun).isTrue();
            assertThat(otherReports()).isFalse();
        } finally {
            WaitGraph.end();
        }
    }
}

package io.sharer.waits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of the waits that make a circle one reports it, whichever of them was numbered first. */
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

    /** A wait gets its number when it is made, and is seen by others a moment later: here, after the other's search. */
    @Test
    void aCircleIsReportedThoughTheOneThatSeesItWasNumberedFirst() throws Exception {
        Thing left = new Thing();
        Thing right = new Thing();
        CountDownLatch searched = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Wait numberedFirst = Wait.ofNoThread(right, () -> false);

        // The other has the right thing and waits for the left one, of whose holder nothing is known yet.
        FutureTask<Optional<String>> other = new FutureTask<>(() -> {
            Optional<String> seen = WaitGraph.begin(left, () -> false);
            searched.countDown();
            over.await();
            WaitGraph.end();
            return seen;
        });
        Thread thread = new Thread(other, "other");
        right.holder = Blocker.running(() -> "the other", thread);
        thread.start();
        searched.await();

        // Now the first wait is there for all to see.
        left.holder = Blocker.suspended(() -> "this", numberedFirst);
        Optional<String> seen = WaitGraph.deadlock(numberedFirst);
        over.countDown();

        assertThat(List.of(seen.isPresent(), other.get().isPresent())).containsExactlyInAnyOrder(true, false);
    }
}

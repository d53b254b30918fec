package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.Turn;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** A body is told about its turn by the very first question, although nothing was noted for it in vain. */
class FirstQuestionTest {
    private static SerialQueue queue(String name) {
        return new SerialQueue(QueueConfig.of(name, Runnable::run, new ClassLoaderCarrier(), new TurnTimer("timer")));
    }

    private static <T> T call(SerialQueue queue, Callable<T> body) throws Exception {
        return queue.call(body, "body", CallSettings.DEFAULT, false);
    }

    /** Two turns, of which the second asks. */
    public static final class Second implements Callable<String> {
        @Override
        public String call() throws Exception {
            SerialQueue till = queue("till");
            FirstQuestionTest.call(till, () -> "done");
            Turn told = FirstQuestionTest.call(till, () -> Turn.current().orElseThrow());
            return told.queue() + " " + told.number() + " " + told.waited();
        }
    }

    @Test
    void tellsTheQueueAndTheNumber() throws Exception {
        assertThat(FreshClasses.call(Second.class)).isEqualTo("till 2 PT0S");
    }

    /** A turn within a turn; the inner one asks first, then the outer. */
    public static final class Nested implements Callable<String> {
        @Override
        public String call() throws Exception {
            SerialQueue till = queue("till");
            SerialQueue safe = queue("safe");
            return FirstQuestionTest.call(till, () -> {
                String inner = FirstQuestionTest.call(
                        safe, () -> Turn.current().orElseThrow().queue());
                return inner + " in " + Turn.current().orElseThrow().queue();
            });
        }
    }

    @Test
    void tellsTheInnermost() throws Exception {
        assertThat(FreshClasses.call(Nested.class)).isEqualTo("safe in till");
    }

    /** Asks twice for how long it has been running, which cannot be longer than since before the call. */
    public static final class Running implements Callable<String> {
        @Override
        public String call() throws Exception {
            long before = System.nanoTime();
            return FirstQuestionTest.call(queue("till"), () -> {
                long first = Turn.current().orElseThrow().running().toNanos();
                long asked = System.nanoTime();
                long passed = System.nanoTime() - asked;
                long second = Turn.current().orElseThrow().running().toNanos();
                long most = System.nanoTime() - before;
                boolean isTrue = first >= 0 && second >= first + passed && second <= most;
                return isTrue ? "true" : first + ", " + second + " of " + most;
            });
        }
    }

    @Test
    void countsTheTimeFromItselfOn() throws Exception {
        assertThat(FreshClasses.call(Running.class)).isEqualTo("true");
    }
}

package io.sharer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.Turn;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** A body is told about its turn by the very first question, although nothing was noted for it in vain. */
class FirstQuestionTest {
    private static final String SEPARATOR = System.getProperty("path.separator");

    /** Runs it in classes of their own, of which nobody has asked anything yet. */
    private static String first(Class<? extends Callable<String>> scenario) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(SEPARATOR, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader fresh =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object made =
                    fresh.loadClass(scenario.getName()).getDeclaredConstructor().newInstance();
            return String.valueOf(((Callable<?>) made).call());
        }
    }

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
        assertThat(first(Second.class)).isEqualTo("till 2 PT0S");
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
        assertThat(first(Nested.class)).isEqualTo("safe in till");
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
        assertThat(first(Running.class)).isEqualTo("true");
    }
}

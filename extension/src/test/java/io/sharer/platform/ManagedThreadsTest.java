package io.sharer.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.TransactionManagers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where there is a naming service, and it has no factory of threads, as for a thread that belongs to no component. */
class ManagedThreadsTest {
    @RegisterExtension
    static final TransactionManagers NAMES = new TransactionManagers();

    private final Thread plain = new Thread();
    private final ThreadFactory threads = Platform.threads(task -> plain);
    private final Logger logger = Logger.getLogger("io.sharer");
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            told.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(listener);
    }

    @Test
    void aPlainThreadTakesTheContainersPlace() {
        assertThat(threads.newThread(() -> {})).isSameAs(plain);
    }

    @Test
    void thatIsToldOnce() {
        threads.newThread(() -> {});
        threads.newThread(() -> {});

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("SHARER-074: java:comp/DefaultManagedThreadFactory is not to be had here")
                .contains(Thread.currentThread().getName());
    }
}

package io.sharer.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.TransactionManagers;
import io.sharer.turn.LogRecorder;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where there is a naming service, and it has no factory of threads, as for a thread that belongs to no component. */
class ManagedThreadsTest {
    @RegisterExtension
    static final TransactionManagers NAMES = new TransactionManagers();

    private final Thread plain = new Thread();
    private final ThreadFactory threads = Platform.threads(task -> plain);

    @AutoClose
    private final LogRecorder log = new LogRecorder();

    @Test
    void aPlainThreadTakesTheContainersPlace() {
        assertThat(threads.newThread(() -> {})).isSameAs(plain);
    }

    @Test
    void thatIsToldOnce() {
        threads.newThread(() -> {});
        threads.newThread(() -> {});

        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("SHARER-074: java:comp/DefaultManagedThreadFactory is not to be had here")
                .contains(Thread.currentThread().getName());
    }
}

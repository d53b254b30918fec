package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.QueueClosedException;
import io.sharer.RunOn;
import io.sharer.Shared;
import io.sharer.config.Configuration;
import io.sharer.config.SystemSource;
import io.sharer.turn.SerialQueue;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry drains queues at the end, but keeps none that nobody else has any more. */
class QueueRegistryTest {
    private static final ConfiguredQueues NOTHING_CONFIGURED =
            new ConfiguredQueues(new Configuration(SystemSource.ofProgram()));

    @RegisterExtension
    final Container container = Container.with(Desk.class);

    @Test
    void aQueueThatIsForgottenIsNotKept() throws Exception {
        QueueRegistry registry = new QueueRegistry(
                container.se().getBeanManager(), new QueueSettings(new DefinitionProblems()), NOTHING_CONFIGURED);
        WeakReference<SerialQueue> forgotten = usedAndForgotten(registry);

        await().atMost(20, SECONDS).until(() -> {
            System.gc();
            return forgotten.get() == null;
        });
        registry.closeAll();
    }

    @Shared("single")
    static class OfSingleQueue {}

    @Shared(value = "threaded", runOn = RunOn.DEDICATED_THREAD)
    static class OfThread {}

    @ParameterizedTest
    @ValueSource(strings = {"single", "threaded", "another"})
    void whoeverCallsAfterTheEndFindsTheQueueClosedAndStartsNoThread(String name) throws Exception {
        QueueSettings settings = new QueueSettings(new DefinitionProblems());
        BeanManager beans = container.se().getBeanManager();
        settings.collect(beans.createAnnotatedType(OfSingleQueue.class));
        settings.collect(beans.createAnnotatedType(OfThread.class));
        QueueRegistry registry = new QueueRegistry(beans, settings, NOTHING_CONFIGURED);
        if (!name.equals("another")) {
            registry.named(name).call(() -> "before");
        }

        registry.closeAll();

        assertThatThrownBy(() -> registry.named(name).call(() -> "after")).isInstanceOf(QueueClosedException.class);
    }

    private static WeakReference<SerialQueue> usedAndForgotten(QueueRegistry registry) throws Exception {
        SerialQueue queue = registry.ownOf(Desk.class);
        registry.willQueueWork(queue);
        queue.submit(() -> "done").get(20, SECONDS);
        return new WeakReference<>(queue);
    }
}

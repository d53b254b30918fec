package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.sharer.turn.SerialQueue;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The registry drains queues at the end, but keeps none that nobody else has any more. */
class QueueRegistryTest {
    @RegisterExtension
    final Container container = Container.with(Desk.class);

    @Test
    void aQueueThatIsForgottenIsNotKept() throws Exception {
        QueueRegistry registry =
                new QueueRegistry(container.se().getBeanManager(), new QueueSettings(new DefinitionProblems()));
        WeakReference<SerialQueue> forgotten = usedAndForgotten(registry);

        await().atMost(20, SECONDS).until(() -> {
            System.gc();
            return forgotten.get() == null;
        });
        registry.closeAll();
    }

    private static WeakReference<SerialQueue> usedAndForgotten(QueueRegistry registry) throws Exception {
        SerialQueue queue = registry.ownOf(Desk.class);
        registry.willQueueWork(queue);
        queue.submit(() -> "done").get(20, SECONDS);
        return new WeakReference<>(queue);
    }
}

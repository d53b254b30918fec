package io.sharer.benchmarks.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.vm.VM;

/** Promise 10: an idle queue of a bean, with its statistics, takes next to nothing. */
class CostOfNothingTest {
    @Test
    void anIdleQueueTakesAtMost200Bytes() {
        assumeThat(VM.current().arrayIndexScale("java.lang.Object"))
                .as("bytes of a reference: compressed, as they are on heaps below 32 GB")
                .isEqualTo(4);
        try (IdleQueues queues = new IdleQueues()) {
            OwnObjects queue = queues.ofQuietBean();

            assertThat(queue.bytes()).as("of %s", queue.classes()).isLessThanOrEqualTo(200);
            // Whatever it is made of, it counts the turns, and knows who has one.
            assertThat(queue.bytes()).as("of %s", queue.classes()).isGreaterThan(64);
        }
    }

    @Test
    void theInterceptorsOfTheBeanAreWithinThat() {
        assumeThat(VM.current().arrayIndexScale("java.lang.Object"))
                .as("bytes of a reference: compressed, as they are on heaps below 32 GB")
                .isEqualTo(4);
        try (IdleQueues queues = new IdleQueues()) {
            OwnObjects all = queues.ofQuietBeanWithInterceptors();

            assertThat(all.bytes()).as("of %s", all.classes()).isLessThanOrEqualTo(200);
            assertThat(all.bytes()).isGreaterThan(queues.ofQuietBean().bytes());
        }
    }

    @Test
    void aMillionIdleQueuesHoldNoThread() {
        try (IdleQueues queues = new IdleQueues()) {
            queues.heapOf(1_000, Till.class, Till::put);

            assertThat(IdleQueues.threads()).isEmpty();
        }
    }

    /** The yardstick itself. */
    @Test
    void whatIsReachedFromAnotherInstanceTooIsNotCounted() {
        List<String> shared = List.of("of all");

        OwnObjects found = OwnObjects.of(
                new Holder(shared, new Holder(shared, shared)),
                () -> new Holder(shared, new Holder(shared, shared)),
                Holder.class::equals);

        assertThat(found.classes()).hasSize(1).first().satisfies(holders -> {
            assertThat(holders.type()).isEqualTo(Holder.class.getName());
            assertThat(holders.count()).isEqualTo(2);
            assertThat(holders.bytes()).isEqualTo(48); // 12 bytes of header, two references, aligned
        });
    }

    private record Holder(Object one, Object other) {}
}

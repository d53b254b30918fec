package io.sharer.platform.telemetry;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sharer.platform.FixedRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Metrics in Micrometer are read when they are asked for, and are gone at the end. */
class MicrometerViewTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FixedRegistry registry = new FixedRegistry();

    @Test
    void metersReadTheRegistry() {
        registry.addQueue("till");
        registry.addPool("drawers", 2, null);
        try (MicrometerView view = new MicrometerView(meters, registry, "shop")) {
            view.refresh();
            assertThat(meters.get("sharer.queue.length")
                            .tag("sharer.queue.name", "till")
                            .gauge()
                            .value())
                    .isEqualTo(2);
            FunctionCounter rejections = meters.get("sharer.queue.rejections").functionCounter();
            assertThat(rejections.count()).isEqualTo(3);
            assertThat(rejections.getId().getBaseUnit()).isEqualTo("calls");
            assertThat(meters.get("sharer.queue.wait_time")
                            .tag("sharer.statistic", "max")
                            .gauge()
                            .value())
                    .isEqualTo(1.5);
            FunctionCounter waited = meters.get("sharer.queue.waited").functionCounter();
            assertThat(waited.count()).isEqualTo(2.5);
            assertThat(waited.getId().getBaseUnit()).isEqualTo("seconds");
            assertThat(meters.get("sharer.queue.waits").functionCounter().count())
                    .isEqualTo(5);
            assertThat(meters.get("sharer.pool.waited").functionCounter().count())
                    .isEqualTo(0.3);
            assertThat(meters.get("sharer.pool.waits").functionCounter().count())
                    .isEqualTo(2);
            assertThat(meters.get("sharer.pool.object.count")
                            .tag("sharer.pool.object.state", "used")
                            .gauge()
                            .value())
                    .isEqualTo(2);
        }
    }

    @Test
    void oneReadServesAllMetersOfACollection() {
        registry.addQueue("till");
        registry.addPool("drawers", 2, null);
        try (MicrometerView view = new MicrometerView(meters, registry, "shop")) {
            view.refresh();
            int before = registry.reads();
            meters.getMeters().forEach(meter -> meter.measure().forEach(measurement -> measurement.getValue()));
            // Each of queues and pools, and once more if that has taken long.
            assertThat(registry.reads() - before).isBetween(2, 20);
            assertThat(meters.getMeters().size()).isGreaterThan(20);
        }
    }

    @Test
    void whatComesLaterIsOfferedByARefreshAndAtTheEndNothingIs() {
        MicrometerView view = new MicrometerView(meters, registry, "shop");
        registry.addQueue("late");
        view.refresh();
        assertThat(meters.get("sharer.queue.turns").functionCounter().count()).isEqualTo(7);
        view.close();
        assertThat(meters.getMeters()).isEmpty();
        view.refresh();
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void twoApplicationsThatShareARegistryHaveMetersOfTheirOwn() {
        FixedRegistry other = new FixedRegistry();
        registry.addQueue("till");
        other.addQueue("till");
        try (MicrometerView view = new MicrometerView(meters, registry, "shop")) {
            view.refresh();
            MicrometerView others = new MicrometerView(meters, other, "bar");
            assertThat(meters.find("sharer.queue.turns").functionCounters())
                    .extracting(meter -> meter.getId().getTag("sharer.application.name"))
                    .containsExactlyInAnyOrder("shop", "bar");
            others.close();
            assertThat(meters.find("sharer.queue.turns").functionCounters()).hasSize(1);
        }
    }

    /** As two deployments of one WAR are, where no JMX tells them apart. */
    @Test
    void soHaveTwoOfOneName() {
        FixedRegistry other = new FixedRegistry();
        registry.addQueue("till");
        other.addQueue("bar");
        MicrometerView first = new MicrometerView(meters, registry, "shop");
        try (MicrometerView second = new MicrometerView(meters, other, "shop")) {
            assertThat(applicationsWith("sharer.deadlocks")).containsExactlyInAnyOrder("shop", "shop#2");

            first.close();

            assertThat(applicationsWith("sharer.deadlocks")).containsExactly("shop#2");
            assertThat(applicationsWith("sharer.queue.turns")).containsExactly("shop#2");
            assertThat(second.claimedName()).contains("shop#2");
        }
    }

    private List<String> applicationsWith(String metric) {
        return meters.find(metric).functionCounters().stream()
                .map(meter -> meter.getId().getTag("sharer.application.name"))
                .toList();
    }

    @Test
    void whatARegistryRefusesHalfWayLeavesNothingBehind() {
        registry.addQueue("till");
        meters.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (id.getName().equals("sharer.queue.run_time")) {
                    throw new IllegalArgumentException("no such meter here");
                }
                return id;
            }
        });
        assertThatThrownBy(() -> new MicrometerView(meters, registry, "shop"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void theRegistryIsCalledUnderNoLock() {
        MicrometerView view = new MicrometerView(meters, registry, "shop");
        AtomicBoolean asked = new AtomicBoolean();
        meters.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (asked.compareAndSet(false, true)) {
                    CompletableFuture.runAsync(view::refresh)
                            .orTimeout(20, SECONDS)
                            .join();
                }
                return id;
            }
        });
        registry.addQueue("late");
        view.refresh();
        assertThat(meters.get("sharer.queue.turns").functionCounter().count()).isEqualTo(7);
        view.close();
        assertThat(meters.getMeters()).isEmpty();
    }
}

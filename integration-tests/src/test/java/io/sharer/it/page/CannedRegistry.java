package io.sharer.it.page;

import io.sharer.LeaseInfo;
import io.sharer.LoopInfo;
import io.sharer.PoolInfo;
import io.sharer.PoolStats;
import io.sharer.QueueInfo;
import io.sharer.QueueStats;
import io.sharer.ResourceStats;
import io.sharer.ScopesInfo;
import io.sharer.SharerEvent.DeadlockFound;
import io.sharer.SharerRegistry;
import io.sharer.TurnHolder;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Tells of an application that is hard to make, and that somebody may have all the same. */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class CannedRegistry implements SharerRegistry {
    /** Markup, if anybody took it for that. */
    static final String MARKUP = "<img src=x onerror=\"document.title='owned'\">";

    static final String LONG =
            "com.example.logistics.warehouse.inventory.reservation.internal.OptimisticReservationCoordinator"
                            .repeat(2)
                            .substring(0, 184)
                    + " with two words";

    /** Of what this stands before, so many have waited, each for {@link #ONE_WAIT}. */
    private static final String WAITS = "waits-";

    private static final Duration ONE_WAIT = Duration.ofMillis(500);

    private volatile String kind = "empty";

    void tell(String newKind) {
        kind = newKind;
    }

    private static QueueStats queueStats(String name, int length) {
        return new QueueStats(
                name,
                length,
                length > 0 ? 1 : 0,
                1_234_567_890L,
                0,
                3,
                12,
                2_000_000,
                Duration.ofSeconds(6000),
                Duration.ofSeconds(4000),
                Duration.ofMillis(3),
                Duration.ofMillis(length * 7L),
                Duration.ofNanos(1_500),
                Duration.ofMillis(1));
    }

    private static QueueInfo queue(String name, int length) {
        return new QueueInfo(
                queueStats(name, length),
                3,
                length == 0 ? List.of() : List.of(new TurnHolder(name + ".work()", MARKUP, Duration.ofSeconds(70))),
                List.of());
    }

    @Override
    public List<QueueInfo> queues() {
        return switch (kind) {
            case "many" ->
                IntStream.range(0, 500)
                        .mapToObj(i -> queue("queue %03d".formatted(i), i % 7 == 0 ? i : 0))
                        .toList();
            case "one", "another" -> List.of(queue(kind, 1));
            case "twins" -> List.of(queue("twin", 1), queue("twin", 2));
            case "crowded" ->
                List.of(new QueueInfo(
                        new QueueStats(
                                "crowded",
                                0,
                                45,
                                1,
                                0,
                                0,
                                0,
                                0,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO),
                        1,
                        Collections.nCopies(45, new TurnHolder("Hall.enter()", "guest", Duration.ZERO)),
                        List.of()));
            case "odd" -> List.of(queue(LONG, 1_000_000), queue(MARKUP, 2), queue("", 1), queue("ok", 0));
            default -> kind.startsWith(WAITS) ? List.of(queueWithWaits(waits())) : List.of();
        };
    }

    private int waits() {
        return Integer.parseInt(kind.substring(WAITS.length()));
    }

    private static QueueInfo queueWithWaits(int waits) {
        QueueStats stats = new QueueStats(
                "waited for",
                0,
                0,
                1_000 + waits,
                0,
                0,
                0,
                waits,
                ONE_WAIT.multipliedBy(waits),
                ONE_WAIT,
                ONE_WAIT,
                ONE_WAIT,
                Duration.ZERO,
                Duration.ZERO);
        return new QueueInfo(stats, 1, List.of(), List.of());
    }

    private static PoolInfo poolWithWaits(int waits) {
        PoolStats stats = new PoolStats(
                "waited for",
                0,
                1,
                1,
                0,
                1,
                1,
                0,
                0,
                1_000 + waits,
                1_000 + waits,
                0,
                0,
                0,
                0,
                0,
                waits,
                ONE_WAIT.multipliedBy(waits),
                ONE_WAIT,
                ONE_WAIT);
        return new PoolInfo(stats, null, List.of());
    }

    @Override
    public List<PoolInfo> pools() {
        if (kind.equals("one") || kind.equals("another")) {
            return List.of(new PoolInfo(
                    new PoolStats(
                            kind,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            Duration.ZERO,
                            Duration.ZERO,
                            Duration.ZERO),
                    null,
                    List.of()));
        }
        if (kind.startsWith(WAITS)) {
            return List.of(poolWithWaits(waits()));
        }
        return kind.equals("odd")
                ? List.of(new PoolInfo(
                        new PoolStats(
                                LONG,
                                0,
                                0,
                                9,
                                2,
                                7,
                                0,
                                7,
                                40,
                                90,
                                83,
                                12,
                                3,
                                2,
                                1,
                                8,
                                50,
                                Duration.ofSeconds(70),
                                Duration.ofSeconds(61),
                                Duration.ofMillis(1)),
                        MARKUP + LONG,
                        IntStream.range(0, 300)
                                .mapToObj(i -> new LeaseInfo(i == 0 ? MARKUP : "user " + i, null, null))
                                .toList()))
                : List.of();
    }

    @Override
    public ScopesInfo scopes() {
        return new ScopesInfo(
                new ResourceStats(0, 0, 0, 0, 0, 0, 0), kind.equals("odd") ? List.of(MARKUP, LONG) : List.of());
    }

    @Override
    public List<LoopInfo> loops() {
        return List.of();
    }

    @Override
    public List<DeadlockFound> deadlocks() {
        return kind.equals("odd")
                ? List.of(new DeadlockFound(LONG, System.nanoTime(), MARKUP + " waits for " + LONG))
                : List.of();
    }

    @Override
    public long deadlocksFound() {
        return kind.equals("odd") ? 1 : 0;
    }
}

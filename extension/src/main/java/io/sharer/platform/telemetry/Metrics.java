package io.sharer.platform.telemetry;

import static io.sharer.platform.telemetry.Metric.Kind.COUNTER;
import static io.sharer.platform.telemetry.Metric.Kind.GAUGE;
import static io.sharer.platform.telemetry.Metric.Kind.UP_DOWN_COUNTER;

import io.sharer.LoopStats;
import io.sharer.PoolStats;
import io.sharer.QueueStats;
import io.sharer.ResourceStats;
import io.sharer.platform.telemetry.Metric.Kind;
import io.sharer.platform.telemetry.Metric.Sink;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * All that is measured. The names follow {@code db.client.connection.*}: an object of a pool is in the state
 * {@code idle} or {@code used}, who waits is a pending request, times are in seconds. What those conventions make a
 * histogram is here a gauge for each of {@code mean}, {@code p99} and {@code max} since the start, because each wait is
 * noted already by the queue, and to note it again would have to be done when nobody looks, too. For what is recent
 * there are two counters: how many waited, and how long together.
 */
final class Metrics {
    /** What tells applications apart that share a registry of metrics. */
    static final String APPLICATION = "sharer.application.name";

    /** Every application has this one, and once. */
    static final String DEADLOCKS = "sharer.deadlocks";

    private static final String QUEUE = "sharer.queue.name";
    private static final String POOL = "sharer.pool.name";
    private static final String STATE = "sharer.pool.object.state";
    private static final String LOOP = "sharer.loop.name";
    private static final String STATISTIC = "sharer.statistic";

    /** In the order in which they are told of. */
    static final List<Metric> ALL = List.of(
            ofQueues("length", UP_DOWN_COUNTER, "{call}", "Calls and bodies that wait for a turn", QueueStats::length),
            ofQueues("running", UP_DOWN_COUNTER, "{call}", "Calls and bodies that have a turn", QueueStats::running),
            ofQueues("turns", COUNTER, "{turn}", "Turns that have been taken", QueueStats::turns),
            ofQueues("rejections", COUNTER, "{call}", "Calls and bodies refused or dropped", QueueStats::rejected),
            ofQueues("timeouts", COUNTER, "{call}", "Calls and bodies without a turn in time", QueueStats::timedOut),
            ofQueues("cancellations", COUNTER, "{call}", "Calls and bodies that left otherwise", QueueStats::cancelled),
            ofQueues("waits", COUNTER, "{call}", "Calls and bodies that got a turn after waiting", QueueStats::waits),
            ofQueues("waited", COUNTER, "s", "How long those waited together", stats -> seconds(stats.totalWait())),
            new Metric(
                    "sharer.queue.wait_time",
                    GAUGE,
                    "s",
                    "The waits of those who had to wait for a turn, since the start",
                    (snapshot, sink) -> snapshot.queues().forEach(queue -> {
                        QueueStats stats = queue.stats();
                        times(sink, QUEUE, stats.name(), "mean", stats.meanWait());
                        times(sink, QUEUE, stats.name(), "p99", stats.p99Wait());
                        times(sink, QUEUE, stats.name(), "max", stats.longestWait());
                    })),
            new Metric(
                    "sharer.queue.run_time",
                    GAUGE,
                    "s",
                    "The times that bodies ran in their turns, since the start",
                    (snapshot, sink) -> snapshot.queues().forEach(queue -> {
                        QueueStats stats = queue.stats();
                        times(sink, QUEUE, stats.name(), "mean", stats.meanRun());
                        times(sink, QUEUE, stats.name(), "p99", stats.p99Run());
                    })),
            new Metric(
                    "sharer.pool.object.count",
                    UP_DOWN_COUNTER,
                    "{object}",
                    "Objects in the state that the attribute describes",
                    (snapshot, sink) -> snapshot.pools().forEach(pool -> {
                        sink.measured(pool.stats().idle(), POOL, pool.name(), STATE, "idle");
                        sink.measured(pool.stats().lent(), POOL, pool.name(), STATE, "used");
                    })),
            ofPools("object.min", UP_DOWN_COUNTER, "{object}", "Objects that are kept up", PoolStats::minSize),
            ofPools("object.max", UP_DOWN_COUNTER, "{object}", "Objects allowed, 0 for any number", PoolStats::maxSize),
            ofPools("object.created", COUNTER, "{object}", "Objects made", PoolStats::created),
            ofPools("object.closed", COUNTER, "{object}", "Objects closed", PoolStats::closed),
            ofPools("object.unhealthy", COUNTER, "{object}", "Objects closed as not healthy", PoolStats::unhealthy),
            ofPools("pending_requests", UP_DOWN_COUNTER, "{request}", "Borrowers that wait", PoolStats::waiting),
            ofPools("timeouts", COUNTER, "{timeout}", "Borrowers without an object in time", PoolStats::timeouts),
            ofPools("borrows", COUNTER, "{lease}", "Loans begun", PoolStats::borrows),
            ofPools("discards", COUNTER, "{lease}", "Loans whose object was discarded", PoolStats::discarded),
            ofPools("kills", COUNTER, "{lease}", "Loans ended because they lasted too long", PoolStats::killed),
            ofPools("failures", COUNTER, "{failure}", "Failures to make an object", PoolStats::failures),
            ofPools("waits", COUNTER, "{request}", "Borrowers that got their object after waiting", PoolStats::waits),
            ofPools("waited", COUNTER, "s", "How long those waited together", stats -> seconds(stats.totalWait())),
            new Metric(
                    "sharer.pool.wait_time",
                    GAUGE,
                    "s",
                    "The waits of borrowers that got their object after waiting, since the start",
                    (snapshot, sink) -> snapshot.pools().forEach(pool -> {
                        times(sink, POOL, pool.name(), "mean", pool.stats().meanWait());
                        times(sink, POOL, pool.name(), "max", pool.stats().longestWait());
                    })),
            ofScopes("open", UP_DOWN_COUNTER, "{scope}", "Resource scopes that are open", ResourceStats::open),
            ofScopes("opened", COUNTER, "{scope}", "Resource scopes that have been opened", ResourceStats::opened),
            ofScopes("held", UP_DOWN_COUNTER, "{resource}", "Resources that are held in them", ResourceStats::held),
            ofScopes("left_behind", COUNTER, "{scope}", "Scopes that nobody had closed", ResourceStats::leftBehind),
            new Metric(
                    "sharer.loop.length",
                    UP_DOWN_COUNTER,
                    "{body}",
                    "Bodies that wait for the loop",
                    (snapshot, sink) -> snapshot.loops()
                            .forEach(loop -> sink.measured(loop.bodies().length(), LOOP, loop.name()))),
            ofLoops("pending", UP_DOWN_COUNTER, "{future}", "Futures that are not done", LoopStats::pending),
            ofLoops("failures", COUNTER, "{failure}", "Failures told to the handler", LoopStats::failures),
            ofLoops("blocked", COUNTER, "{body}", "Bodies that kept the loop for too long", LoopStats::blocked),
            new Metric(
                    DEADLOCKS,
                    COUNTER,
                    "{deadlock}",
                    "Deadlocks that were found",
                    (snapshot, sink) -> sink.measured(snapshot.deadlocks())));

    private Metrics() {}

    private static Metric ofQueues(
            String name, Kind kind, String unit, String description, Function<QueueStats, Number> value) {
        return new Metric(
                "sharer.queue." + name,
                kind,
                unit,
                description,
                (snapshot, sink) -> snapshot.queues()
                        .forEach(queue -> sink.measured(value.apply(queue.stats()), QUEUE, queue.name())));
    }

    private static Metric ofPools(
            String name, Kind kind, String unit, String description, Function<PoolStats, Number> value) {
        return new Metric(
                "sharer.pool." + name,
                kind,
                unit,
                description,
                (snapshot, sink) ->
                        snapshot.pools().forEach(pool -> sink.measured(value.apply(pool.stats()), POOL, pool.name())));
    }

    private static Metric ofScopes(
            String name, Kind kind, String unit, String description, Function<ResourceStats, Number> value) {
        BiConsumer<Snapshot, Sink> read =
                (snapshot, sink) -> sink.measured(value.apply(snapshot.scopes().stats()));
        return new Metric("sharer.scope." + name, kind, unit, description, read);
    }

    private static Metric ofLoops(
            String name, Kind kind, String unit, String description, Function<LoopStats, Number> value) {
        return new Metric(
                "sharer.loop." + name,
                kind,
                unit,
                description,
                (snapshot, sink) ->
                        snapshot.loops().forEach(loop -> sink.measured(value.apply(loop.stats()), LOOP, loop.name())));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static void times(Sink sink, String attribute, String name, String statistic, Duration time) {
        sink.measured(seconds(time), attribute, name, STATISTIC, statistic);
    }
}

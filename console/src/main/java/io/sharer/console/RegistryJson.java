package io.sharer.console;

import io.sharer.LeaseInfo;
import io.sharer.LoopInfo;
import io.sharer.PoolInfo;
import io.sharer.PoolStats;
import io.sharer.QueueInfo;
import io.sharer.QueueStats;
import io.sharer.SharerControl;
import io.sharer.SharerControl.Holding;
import io.sharer.SharerControl.Waiting;
import io.sharer.SharerEvent.DeadlockFound;
import io.sharer.SharerRegistry;
import io.sharer.TurnHolder;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** What the registry tells, as JSON. Times are milliseconds; what is not known is left out. */
final class RegistryJson {
    /** How many of those are told one by one that a pool has lent, or scopes that are open. */
    static final int MOST_TOLD = 200;

    /** How many of those who wait in a queue, or have its turns, are told one by one. */
    static final int MOST_OF_A_QUEUE = 20;

    private static final double NANOS_PER_MILLI = 1e6;

    /** Made once: each static method of {@link Json} looks for a provider anew. */
    private final JsonBuilderFactory factory = Json.createBuilderFactory(Map.of());

    /**
     * All figures, without what may be long: that is asked for one by one.
     *
     * @param application its name
     * @param mayAct whether the caller is offered to act
     */
    JsonObject state(SharerRegistry registry, String application, boolean mayAct) {
        List<QueueInfo> queues = registry.queues(MOST_OF_A_QUEUE, 0);
        return factory.createObjectBuilder()
                .add("application", application)
                .add("mayAct", mayAct)
                .add("queues", queues.stream().map(this::queue).collect(toArray()))
                .add("pools", registry.pools().stream().map(this::pool).collect(toArray()))
                .add("loops", registry.loops().stream().map(this::loop).collect(toArray()))
                .add("scopes", scopes(registry))
                .add("deadlocksFound", registry.deadlocksFound())
                .add(
                        "deadlocks",
                        registry.deadlocks().stream().map(this::deadlock).collect(toArray()))
                .build();
    }

    private JsonObjectBuilder queue(QueueInfo queue) {
        return figures(queue.stats())
                .add("queues", queue.queues())
                .add(
                        "holders",
                        queue.holders().stream()
                                .limit(MOST_OF_A_QUEUE)
                                .map(this::holder)
                                .collect(toArray()))
                .add("more", moreThanTold(queue.stats().running()));
    }

    private JsonObjectBuilder figures(QueueStats stats) {
        return factory.createObjectBuilder()
                .add("name", stats.name())
                .add("length", stats.length())
                .add("running", stats.running())
                .add("turns", stats.turns())
                .add("rejected", stats.rejected())
                .add("timedOut", stats.timedOut())
                .add("cancelled", stats.cancelled())
                .add("waits", stats.waits())
                .add("totalWait", millis(stats.totalWait()))
                .add("longestWait", millis(stats.longestWait()))
                .add("meanWait", millis(stats.meanWait()))
                .add("p99Wait", millis(stats.p99Wait()))
                .add("meanRun", millis(stats.meanRun()))
                .add("p99Run", millis(stats.p99Run()));
    }

    private JsonObjectBuilder holder(TurnHolder holder) {
        JsonObjectBuilder json =
                factory.createObjectBuilder().add("body", holder.body()).add("held", millis(holder.heldAtLeast()));
        return addIfKnown(json, "thread", holder.thread());
    }

    private static long moreThanTold(long all) {
        return Math.max(0, all - MOST_OF_A_QUEUE);
    }

    /** How much of this there is in what is told of under a name, which may be a queue and a class. */
    private static long sum(SharerRegistry registry, String name, ToLongFunction<QueueStats> of) {
        return registry.queues(0, 0).stream()
                .map(QueueInfo::stats)
                .filter(stats -> stats.name().equals(name))
                .mapToLong(of)
                .sum();
    }

    /** Who waits in the queue of that name. */
    JsonObject waiting(SharerRegistry registry, SharerControl control, String name) {
        List<Waiting> all = control.waiting(name, MOST_OF_A_QUEUE);
        JsonArrayBuilder array = factory.createArrayBuilder();
        for (Waiting waiting : all) {
            JsonObjectBuilder json = factory.createObjectBuilder()
                    .add("body", waiting.waiter().body())
                    .add("waited", millis(waiting.waiter().waited()));
            waiting.id().ifPresent(id -> json.add("id", id));
            array.add(addIfKnown(json, "thread", waiting.waiter().thread()));
        }
        return factory.createObjectBuilder()
                .add("waiting", array)
                .add("more", all.size() < MOST_OF_A_QUEUE ? 0 : moreThanTold(sum(registry, name, QueueStats::length)))
                .build();
    }

    /** Who holds the turns of the queue of that name, with their stacks. */
    JsonObject holding(SharerRegistry registry, SharerControl control, String name) {
        List<Holding> all = control.holding(name, MOST_OF_A_QUEUE);
        JsonArrayBuilder array = factory.createArrayBuilder();
        for (Holding holding : all) {
            array.add(holder(holding.holder())
                    .add("stack", holding.stack().stream().map(Object::toString).collect(toTexts())));
        }
        return factory.createObjectBuilder()
                .add("holding", array)
                .add("more", all.size() < MOST_OF_A_QUEUE ? 0 : moreThanTold(sum(registry, name, QueueStats::running)))
                .build();
    }

    private JsonObjectBuilder pool(PoolInfo pool) {
        PoolStats stats = pool.stats();
        JsonObjectBuilder json = factory.createObjectBuilder()
                .add("name", stats.name())
                .add("min", stats.minSize())
                .add("max", stats.maxSize())
                .add("created", stats.created())
                .add("closed", stats.closed())
                .add("live", stats.live())
                .add("idle", stats.idle())
                .add("lent", stats.lent())
                .add("waiting", stats.waiting())
                .add("borrows", stats.borrows())
                .add("timeouts", stats.timeouts())
                .add("unhealthy", stats.unhealthy())
                .add("discarded", stats.discarded())
                .add("killed", stats.killed())
                .add("failures", stats.failures())
                .add("waits", stats.waits())
                .add("totalWait", millis(stats.totalWait()))
                .add("longestWait", millis(stats.longestWait()))
                .add("meanWait", millis(stats.meanWait()));
        return addIfKnown(json, "failure", pool.failure());
    }

    /** What one pool has lent. */
    JsonObject leases(PoolInfo pool) {
        JsonArrayBuilder array = factory.createArrayBuilder();
        pool.leases().stream().limit(MOST_TOLD).map(this::lease).forEach(array::add);
        return factory.createObjectBuilder()
                .add("leases", array)
                .add("more", Math.max(0, pool.leases().size() - MOST_TOLD))
                .build();
    }

    private JsonObjectBuilder lease(LeaseInfo lease) {
        JsonObjectBuilder json = factory.createObjectBuilder();
        Duration lent = lease.lent();
        if (lent != null) {
            json.add("lent", millis(lent));
        }
        return addIfKnown(addIfKnown(json, "thread", lease.thread()), "place", lease.place());
    }

    private JsonObjectBuilder loop(LoopInfo loop) {
        return figures(loop.bodies())
                .add("name", loop.name())
                .add("state", loop.stats().state().name())
                .add("starts", loop.stats().starts())
                .add("pending", loop.stats().pending())
                .add("tasks", loop.stats().tasks())
                .add("workers", loop.stats().workers())
                .add("busyWorkers", loop.stats().busyWorkers())
                .add("waitingWork", loop.stats().waitingWork())
                .add("failures", loop.stats().failures())
                .add("blocked", loop.stats().blocked());
    }

    private JsonObjectBuilder scopes(SharerRegistry registry) {
        var scopes = registry.scopes();
        return factory.createObjectBuilder()
                .add("opened", scopes.stats().opened())
                .add("open", scopes.stats().open())
                .add("acquired", scopes.stats().acquired())
                .add("held", scopes.stats().held())
                .add("acquireFailures", scopes.stats().acquireFailures())
                .add("releaseFailures", scopes.stats().releaseFailures())
                .add("leftBehind", scopes.stats().leftBehind())
                .add("names", scopes.open().stream().limit(MOST_TOLD).collect(toTexts()));
    }

    private JsonObjectBuilder deadlock(DeadlockFound deadlock) {
        return factory.createObjectBuilder()
                .add("name", deadlock.name())
                .add("age", millis(deadlock.age()))
                .add("circle", deadlock.circle());
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }

    private JsonObjectBuilder addIfKnown(JsonObjectBuilder json, String name, @Nullable String text) {
        return text == null ? json : json.add(name, text);
    }

    private Collector<JsonObjectBuilder, ?, JsonArrayBuilder> toArray() {
        return Collector.of(factory::createArrayBuilder, JsonArrayBuilder::add, JsonArrayBuilder::addAll);
    }

    private Collector<String, ?, JsonArrayBuilder> toTexts() {
        return Collector.of(factory::createArrayBuilder, JsonArrayBuilder::add, JsonArrayBuilder::addAll);
    }
}

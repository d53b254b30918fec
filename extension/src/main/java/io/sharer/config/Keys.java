package io.sharer.config;

import static io.sharer.config.Section.APPLICATION;
import static io.sharer.config.Section.LOOP;
import static io.sharer.config.Section.POOL;
import static io.sharer.config.Section.QUEUE;

import io.sharer.OutsideUse;
import io.sharer.Overflow;
import io.sharer.RunOn;
import io.sharer.SecondBorrow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The schema: all that can be configured. */
public final class Keys {
    private static final List<Key<?>> ALL = new ArrayList<>();

    // --- The application ---

    /** {@code sharer.drain-timeout}. */
    public static final Key<Duration> DRAIN_TIMEOUT = duration(
            APPLICATION,
            "drain-timeout",
            "PT30S",
            "how long the end of a bean, of a resource scope and of the application waits for what is queued, lent or under"
                    + " way");

    /** {@code sharer.grace-timeout}. */
    public static final Key<Duration> GRACE_TIMEOUT = duration(
            APPLICATION,
            "grace-timeout",
            "PT5S",
            "how long what was interrupted after that, or killed, may take to end");

    /** {@code sharer.turn-timeout}. */
    public static final Key<Optional<Duration>> TURN_TIMEOUT = durationOrNone(
            APPLICATION,
            "turn-timeout",
            "the longest wait for a turn, of calls for which neither `@Shared` nor the queue's `timeout` gives one");

    /** {@code sharer.borrow-timeout}. */
    public static final Key<Optional<Duration>> BORROW_TIMEOUT = durationOrNone(
            APPLICATION,
            "borrow-timeout",
            "the longest wait to borrow, from pools for which neither `@Pooled` nor the pool's `timeout` gives one");

    /** {@code sharer.watchdog}. */
    public static final Key<Optional<Duration>> WATCHDOG = positive(
            APPLICATION, "watchdog", "PT1M", "how long a turn may be held while others wait, before that is logged");

    /** {@code sharer.outside-use}. */
    public static final Key<OutsideUse> OUTSIDE_USE = oneOf(
            APPLICATION,
            "outside-use",
            OutsideUse.WARN,
            "what becomes of a resource that is acquired where no resource scope is open, if its template does not say");

    /** {@code sharer.thread-sweep}. */
    public static final Key<Duration> THREAD_SWEEP = add(new Key<>(
            APPLICATION,
            "thread-sweep",
            ValueType.positiveDuration(),
            Duration.ofMillis(250),
            "PT0.25S",
            "how often threads that have ended are looked for, to destroy their `@ThreadScoped` beans"));

    // --- What is observed ---

    /** {@code sharer.observe.events}. */
    public static final Key<Boolean> OBSERVE_EVENTS = observed("events", "whether observers of `SharerEvent` are told");

    /** {@code sharer.observe.jmx}. */
    public static final Key<Boolean> OBSERVE_JMX = observed("jmx", "whether MBeans are registered");

    /** {@code sharer.observe.metrics}. */
    public static final Key<MetricsTo> OBSERVE_METRICS =
            oneOf(APPLICATION, "observe.metrics", MetricsTo.ALL, "who gets metrics, of those that are there");

    /** {@code sharer.observe.traces}. */
    public static final Key<Boolean> OBSERVE_TRACES = observed("traces", "whether OpenTelemetry gets spans of turns");

    /** {@code sharer.observe.health}. */
    public static final Key<Boolean> OBSERVE_HEALTH =
            observed("health", "whether the application is not ready if a pool has no object and cannot make one");

    // --- The console ---

    /** {@code sharer.console.loopback}. */
    public static final Key<Boolean> CONSOLE_LOOPBACK = add(new Key<>(
            APPLICATION,
            "console.loopback",
            ValueType.trueOrFalse(),
            false,
            "false",
            "whether the console, where it is added, shows itself to requests from the server's own machine that came through"
                    + " no proxy"));

    /** {@code sharer.console.role}. */
    public static final Key<Optional<String>> CONSOLE_ROLE =
            role("console.role", "the role whose members see the console, from wherever they come");

    /** {@code sharer.console.action-role}. */
    public static final Key<Optional<String>> CONSOLE_ACTION_ROLE = role(
            "console.action-role",
            "the role whose members, if they see the console, may evict, resize and cancel there; without one nobody may");

    // --- Each queue ---

    /** {@code sharer.queue."name".capacity}. */
    public static final Key<Integer> QUEUE_CAPACITY =
            number(QUEUE, "capacity", 0, 0, "how many calls may wait; 0 for any number");

    /** {@code sharer.queue."name".drain-timeout}. */
    public static final Key<Duration> QUEUE_DRAIN_TIMEOUT = add(new Key<>(
            QUEUE,
            "drain-timeout",
            ValueType.duration(),
            Duration.ofSeconds(30),
            "that of the application",
            "how long its end waits for what is queued"));

    /** {@code sharer.queue."name".overflow}. */
    public static final Key<Overflow> QUEUE_OVERFLOW =
            oneOf(QUEUE, "overflow", Overflow.REJECT, "what becomes of calls at capacity");

    /** {@code sharer.queue."name".permits}. */
    public static final Key<Integer> QUEUE_PERMITS =
            number(QUEUE, "permits", 1, 1, "how many bodies that write may run at once");

    /** {@code sharer.queue."name".run-on}. */
    public static final Key<RunOn> QUEUE_RUN_ON = oneOf(QUEUE, "run-on", RunOn.CALLER, "which thread runs the bodies");

    /** {@code sharer.queue."name".timeout}. */
    public static final Key<Optional<Duration>> QUEUE_TIMEOUT =
            durationOrNone(QUEUE, "timeout", "the longest wait of a call for its turn; PT0S for now or never");

    // --- Each pool ---

    /** {@code sharer.pool."name".min-size}. */
    public static final Key<Integer> POOL_MIN_SIZE =
            number(POOL, "min-size", 0, 0, "how many objects are made ahead and kept up");

    /** {@code sharer.pool."name".max-size}. */
    public static final Key<Integer> POOL_MAX_SIZE =
            number(POOL, "max-size", 0, 0, "how many objects there may be at once; 0 for any number");

    /** {@code sharer.pool."name".timeout}. */
    public static final Key<Optional<Duration>> POOL_TIMEOUT = durationOrNone(
            POOL, "timeout", "the longest wait to borrow, the making of an object included; PT0S for no wait");

    /** {@code sharer.pool."name".max-uses}. */
    public static final Key<Integer> POOL_MAX_USES =
            number(POOL, "max-uses", 0, 0, "an object is closed after so many loans; 0 for any number");

    /** {@code sharer.pool."name".max-idle}. */
    public static final Key<Optional<Duration>> POOL_MAX_IDLE =
            positive(POOL, "max-idle", "none", "what has been idle for longer is closed, down to `min-size`");

    /** {@code sharer.pool."name".max-age}. */
    public static final Key<Optional<Duration>> POOL_MAX_AGE =
            positive(POOL, "max-age", "none", "what is older is closed when it is not lent");

    /** {@code sharer.pool."name".max-lease}. */
    public static final Key<Optional<Duration>> POOL_MAX_LEASE =
            positive(POOL, "max-lease", "none", "what is lent for longer is warned about, with the borrower's stack");

    /** {@code sharer.pool."name".kill-lease}. */
    public static final Key<Optional<Duration>> POOL_KILL_LEASE =
            positive(POOL, "kill-lease", "none", "what is lent for longer is taken away and closed");

    /** {@code sharer.pool."name".health-every}. */
    public static final Key<Optional<Duration>> POOL_HEALTH_EVERY =
            positive(POOL, "health-every", "none", "how often idle objects are asked whether they are healthy");

    /** {@code sharer.pool."name".second-borrow}. */
    public static final Key<SecondBorrow> POOL_SECOND_BORROW = oneOf(
            POOL,
            "second-borrow",
            SecondBorrow.WARN,
            "what becomes of a thread that has one object and would have to wait for another");

    // --- Each loop ---

    /** {@code sharer.loop."name".workers}. */
    public static final Key<Integer> LOOP_WORKERS =
            number(LOOP, "workers", 1, 16, "how many threads may do blocking work at once");

    /** {@code sharer.loop."name".capacity}. */
    public static final Key<Integer> LOOP_CAPACITY =
            number(LOOP, "capacity", 0, 0, "how many bodies may wait, and how much blocking work; 0 for any number");

    /** {@code sharer.loop."name".watchdog}. */
    public static final Key<Optional<Duration>> LOOP_WATCHDOG =
            positive(LOOP, "watchdog", "PT2S", "how long a body may keep the loop, before that is logged");

    private Keys() {}

    /** All of them, in the order of the documents. */
    public static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    /** Those that are about the same. */
    static List<Key<?>> of(Section section) {
        return ALL.stream().filter(key -> key.section() == section).toList();
    }

    private static <T> Key<T> add(Key<T> key) {
        ALL.add(key);
        return key;
    }

    private static Key<Boolean> observed(String what, String description) {
        return add(new Key<>(APPLICATION, "observe." + what, ValueType.trueOrFalse(), true, "true", description));
    }

    private static Key<Integer> number(Section section, String leaf, int least, int byDefault, String description) {
        return add(new Key<>(
                section, leaf, ValueType.wholeNumber(least), byDefault, String.valueOf(byDefault), description));
    }

    private static Key<Duration> duration(Section section, String leaf, String byDefault, String description) {
        return add(new Key<>(section, leaf, ValueType.duration(), Duration.parse(byDefault), byDefault, description));
    }

    private static Key<Optional<Duration>> durationOrNone(Section section, String leaf, String description) {
        return add(new Key<>(section, leaf, ValueType.durationOrNone(), Optional.empty(), ValueType.NONE, description));
    }

    private static Key<Optional<Duration>> positive(
            Section section, String leaf, String byDefault, String description) {
        ValueType<Optional<Duration>> type = ValueType.positiveDurationOrNone();
        return add(new Key<>(section, leaf, type, type.read(byDefault).orElseThrow(), byDefault, description));
    }

    private static Key<Optional<String>> role(String leaf, String description) {
        return add(new Key<>(APPLICATION, leaf, ValueType.roleOrNone(), Optional.empty(), ValueType.NONE, description));
    }

    private static <E extends Enum<E>> Key<E> oneOf(Section section, String leaf, E byDefault, String description) {
        return add(new Key<>(
                section,
                leaf,
                ValueType.oneOf(byDefault.getDeclaringClass()),
                byDefault,
                byDefault.name(),
                description));
    }
}

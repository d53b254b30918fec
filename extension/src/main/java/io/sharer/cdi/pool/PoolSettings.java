package io.sharer.cdi.pool;

import io.sharer.Pooled;
import io.sharer.SecondBorrow;
import io.sharer.cdi.Durations;
import io.sharer.config.Configuration;
import io.sharer.config.Key;
import io.sharer.config.Keys;
import io.sharer.config.Setting;
import io.sharer.pool.DiscardRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a pool shall be like: what is configured of it, and else what its annotation says. Immutable. */
final class PoolSettings {
    private final Pooled annotation;
    private final Configuration configuration;
    private final String name;

    /** @param name what the pool is configured as */
    PoolSettings(Pooled annotation, Configuration configuration, String name) {
        this.annotation = annotation;
        this.configuration = configuration;
        this.name = name;
    }

    int minSize() {
        return number(Keys.POOL_MIN_SIZE, annotation.minSize());
    }

    int maxSize() {
        return number(Keys.POOL_MAX_SIZE, annotation.maxSize());
    }

    int maxUses() {
        return number(Keys.POOL_MAX_USES, annotation.maxUses());
    }

    /** Unlike the others, one that nobody gives may be given for all pools. */
    @Nullable Duration timeout() {
        Duration its = duration(Keys.POOL_TIMEOUT, annotation.timeout());
        boolean said = isConfigured(Keys.POOL_TIMEOUT) || !annotation.timeout().isEmpty();
        return said ? its : configuration.get(Keys.BORROW_TIMEOUT).orElse(null);
    }

    @Nullable Duration maxIdle() {
        return duration(Keys.POOL_MAX_IDLE, annotation.maxIdle());
    }

    @Nullable Duration maxAge() {
        return duration(Keys.POOL_MAX_AGE, annotation.maxAge());
    }

    @Nullable Duration maxLease() {
        return duration(Keys.POOL_MAX_LEASE, annotation.maxLease());
    }

    @Nullable Duration killLease() {
        return duration(Keys.POOL_KILL_LEASE, annotation.killLease());
    }

    @Nullable Duration healthEvery() {
        return duration(Keys.POOL_HEALTH_EVERY, annotation.healthEvery());
    }

    SecondBorrow secondBorrow() {
        return find(Keys.POOL_SECOND_BORROW).map(Setting::value).orElse(annotation.secondBorrow());
    }

    DiscardRule discard() {
        return new DiscardRule(List.of(annotation.discardOn()), List.of(annotation.keepOn()));
    }

    /** How long the end waits for what is lent. */
    Duration drainTimeout() {
        return configuration.get(Keys.DRAIN_TIMEOUT);
    }

    /** How long a call may go on with an object whose lease was killed. */
    Duration graceTimeout() {
        return configuration.get(Keys.GRACE_TIMEOUT);
    }

    /** A member of the annotation in words, and what it is configured by, if it is. */
    String describe(String member, Key<?> key) {
        return find(key).map(setting -> member + ", by " + setting.place()).orElse(member);
    }

    boolean isConfigured(Key<?> key) {
        return find(key).isPresent();
    }

    private <T> Optional<Setting<T>> find(Key<T> key) {
        return configuration.find(key, name);
    }

    private int number(Key<Integer> key, int annotated) {
        return find(key).map(Setting::value).orElse(annotated);
    }

    private @Nullable Duration duration(Key<Optional<Duration>> key, String annotated) {
        return find(key)
                .map(Setting::value)
                .orElseGet(() -> Durations.parse(annotated))
                .orElse(null);
    }
}

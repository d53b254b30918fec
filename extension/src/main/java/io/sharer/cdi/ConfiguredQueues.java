package io.sharer.cdi;

import io.sharer.Overflow;
import io.sharer.RunOn;
import io.sharer.config.Configuration;
import io.sharer.config.Keys;
import io.sharer.config.Section;
import io.sharer.config.Setting;
import io.sharer.turn.CallSettings;
import io.sharer.turn.QueueConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is configured of the queues of an application: each by its name, an own one by the name of its bean's class. */
final class ConfiguredQueues {
    private final Configuration configuration;

    ConfiguredQueues(Configuration configuration) {
        this.configuration = configuration;
    }

    /** What a queue is configured as, if the name is empty the own one of the class. */
    static String nameOf(Class<?> beanClass, String queue) {
        return queue.isEmpty() ? beanClass.getName() : queue;
    }

    /** Reads all, when the application is complete; returns what is wrong. */
    List<String> readAll(Collection<String> names) {
        configuration.readAll(Section.QUEUE, names);
        return configuration.problems(Section.QUEUE);
    }

    Optional<Setting<Integer>> capacity(String name) {
        return configuration.find(Keys.QUEUE_CAPACITY, name);
    }

    Optional<Setting<Integer>> permits(String name) {
        return configuration.find(Keys.QUEUE_PERMITS, name);
    }

    Optional<Setting<RunOn>> runOn(String name) {
        return configuration.find(Keys.QUEUE_RUN_ON, name);
    }

    Optional<Setting<Overflow>> overflow(String name) {
        return configuration.find(Keys.QUEUE_OVERFLOW, name);
    }

    /** What calls ask of the queue, given what annotations say. */
    CallSettings settingsOf(String name, CallSettings annotated) {
        Overflow overflow = overflow(name).map(Setting::value).orElse(annotated.overflow());
        Optional<Setting<Optional<Duration>>> timeout = configuration.find(Keys.QUEUE_TIMEOUT, name);
        if (timeout.isPresent()) {
            return CallSettings.of(
                    annotated.access(), overflow, timeout.get().value().orElse(null));
        }
        if (annotated.timeoutNanos() == CallSettings.NO_TIMEOUT) {
            return CallSettings.of(
                    annotated.access(),
                    overflow,
                    configuration.get(Keys.TURN_TIMEOUT).orElse(null));
        }
        return new CallSettings(annotated.access(), overflow, annotated.timeoutNanos());
    }

    /** The settings of a queue, by its name in them, with what is configured of its end. */
    QueueConfig withEnd(QueueConfig config) {
        return configuration
                .find(Keys.QUEUE_DRAIN_TIMEOUT, config.name())
                .map(drain -> config.withDrainTimeouts(drain.value(), config.graceTimeout()))
                .orElse(config);
    }

    /** The settings of all queues, with what is configured of their end. */
    QueueConfig withCommonEnd(QueueConfig config) {
        return config.withDrainTimeouts(configuration.get(Keys.DRAIN_TIMEOUT), configuration.get(Keys.GRACE_TIMEOUT));
    }

    /** How long a turn may be held while others wait; zero for as long as it takes. */
    Duration watchdog() {
        return configuration.get(Keys.WATCHDOG).orElse(Duration.ZERO);
    }
}

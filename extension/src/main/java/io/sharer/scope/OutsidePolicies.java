package io.sharer.scope;

import io.sharer.OutsideUse;
import io.sharer.SharerEvent;
import io.sharer.config.Configuration;
import io.sharer.config.Keys;
import io.sharer.config.Section;
import io.sharer.config.SystemSource;
import io.sharer.spi.EventObserver;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes, in each application that has said so, of resources that are acquired outside any scope. An application
 * is known by the class loaders that its code may run with: an archive of several parts has several, and parts of a
 * server are shared by several applications. Of those who share one the last that has come says it. Keeps no loader.
 */
final class OutsidePolicies {
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** Those of each loader, the last that has come first; {@link #LOCK} guards it. */
    private static final Map<ClassLoader, List<Policy>> OF_LOADERS = new WeakHashMap<>();

    /** What is configured for the whole program; {@code null} if nobody has asked. */
    private static final AtomicReference<@Nullable OutsideUse> OF_PROGRAM = new AtomicReference<>();

    private OutsidePolicies() {}

    /** What one application says. It does not keep a class loader. */
    static final class Policy {
        private final Object application;
        private final OutsideUse use;
        private final WeakReference<EventObserver> observer;

        Policy(Object application, OutsideUse use, EventObserver observer) {
            this.application = application;
            this.use = use;
            this.observer = new WeakReference<>(observer);
        }

        OutsideUse use() {
            return use;
        }

        /** One whose start has failed may never have told of its end. */
        boolean isOfOneThatLives() {
            return observer.get() != null;
        }

        /** Tells the application's observer, which harms nobody. */
        void tell(SharerEvent event) {
            EventObserver told = observer.get();
            if (told != null) {
                told.isolated().happened(event);
            }
        }
    }

    static void set(Object application, Collection<ClassLoader> loaders, OutsideUse use, EventObserver observer) {
        Policy policy = new Policy(application, use, observer);
        LOCK.lock();
        try {
            for (ClassLoader loader : loaders) {
                List<Policy> others = without(application, OF_LOADERS.getOrDefault(loader, List.of()));
                OF_LOADERS.put(
                        loader,
                        Stream.concat(Stream.of(policy), others.stream()).toList());
            }
        } finally {
            LOCK.unlock();
        }
    }

    /** The application has ended. */
    static void forget(Object application) {
        LOCK.lock();
        try {
            OF_LOADERS.replaceAll((loader, policies) -> without(application, policies));
            OF_LOADERS.values().removeIf(List::isEmpty);
        } finally {
            LOCK.unlock();
        }
    }

    private static List<Policy> without(Object application, List<Policy> policies) {
        return policies.stream()
                .filter(policy -> policy.application != application)
                .toList();
    }

    /** What the first application says that one of these belongs to; {@code null} if none does. */
    static @Nullable Policy find(@Nullable ClassLoader... loaders) {
        LOCK.lock();
        try {
            for (ClassLoader loader : loaders) {
                List<Policy> policies = loader == null ? List.of() : OF_LOADERS.getOrDefault(loader, List.of());
                for (Policy policy : policies) {
                    if (policy.isOfOneThatLives()) {
                        return policy;
                    }
                }
            }
            return null;
        } finally {
            LOCK.unlock();
        }
    }

    /** What is configured for the whole program, where there is no application to say it. Read once. */
    static OutsideUse ofProgram() {
        OutsideUse known = OF_PROGRAM.get();
        if (known != null) {
            return known;
        }
        Configuration configuration = new Configuration(SystemSource.ofProgram());
        OutsideUse use = configuration.get(Keys.OUTSIDE_USE);
        if (OF_PROGRAM.compareAndSet(null, use)) {
            configuration.problems(Section.APPLICATION).forEach(warning -> ScopeLog.warning(warning, null));
        }
        return use;
    }

    /** The next who asks reads the configuration anew. For tests, which change it. */
    static void forgetProgram() {
        OF_PROGRAM.set(null);
    }
}

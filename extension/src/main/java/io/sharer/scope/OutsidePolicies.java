package io.sharer.scope;

import io.sharer.OutsideUse;
import io.sharer.config.Configuration;
import io.sharer.config.Keys;
import io.sharer.config.Section;
import io.sharer.config.SystemSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes, in each application that has said so, of resources that are acquired outside any scope. An application
 * is known by the class loaders that its code may run with: an archive of several parts has several. Keeps none of
 * them.
 */
final class OutsidePolicies {
    private static final Map<ClassLoader, Policy> OF_LOADERS = Collections.synchronizedMap(new WeakHashMap<>());

    private OutsidePolicies() {}

    /** What one application says. It does not keep a class loader. */
    private static final class Policy {
        final Object application;
        final OutsideUse use;

        Policy(Object application, OutsideUse use) {
            this.application = application;
            this.use = use;
        }
    }

    static void set(Object application, Collection<ClassLoader> loaders, OutsideUse use) {
        loaders.forEach(loader -> OF_LOADERS.put(loader, new Policy(application, use)));
    }

    /** The application has ended. */
    static void forget(Object application) {
        synchronized (OF_LOADERS) {
            OF_LOADERS.values().removeIf(policy -> policy.application == application);
        }
    }

    /** What the first application says that one of these belongs to; {@code null} if none does. */
    static @Nullable OutsideUse find(@Nullable ClassLoader... loaders) {
        for (ClassLoader loader : loaders) {
            Policy policy = loader == null ? null : OF_LOADERS.get(loader);
            if (policy != null) {
                return policy.use;
            }
        }
        return null;
    }

    /** What is configured for the whole program, where there is no application to say it. */
    static OutsideUse ofProgram() {
        Configuration configuration = new Configuration(SystemSource.ofProgram());
        OutsideUse use = configuration.get(Keys.OUTSIDE_USE);
        configuration.problems(Section.APPLICATION).forEach(warning -> ScopeLog.warning(warning, null));
        return use;
    }
}

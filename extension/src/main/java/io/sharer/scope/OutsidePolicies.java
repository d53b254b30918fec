package io.sharer.scope;

import io.sharer.OutsideUse;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes, in each application that has said so, of resources that are acquired outside any scope. Keeps no
 * application.
 */
final class OutsidePolicies {
    private static final Map<ClassLoader, OutsideUse> OF_APPLICATIONS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private OutsidePolicies() {}

    static void set(@Nullable ClassLoader application, @Nullable OutsideUse use) {
        if (application == null) {
            return;
        }
        if (use == null) {
            OF_APPLICATIONS.remove(application);
        } else {
            OF_APPLICATIONS.put(application, use);
        }
    }

    static OutsideUse of(@Nullable ClassLoader application) {
        return application == null ? OutsideUse.WARN : OF_APPLICATIONS.getOrDefault(application, OutsideUse.WARN);
    }
}

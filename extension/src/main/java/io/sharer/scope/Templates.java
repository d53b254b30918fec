package io.sharer.scope;

import io.sharer.ResourceTemplate;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All templates that are in use. Weak: nobody is kept from going, nor is the application that made it. */
final class Templates {
    private static final Set<Reference<Template<?>>> ALL = ConcurrentHashMap.newKeySet();
    private static final ReferenceQueue<Template<?>> GONE = new ReferenceQueue<>();

    private Templates() {}

    static <T extends Template<?>> T add(T template) {
        for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            ALL.remove(gone);
        }
        ALL.add(new WeakReference<>(template, GONE));
        return template;
    }

    /** Those that were made where the context class loader was this one; one for each pair. */
    static List<ResourceTemplate<?>> of(@Nullable ClassLoader application) {
        Set<Pair<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<ResourceTemplate<?>> found = new ArrayList<>();
        for (Reference<Template<?>> reference : ALL) {
            Template<?> template = reference.get();
            if (template != null && template.pair().isOf(application) && seen.add(template.pair())) {
                found.add(template);
            }
        }
        return List.copyOf(found);
    }

    static int size() {
        return ALL.size();
    }
}

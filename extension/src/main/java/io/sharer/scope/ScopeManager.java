package io.sharer.scope;

import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceStats;
import io.sharer.ResourceTemplate;
import io.sharer.ScopesInfo;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens scopes, and knows all that are open in its application. */
public final class ScopeManager implements ResourceManager {
    /** Of all applications, while they are open; so nothing is kept of an application that has none. */
    private static final Set<OpenScope> OPEN = ConcurrentHashMap.newKeySet();

    /** For the code that a scope went along to. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final StackWalker STACKS = StackWalker.getInstance();

    private final Object application;
    private final Duration patience;
    private final ScopeCounts counts = new ScopeCounts();

    /**
     * A manager.
     *
     * @param application what is the same for all managers of an application, and for no others
     */
    public ScopeManager(Object application) {
        this(application, PATIENCE);
    }

    /** As {@link #ScopeManager(Object)}, with scopes that wait for so long at their end. */
    public ScopeManager(Object application, Duration patience) {
        this.application = application;
        this.patience = patience;
    }

    @Override
    public ResourceScope open() {
        return open(placeOfCaller(), false);
    }

    @Override
    public ResourceScope open(boolean existOk) {
        return open(existOk ? null : placeOfCaller(), existOk);
    }

    @Override
    public ResourceScope open(ResourceTemplate<?> firstTemplate, ResourceTemplate<?>... more) {
        List<ResourceTemplate<?>> templates =
                Stream.concat(Stream.of(firstTemplate), Stream.of(more)).toList();
        templates.forEach(Objects::requireNonNull);
        ScopeHandle scope = open(placeOfCaller(), false);
        acquireAll(scope, () -> templates.forEach(ResourceTemplate::acquire));
        return scope;
    }

    /** Acquires what a new scope has from its beginning; if that fails, the scope ends. */
    public static void acquireAll(ScopeHandle scope, Runnable acquisitions) {
        try (Ending ending = new Ending(scope)) {
            acquisitions.run();
            ending.isNot();
        }
    }

    /** A scope that ends unless told otherwise. */
    private static final class Ending implements AutoCloseable {
        private @Nullable ScopeHandle scope;

        Ending(ScopeHandle scope) {
            this.scope = scope;
        }

        void isNot() {
            scope = null;
        }

        @Override
        public void close() {
            if (scope != null) {
                scope.close();
            }
        }
    }

    /**
     * Opens a scope in the calling thread's context, or joins the one that is open.
     *
     * @param place where it is opened; {@code null} to find out
     * @throws IllegalStateException if one is open and may not be joined
     */
    public ScopeHandle open(@Nullable String place, boolean existOk) {
        Binding here = Contexts.here();
        OpenScope open = here == null ? null : here.scope;
        if (here != null && open != null && !open.isOver()) {
            if (!existOk) {
                throw ScopeMessages.alreadyOpen(
                        place == null ? placeOfCaller() : place,
                        open.name(),
                        open.first().threadName());
            }
            ScopeHandle joined = open.join(here);
            if (joined != null) {
                return joined;
            }
            if (Contexts.isCarriedHere(open)) {
                throw ScopeMessages.ending(open.name());
            }
        }
        String where = place == null ? placeOfCaller() : place;
        OpenScope opened = new OpenScope(this, where + " #" + NUMBERS.incrementAndGet());
        OPEN.add(opened);
        counts.opened();
        return opened.first();
    }

    /** The method, and line, that called this package. */
    private static String placeOfCaller() {
        return STACKS.walk(
                        frames -> frames.dropWhile(frame -> frame.getClassName().startsWith("io.sharer.scope."))
                                .findFirst())
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .orElse("unknown");
    }

    @Override
    public Optional<ResourceScope> current() {
        OpenScope current = Contexts.current();
        return current == null || current.isOver() ? Optional.empty() : Optional.of(current.first());
    }

    @Override
    public Set<ResourceScope> active() {
        return ours().map(OpenScope::first).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<OpenScope> ours() {
        return OPEN.stream().filter(scope -> scope.manager().application == application);
    }

    @Override
    public int purge() {
        int scopes = (int) ours().filter(OpenScope::purge).count();
        return scopes + OutsideHoldings.purge();
    }

    @Override
    public ResourceStats stats() {
        return counts.stats();
    }

    /** What there is now, of all scopes of the application. */
    public ScopesInfo info() {
        return new ScopesInfo(
                counts.stats(), ours().map(OpenScope::name).sorted().toList());
    }

    /** Ends all scopes of the application that are open. What releases throw is logged. */
    public void endAll() {
        ours().toList().forEach(OpenScope::endWithApplication);
    }

    ScopeCounts counts() {
        return counts;
    }

    Duration patience() {
        return patience;
    }

    void ended(OpenScope scope) {
        if (OPEN.remove(scope)) {
            counts.ended();
        }
    }

    @Override
    public String toString() {
        return "ResourceManager[" + stats() + "]";
    }
}

package io.sharer.scope;

import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceStats;
import io.sharer.ResourceTemplate;
import io.sharer.ScopesInfo;
import io.sharer.spi.EventObserver;
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

    private final Object application;
    private final Duration patience;
    private final EventObserver observer;
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
        this(application, patience, EventObserver.NONE);
    }

    /** As {@link #ScopeManager(Object, Duration)}, with somebody who is told of deadlocks. */
    public ScopeManager(Object application, Duration patience, EventObserver observer) {
        this.application = application;
        this.patience = patience;
        this.observer = observer.isolated();
    }

    @Override
    public ResourceScope open() {
        return open(Callers.place(), false);
    }

    @Override
    public ResourceScope open(boolean existOk) {
        return open(existOk ? null : Callers.place(), existOk);
    }

    @Override
    public ResourceScope open(ResourceTemplate<?> firstTemplate, ResourceTemplate<?>... more) {
        List<ResourceTemplate<?>> templates =
                Stream.concat(Stream.of(firstTemplate), Stream.of(more)).toList();
        templates.forEach(Objects::requireNonNull);
        ScopeHandle scope = open(Callers.place(), false);
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
                        place == null ? Callers.place() : place,
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
        String where = place == null ? Callers.place() : place;
        OpenScope opened = new OpenScope(this, where + " #" + NUMBERS.incrementAndGet());
        OPEN.add(opened);
        counts.opened();
        return opened.first();
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

    /**
     * Ends all scopes of the application that are open. What releases throw is logged. Releases that other threads are
     * at are waited for, all of them together for as long as a scope waits at its end, and what takes longer is logged.
     */
    public void endAll() {
        long deadline = System.nanoTime() + patience.toNanos();
        ours().toList().forEach(scope -> scope.endWithApplication(deadline));
    }

    /** As {@link #endAll()}, and waits for nobody. */
    public void endLate() {
        long now = System.nanoTime();
        ours().filter(scope -> !scope.isReleasing()).toList().forEach(scope -> scope.endWithApplication(now));
    }

    ScopeCounts counts() {
        return counts;
    }

    EventObserver observer() {
        return observer;
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

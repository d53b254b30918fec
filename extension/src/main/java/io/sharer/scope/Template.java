package io.sharer.scope;

import io.sharer.OutsideUse;
import io.sharer.ResourceTemplate;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A template: finds where the calling thread has the resource of its pair. */
final class Template<R extends @Nullable Object> implements ResourceTemplate<R> {
    private final Pair<R> pair;

    /** {@code null} for what holds in its application. */
    private final @Nullable OutsideUse outside;

    /** Where in the program it was used outside any scope, and that was told. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Template(Pair<R> pair, @Nullable OutsideUse outside) {
        this.pair = pair;
        this.outside = outside;
    }

    Pair<R> pair() {
        return pair;
    }

    @Override
    public ResourceTemplate<R> outside(OutsideUse use) {
        return Templates.add(new Template<>(pair, Objects.requireNonNull(use, "use")));
    }

    @Override
    public R acquire() {
        OpenScope scope = Contexts.current();
        if (scope != null) {
            return scope.holdings().acquire(pair);
        }
        switch (outside == null ? pair.outsideUse() : outside) {
            case FAIL -> throw ScopeMessages.outside(pair.description());
            case WARN -> tellOnce();
            case ALLOW -> {}
        }
        return OutsideHoldings.acquire(pair);
    }

    private void tellOnce() {
        Throwable stack = new Throwable(ScopeMessages.acquiredHere());
        StackTraceElement[] frames = stack.getStackTrace();
        int caller = 0;
        while (caller < frames.length && frames[caller].getClassName().equals(Template.class.getName())) {
            caller++;
        }
        String place = caller == frames.length ? "unknown" : frames[caller].toString();
        if (told.add(place)) {
            ScopeLog.warning(ScopeMessages.usedOutside(pair.description(), place), stack);
        }
    }

    @Override
    public void release() {
        OpenScope scope = Contexts.current();
        if (scope == null) {
            OutsideHoldings.release(pair);
        } else {
            scope.holdings().release(pair);
        }
    }

    @Override
    public int purge() {
        return OutsideHoldings.releaseIf(key -> key == pair, true);
    }

    @Override
    public String toString() {
        return "ResourceTemplate[" + pair.description() + "]";
    }
}

package io.sharer.scope;

import io.sharer.ResourceScope;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What somebody has who opened or joined a scope. */
public final class ScopeHandle implements ResourceScope {
    private final OpenScope scope;
    private final String threadName;

    /** Where it was opened; {@code null} when it goes on without that thread. The scope's lock guards it. */
    private @Nullable Binding binding;

    /** Opened by the calling thread. */
    ScopeHandle(OpenScope scope, Binding binding) {
        this.scope = scope;
        this.binding = binding;
        this.threadName = binding.thread.getName();
    }

    @Override
    public String name() {
        return scope.name();
    }

    @Override
    public void close() {
        scope.close(this);
    }

    /** The calling thread leaves the scope's context, and whoever closes this ends it. */
    public void leaveThread() {
        scope.detach(this);
    }

    /**
     * As {@link #close()}, but waits for nothing; what is returned is done when the scope has ended, if this ends it.
     */
    public CompletableFuture<@Nullable Void> closeLater() {
        return scope.closeLater(this);
    }

    /** Called with the scope's lock. */
    @Nullable Binding takeBinding() {
        Binding taken = binding;
        binding = null;
        return taken;
    }

    /** Called with the scope's lock. */
    boolean isOfDeadThread() {
        return binding != null && !binding.thread.isAlive();
    }

    String threadName() {
        return threadName;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScopeHandle handle && handle.scope == scope;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(scope);
    }

    @Override
    public String toString() {
        return "ResourceScope[" + name() + "]";
    }
}

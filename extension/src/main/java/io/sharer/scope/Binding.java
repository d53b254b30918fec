package io.sharer.scope;

import org.jspecify.annotations.Nullable;

/**
 * That a thread is in a scope, or, while it runs code for others who are in none, that it is in none.
 *
 * <p>It is over when all who opened or joined the scope on that thread have left, or when the code has returned.
 */
final class Binding {
    final Thread thread = Thread.currentThread();
    final @Nullable OpenScope scope;

    /** Whether the scope came along with code that the thread runs, and goes with it. */
    final boolean carried;

    /** What the thread is in when this is over. */
    final @Nullable Binding outer;

    /** How many of those who opened or joined the scope here have not left; the scope's lock guards it. */
    int handles;

    volatile boolean over;

    /** Of the calling thread. */
    Binding(@Nullable OpenScope scope, boolean carried, @Nullable Binding outer) {
        this.scope = scope;
        this.carried = carried;
        this.outer = outer;
    }

    /** This, or what is around it, unless it is over. */
    static @Nullable Binding lasting(@Nullable Binding innermost) {
        Binding found = innermost;
        while (found != null && found.over) {
            found = found.outer;
        }
        return found;
    }
}

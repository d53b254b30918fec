package io.sharer;

import io.sharer.cdi.pool.ThreadContext;

/** Ends what is {@link ThreadScoped} before its thread does. */
public final class ThreadScope {
    private ThreadScope() {}

    /**
     * Ends all that the calling thread has in this scope, in its request or by itself: what is pooled is given back, or
     * as soon as the call is over that is at work on it. The next call on a proxy begins anew. Does nothing if there is
     * nothing. Destroys the instances on this thread, and does not throw what they do.
     */
    public static void release() {
        ThreadContext.releaseCurrentThread();
    }
}

package io.sharer.it.server;

import org.jspecify.annotations.Nullable;

/**
 * What code finds around itself while it runs in the server.
 *
 * @param thread that runs it
 * @param classLoader of its context
 * @param greeting the component's {@code java:comp/env/greeting}
 * @param transactionStatus one of {@link jakarta.transaction.Status}
 * @param transaction the same object within one transaction, {@code null} outside
 * @param request the same number within one request scope
 */
record Observation(
        Thread thread,
        @Nullable ClassLoader classLoader,
        String greeting,
        int transactionStatus,
        @Nullable Object transaction,
        int request) {}

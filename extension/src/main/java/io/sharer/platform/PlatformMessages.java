package io.sharer.platform;

/** All that is said to users about parts of the platform that are not as they should be. */
final class PlatformMessages {
    private PlatformMessages() {}

    static String noTransactions(String name) {
        return ("SHARER-060: @Shared(until = COMMIT): %s is not to be had here, so nobody can tell of transactions. Make the"
                        + " first such call from a component of the application, such as a servlet, on a server with Jakarta"
                        + " Transactions; or use until = RETURN.")
                .formatted(name);
    }

    static String noContextService(String queue, String name) {
        return ("SHARER-061: the queue '%s' was asked for its ContextService, but %s is not to be had here. Ask from a"
                        + " component of the application, such as a servlet, on a server with Jakarta Concurrency.")
                .formatted(queue, name);
    }

    static String rolledBack() {
        return "SHARER-062: a queued body began a transaction and returned without completing it, so it was rolled back."
                + " Commit it before the body returns, or use @Transactional(REQUIRES_NEW).";
    }

    static String notRolledBack() {
        return "SHARER-063: a queued body began a transaction and returned without completing it, and it could not be rolled"
                + " back; what runs next on this thread may find itself in it. Complete it before the body returns.";
    }

    static String notRun() {
        return "SHARER-064: the server's context service did not run a queued body, as when the application is being stopped."
                + " Queue nothing after that has begun.";
    }

    static String noThreadFactory(String name, String thread) {
        return ("SHARER-074: %s is not to be had here, on the thread '%s'; what is begun here runs on threads of Sharer's own,"
                        + " with this one's class loader as all their context. If it needs more, begin it from a component of"
                        + " the application, such as a servlet; put beans with @LoopTask into the WAR rather than into the"
                        + " library of an EAR.")
                .formatted(name, thread);
    }

    static String brokenConfig() {
        return "SHARER-200: MicroProfile Config is there and cannot be used: its API or its implementation is older than 2.0"
                + " or incomplete, or one of its sources is; the cause tells which. Settings are read from system"
                + " properties and environment variables alone. Bring one of version 2.0 or newer, or none, and mend the"
                + " source.";
    }

    static String noManagedExecutor(String executor, String contexts) {
        return ("SHARER-201: %s or %s is not to be had here; asynchronous bodies run on threads of Sharer's own, with the"
                        + " caller's class loader as all their context. Make the first asynchronous call from a component of"
                        + " the application, such as a servlet, or configure the server's default managed executor.")
                .formatted(executor, contexts);
    }
}

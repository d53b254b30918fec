package io.sharer.benchmarks.report;

import java.util.List;

/**
 * One of those that do the same work: how it is called in tables and drawn in the chart.
 *
 * @param method of the benchmarks
 * @param title for readers
 * @param style its class in the chart's style sheet
 */
record Peer(String method, String title, String style) {
    static final Peer SHARER = new Peer("turn", "Sharer", "sharer");

    /** Those that guard a synchronous body, as far as a benchmark has them. */
    static final List<Peer> SYNC = List.of(
            SHARER,
            new Peer("lock", "ReentrantLock", "lock"),
            new Peer("fairLock", "fair ReentrantLock", "fair"),
            new Peer("writeLock", "ReentrantReadWriteLock, writing", "write"),
            new Peer("singleThreadExecutor", "single-thread executor, get()", "executor"));

    static final List<Peer> READ = List.of(SHARER, new Peer("readLock", "ReentrantReadWriteLock, reading", "write"));

    static final List<Peer> EXECUTE = List.of(
            new Peer("execute", "Sharer", "sharer"), new Peer("executeGuava", "Guava SequentialExecutor", "guava"));

    static final List<Peer> SUBMIT = List.of(
            new Peer("submit", "Sharer", "sharer"), new Peer("submitGuava", "Guava SequentialExecutor", "guava"));

    static final List<Peer> KEYED = List.of(
            new Peer("withKey", "Sharer, all calls with a key", "sharer"),
            new Peer("withKeyBesideOthers", "Sharer, where there are calls without one too", "sharer"),
            new Peer("withoutKey", "Sharer, without a key", "sharer"),
            new Peer("lockOfKey", "a map of ReentrantLocks that is never emptied", "lock"));

    static final List<Peer> CDI = List.of(
            new Peer("shared", "@Shared", "sharer"),
            new Peer("emptyInterceptor", "an empty interceptor", "lock"),
            new Peer("noInterceptor", "no interceptor", "executor"));

    static final List<Peer> POOLED_CALLS = List.of(
            new Peer("notPooled", "`@ApplicationScoped`, not pooled", "executor"),
            new Peer("callScoped", "`@CallScoped`, an interface", "sharer"),
            new Peer("callScopedClass", "`@CallScoped`, a class", "sharer"),
            new Peer("requestScoped", "`@RequestScoped`", "sharer"),
            new Peer("threadScoped", "`@ThreadScoped`", "sharer"),
            new Peer("resourceScoped", "`@ResourceScoped`", "sharer"),
            new Peer("dependent", "`@Dependent`", "sharer"),
            new Peer("lease", "`Pool.borrow()` and `Lease.close()` by hand", "sharer"));

    static final Peer POOL = new Peer("sharer", "Sharer", "sharer");
    static final Peer COMMONS = new Peer("commons", "Commons Pool 2", "commons");
    static final Peer BLOCKING_QUEUE = new Peer("blockingQueue", "ArrayBlockingQueue", "queue");

    static final List<Peer> POOLS = List.of(
            POOL,
            new Peer("hikari", "HikariCP's bag", "hikari"),
            new Peer("stormpot", "Stormpot", "stormpot"),
            COMMONS,
            new Peer("vibur", "Vibur", "vibur"),
            BLOCKING_QUEUE);

    /** Whether it is Sharer, which the chart puts in front. */
    boolean isOurs() {
        return style.equals(SHARER.style);
    }
}

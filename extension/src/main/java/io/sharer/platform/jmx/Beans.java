package io.sharer.platform.jmx;

import io.sharer.LeaseInfo;
import io.sharer.LoopInfo;
import io.sharer.LoopStats;
import io.sharer.PoolInfo;
import io.sharer.PoolStats;
import io.sharer.QueueInfo;
import io.sharer.QueueStats;
import io.sharer.ResourceStats;
import io.sharer.SharerRegistry;
import io.sharer.TurnHolder;
import io.sharer.TurnWaiter;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is registered: each reads the registry when it is asked. */
final class Beans {
    private Beans() {}

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static <T> String[] texts(Collection<T> all, Function<? super T, String> inWords) {
        return all.stream().map(inWords).toArray(String[]::new);
    }

    private static String onThread(@Nullable String thread) {
        return thread == null ? "" : " on the thread '" + thread + "'";
    }

    record Queue(Supplier<QueueInfo> info) implements QueueMXBean {
        private QueueStats stats() {
            return info.get().stats();
        }

        @Override
        public String getName() {
            return stats().name();
        }

        @Override
        public int getQueues() {
            return info.get().queues();
        }

        @Override
        public int getLength() {
            return stats().length();
        }

        @Override
        public int getRunning() {
            return stats().running();
        }

        @Override
        public long getTurns() {
            return stats().turns();
        }

        @Override
        public long getRejected() {
            return stats().rejected();
        }

        @Override
        public long getTimedOut() {
            return stats().timedOut();
        }

        @Override
        public long getCancelled() {
            return stats().cancelled();
        }

        @Override
        public double getLongestWait() {
            return millis(stats().longestWait());
        }

        @Override
        public double getMeanWait() {
            return millis(stats().meanWait());
        }

        @Override
        public double getP99Wait() {
            return millis(stats().p99Wait());
        }

        @Override
        public double getMeanRun() {
            return millis(stats().meanRun());
        }

        @Override
        public double getP99Run() {
            return millis(stats().p99Run());
        }

        @Override
        public String[] getHolders() {
            return texts(info.get().holders(), Queue::inWords);
        }

        private static String inWords(TurnHolder holder) {
            return holder.body() + onThread(holder.thread()) + ", for at least " + holder.heldAtLeast();
        }

        @Override
        public String[] getWaiters() {
            return texts(info.get().waiters(), Queue::inWords);
        }

        private static String inWords(TurnWaiter waiter) {
            return waiter.body() + onThread(waiter.thread()) + ", for " + waiter.waited();
        }
    }

    record Pool(Supplier<PoolInfo> info) implements PoolMXBean {
        private PoolStats stats() {
            return info.get().stats();
        }

        @Override
        public String getName() {
            return stats().name();
        }

        @Override
        public int getMinSize() {
            return stats().minSize();
        }

        @Override
        public int getMaxSize() {
            return stats().maxSize();
        }

        @Override
        public long getLive() {
            return stats().live();
        }

        @Override
        public long getIdle() {
            return stats().idle();
        }

        @Override
        public long getLent() {
            return stats().lent();
        }

        @Override
        public long getWaiting() {
            return stats().waiting();
        }

        @Override
        public long getCreated() {
            return stats().created();
        }

        @Override
        public long getClosed() {
            return stats().closed();
        }

        @Override
        public long getBorrows() {
            return stats().borrows();
        }

        @Override
        public long getReturns() {
            return stats().returns();
        }

        @Override
        public long getTimeouts() {
            return stats().timeouts();
        }

        @Override
        public long getUnhealthy() {
            return stats().unhealthy();
        }

        @Override
        public long getDiscarded() {
            return stats().discarded();
        }

        @Override
        public long getKilled() {
            return stats().killed();
        }

        @Override
        public long getFailures() {
            return stats().failures();
        }

        @Override
        public double getLongestWait() {
            return millis(stats().longestWait());
        }

        @Override
        public double getMeanWait() {
            return millis(stats().meanWait());
        }

        @Override
        public boolean isAbleToMakeObjects() {
            return info.get().canMakeObjects();
        }

        @Override
        public @Nullable String getFailure() {
            return info.get().failure();
        }

        @Override
        public String[] getLeases() {
            return texts(info.get().leases(), Pool::inWords);
        }

        private static String inWords(LeaseInfo lease) {
            String to = lease.thread() == null ? "to a thread that is not known" : "to '" + lease.thread() + "'";
            return to
                    + (lease.lent() == null ? "" : " for " + lease.lent())
                    + (lease.place() == null ? "" : ", borrowed at " + lease.place());
        }
    }

    record Loop(Supplier<LoopInfo> info) implements LoopMXBean {
        private LoopStats stats() {
            return info.get().stats();
        }

        @Override
        public String getName() {
            return stats().name();
        }

        @Override
        public String getState() {
            return stats().state().name();
        }

        @Override
        public long getStarts() {
            return stats().starts();
        }

        @Override
        public long getPending() {
            return stats().pending();
        }

        @Override
        public int getTasks() {
            return stats().tasks();
        }

        @Override
        public int getWorkers() {
            return stats().workers();
        }

        @Override
        public int getBusyWorkers() {
            return stats().busyWorkers();
        }

        @Override
        public int getWaitingWork() {
            return stats().waitingWork();
        }

        @Override
        public int getLength() {
            return info.get().bodies().length();
        }

        @Override
        public long getBodies() {
            return info.get().bodies().turns();
        }

        @Override
        public long getFailures() {
            return stats().failures();
        }

        @Override
        public long getBlocked() {
            return stats().blocked();
        }

        @Override
        public double getMeanWait() {
            return millis(info.get().bodies().meanWait());
        }

        @Override
        public double getP99Wait() {
            return millis(info.get().bodies().p99Wait());
        }
    }

    record Scopes(SharerRegistry registry) implements ScopesMXBean {
        private ResourceStats stats() {
            return registry.scopes().stats();
        }

        @Override
        public long getOpened() {
            return stats().opened();
        }

        @Override
        public long getOpen() {
            return stats().open();
        }

        @Override
        public long getAcquired() {
            return stats().acquired();
        }

        @Override
        public long getHeld() {
            return stats().held();
        }

        @Override
        public long getAcquireFailures() {
            return stats().acquireFailures();
        }

        @Override
        public long getReleaseFailures() {
            return stats().releaseFailures();
        }

        @Override
        public long getLeftBehind() {
            return stats().leftBehind();
        }

        @Override
        public String[] getOpenScopes() {
            return registry.scopes().open().toArray(String[]::new);
        }
    }

    record Application(String name, SharerRegistry registry) implements ApplicationMXBean {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public long getDeadlocksFound() {
            return registry.deadlocksFound();
        }

        @Override
        public String[] getDeadlocks() {
            return texts(registry.deadlocks(), found -> found.age() + " ago: " + found.circle());
        }
    }
}

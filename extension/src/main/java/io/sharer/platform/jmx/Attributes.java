package io.sharer.platform.jmx;

import static io.sharer.platform.jmx.Attribute.ofBoolean;
import static io.sharer.platform.jmx.Attribute.ofInt;
import static io.sharer.platform.jmx.Attribute.ofLong;
import static io.sharer.platform.jmx.Attribute.ofText;
import static io.sharer.platform.jmx.Attribute.ofTexts;
import static io.sharer.platform.jmx.Attribute.ofTime;

import io.sharer.LeaseInfo;
import io.sharer.LoopInfo;
import io.sharer.PoolInfo;
import io.sharer.QueueInfo;
import io.sharer.ScopesInfo;
import io.sharer.SharerRegistry;
import io.sharer.TurnHolder;
import io.sharer.TurnWaiter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that MBeans tell. Their names and types are what others' consoles and alarms rest on. */
final class Attributes {
    static final List<Attribute<QueueInfo>> OF_QUEUE = List.of(
            ofText("Name", "The queue's name, or that of the bean class", QueueInfo::name),
            ofInt("Queues", "How many queues these are", QueueInfo::queues),
            ofInt("Length", "How many wait", queue -> queue.stats().length()),
            ofInt("Running", "How many have a turn", queue -> queue.stats().running()),
            ofLong(
                    "Turns",
                    "How many turns have been taken",
                    queue -> queue.stats().turns()),
            ofLong(
                    "Rejected",
                    "How many were refused or dropped",
                    queue -> queue.stats().rejected()),
            ofLong(
                    "TimedOut",
                    "How many left because their turn did not come in time",
                    queue -> queue.stats().timedOut()),
            ofLong(
                    "Cancelled",
                    "How many left otherwise",
                    queue -> queue.stats().cancelled()),
            ofLong(
                    "Waits",
                    "How many got their turn after waiting",
                    queue -> queue.stats().waits()),
            ofTime(
                    "TotalWait",
                    "How long those waited together",
                    queue -> queue.stats().totalWait()),
            ofTime("LongestWait", "The longest wait", queue -> queue.stats().longestWait()),
            ofTime(
                    "MeanWait",
                    "The mean wait of those who had to wait",
                    queue -> queue.stats().meanWait()),
            ofTime(
                    "P99Wait",
                    "The wait that 99 of 100 of them did not exceed",
                    queue -> queue.stats().p99Wait()),
            ofTime(
                    "MeanRun",
                    "The mean time that a body ran",
                    queue -> queue.stats().meanRun()),
            ofTime(
                    "P99Run",
                    "The time that 99 of 100 bodies did not exceed",
                    queue -> queue.stats().p99Run()),
            ofTexts("Holders", "Who has a turn", QueueInfo::holders, Attributes::inWords),
            ofTexts("Waiters", "Who waits", QueueInfo::waiters, Attributes::inWords));

    static final List<Attribute<PoolInfo>> OF_POOL = List.of(
            ofText("Name", "The pool's name", PoolInfo::name),
            ofInt(
                    "MinSize",
                    "How many objects are kept up",
                    pool -> pool.stats().minSize()),
            ofInt(
                    "MaxSize",
                    "How many there may be, 0 for any number",
                    pool -> pool.stats().maxSize()),
            ofLong("Live", "How many there are", pool -> pool.stats().live()),
            ofLong("Idle", "How many wait to be borrowed", pool -> pool.stats().idle()),
            ofLong("Lent", "How many are borrowed", pool -> pool.stats().lent()),
            ofLong("Waiting", "How many borrowers wait", pool -> pool.stats().waiting()),
            ofLong("Created", "How many objects were made", pool -> pool.stats().created()),
            ofLong("Closed", "How many were closed", pool -> pool.stats().closed()),
            ofLong("Borrows", "How many loans have begun", pool -> pool.stats().borrows()),
            ofLong(
                    "Returns",
                    "How many loans have ended with the object given back",
                    pool -> pool.stats().returns()),
            ofLong(
                    "Timeouts",
                    "How many borrowers have had no object in time",
                    pool -> pool.stats().timeouts()),
            ofLong(
                    "Unhealthy",
                    "How many objects were closed because they were not healthy",
                    pool -> pool.stats().unhealthy()),
            ofLong(
                    "Discarded",
                    "How many loans have ended with the object discarded",
                    pool -> pool.stats().discarded()),
            ofLong(
                    "Killed",
                    "How many loans were ended because they had lasted too long",
                    pool -> pool.stats().killed()),
            ofLong(
                    "Failures",
                    "How often an object could not be made",
                    pool -> pool.stats().failures()),
            ofLong(
                    "Waits",
                    "How many borrowers got their object after waiting",
                    pool -> pool.stats().waits()),
            ofTime(
                    "TotalWait",
                    "How long those waited together",
                    pool -> pool.stats().totalWait()),
            ofTime("LongestWait", "The longest wait", pool -> pool.stats().longestWait()),
            ofTime(
                    "MeanWait",
                    "The mean wait of those who had to wait",
                    pool -> pool.stats().meanWait()),
            ofBoolean(
                    "AbleToMakeObjects",
                    "Whether the last object that was asked for could be made",
                    PoolInfo::canMakeObjects),
            ofText("Failure", "Why it could not; nothing if it could", PoolInfo::failure),
            ofTexts("Leases", "What is lent", PoolInfo::leases, Attributes::inWords));

    static final List<Attribute<LoopInfo>> OF_LOOP = List.of(
            ofText("Name", "The loop's name", LoopInfo::name),
            ofText("State", "Where it stands", loop -> loop.stats().state().name()),
            ofLong("Starts", "How often it was started", loop -> loop.stats().starts()),
            ofLong(
                    "Pending",
                    "How many of its futures are not done",
                    loop -> loop.stats().pending()),
            ofInt("Tasks", "How many tasks run", loop -> loop.stats().tasks()),
            ofInt(
                    "Workers",
                    "How many threads may do blocking work at once",
                    loop -> loop.stats().workers()),
            ofInt("BusyWorkers", "How many do now", loop -> loop.stats().busyWorkers()),
            ofInt(
                    "WaitingWork",
                    "How much blocking work waits for one of them",
                    loop -> loop.stats().waitingWork()),
            ofInt(
                    "Length",
                    "How many bodies wait for the loop",
                    loop -> loop.bodies().length()),
            ofLong(
                    "Bodies",
                    "How many bodies have run on it",
                    loop -> loop.bodies().turns()),
            ofLong(
                    "Failures",
                    "How many failures were told to the failure handler",
                    loop -> loop.stats().failures()),
            ofLong(
                    "Blocked",
                    "How many bodies have kept the loop for too long",
                    loop -> loop.stats().blocked()),
            ofTime(
                    "TotalWait",
                    "How long all bodies have waited together",
                    loop -> loop.bodies().totalWait()),
            ofTime("MeanWait", "The mean wait of bodies", loop -> loop.bodies().meanWait()),
            ofTime(
                    "P99Wait",
                    "The wait that 99 of 100 bodies did not exceed",
                    loop -> loop.bodies().p99Wait()));

    static final List<Attribute<ScopesInfo>> OF_SCOPES = List.of(
            ofLong(
                    "Opened",
                    "How many have been opened",
                    scopes -> scopes.stats().opened()),
            ofLong("Open", "How many are open", scopes -> scopes.stats().open()),
            ofLong(
                    "Acquired",
                    "How many resources have been acquired in them",
                    scopes -> scopes.stats().acquired()),
            ofLong(
                    "Held",
                    "How many of these are held",
                    scopes -> scopes.stats().held()),
            ofLong(
                    "AcquireFailures",
                    "How many acquisitions have failed",
                    scopes -> scopes.stats().acquireFailures()),
            ofLong(
                    "ReleaseFailures",
                    "How many releases have failed",
                    scopes -> scopes.stats().releaseFailures()),
            ofLong(
                    "LeftBehind",
                    "How many scopes nobody had closed",
                    scopes -> scopes.stats().leftBehind()),
            ofTexts("OpenScopes", "The names of those that are open", ScopesInfo::open, name -> name));

    private Attributes() {}

    /** Those of an application, as it stands in the names of all its MBeans. */
    static List<Attribute<SharerRegistry>> ofApplication(String name) {
        return List.of(
                ofText("Name", "The application's name, as it stands in the names of its MBeans", registry -> name),
                ofLong("DeadlocksFound", "How many deadlocks have been found", SharerRegistry::deadlocksFound),
                ofTexts(
                        "Deadlocks",
                        "The last deadlocks, the newest first",
                        SharerRegistry::deadlocks,
                        found -> found.age() + " ago: " + found.circle()));
    }

    private static String inWords(TurnHolder holder) {
        return holder.body() + onThread(holder.thread()) + ", for at least " + holder.heldAtLeast();
    }

    private static String inWords(TurnWaiter waiter) {
        return waiter.body() + onThread(waiter.thread()) + ", for " + waiter.waited();
    }

    private static String onThread(@Nullable String thread) {
        return thread == null ? "" : " on the thread '" + thread + "'";
    }

    private static String inWords(LeaseInfo lease) {
        String to = lease.thread() == null ? "to a thread that is not known" : "to '" + lease.thread() + "'";
        return to
                + (lease.lent() == null ? "" : " for " + lease.lent())
                + (lease.place() == null ? "" : ", borrowed at " + lease.place());
    }
}

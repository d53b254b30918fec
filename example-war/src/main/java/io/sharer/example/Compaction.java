package io.sharer.example;

import io.sharer.Late;
import io.sharer.LoopTask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Has the registry compact its database once a day, when few are there to wait for it. The application's event loop
 * looks at the clock: not at a time that is so long after the start, for nobody knows when that was.
 */
@ApplicationScoped
public class Compaction {
    private static final System.Logger LOG = System.getLogger(Compaction.class.getName());

    private final UserRegistry registry;
    private final Settings settings;

    /** Of the loop's one task at a time, which begins when the settings are bound. */
    private @Nullable DailyTime time;

    /** At the time of day that the settings tell. */
    @Inject
    public Compaction(UserRegistry registry, @Late Settings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /** For the container's proxy, which passes calls on and has no state. */
    @SuppressWarnings("NullAway")
    protected Compaction() {
        this.registry = null;
        this.settings = null;
    }

    /** A worker of the loop calls it, and waits for a turn as all others do. */
    @LoopTask(every = "PT1M")
    void compactAtItsTime() throws SQLException {
        DailyTime known = time;
        if (known == null) {
            known = new DailyTime(settings.compaction(), Clock.system(ZoneId.systemDefault()));
            time = known;
        }
        if (known.hasCome()) {
            tell(registry.compact());
        }
    }

    private static void tell(CompactionReport report) {
        String what = report.compacted()
                ? "The database was compacted: {0} of its {1} bytes held nothing."
                : "The database is compact enough: {0} of its {1} bytes hold nothing.";
        LOG.log(System.Logger.Level.INFO, what, report.unusedBytes(), report.bytes());
    }
}

package io.sharer.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A turn was held. Without a stack, which is that of the turn's end and tells nothing. */
@Name("sharer.TurnHeld")
@Label("Turn Held")
@Category("Sharer")
@Description("A body had the turn of a queue; that of an asynchronous body lasts until its stage is done")
@StackTrace(false)
@Threshold("10 ms")
final class TurnHeldEvent extends Event {
    @Label("Queue")
    @Nullable String queue;

    @Label("Body")
    @Nullable String body;

    @Label("Waited")
    @Description("How long a queued body waited for the turn; of threads Turn Wait tells")
    @Timespan(Timespan.NANOSECONDS)
    long waited;
}

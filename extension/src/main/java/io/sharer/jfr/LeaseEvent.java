package io.sharer.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** An object of a pool was lent. Without a stack, for there may be very many. */
@Name("sharer.Lease")
@Label("Lease")
@Category("Sharer")
@Description("An object of a pool was lent, until it was given back or discarded")
@StackTrace(false)
@Threshold("10 ms")
final class LeaseEvent extends Event {
    @Label("Pool")
    @Nullable String pool;

    @Label("Borrower")
    @Description("The thread that borrowed it; Event Thread is the one that gave it back")
    @Nullable String borrower;

    @Label("Outcome")
    @Nullable String outcome;
}

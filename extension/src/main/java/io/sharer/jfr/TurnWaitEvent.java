package io.sharer.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A thread has waited for a turn. The stack tells who wanted it. */
@Name("sharer.TurnWait")
@Label("Turn Wait")
@Category("Sharer")
@Description("A thread waited for a turn in a queue")
@Threshold("10 ms")
final class TurnWaitEvent extends Event {
    @Label("Queue")
    @Nullable String queue;

    @Label("Body")
    @Nullable String body;

    @Label("Outcome")
    @Description("taken, or why it was not")
    @Nullable String outcome;
}

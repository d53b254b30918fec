package io.sharer.it.server;

import io.sharer.Shared;
import io.sharer.Turn;

/** No annotation makes a bean of it, so it is one only where all classes are. */
@Shared("loners")
public class Loner {
    /** Tells in whose turn it is called. */
    public String pass() {
        return Turn.current().map(Turn::queue).orElse("no turn");
    }
}

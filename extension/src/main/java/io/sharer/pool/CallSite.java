package io.sharer.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The line of code that borrows: the first on a stack that is not ours, nor a proxy's or the JDK's. */
final class CallSite {
    private static final List<String> NOT_THE_USERS = List.of(
            ObjectPool.class.getName(),
            Borrowing.class.getName(),
            Stock.class.getName(),
            Supply.class.getName(),
            SecondBorrows.class.getName(),
            "io.sharer.cdi.",
            "java.",
            "javax.",
            "jdk.",
            "sun.");

    private CallSite() {}

    static @Nullable StackTraceElement of(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String name = frame.getClassName();
            if (NOT_THE_USERS.stream().noneMatch(name::startsWith)
                    && !name.contains("$$")
                    && !name.contains("$Proxy")) {
                return frame;
            }
        }
        return null;
    }
}

package io.sharer.waits;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a circle of waits so that each of its lines of code can be found. */
final class Circles {
    private static final List<String> NOT_THE_USERS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "jakarta.",
            "io.sharer.turn.",
            "io.sharer.pool.",
            "io.sharer.scope.",
            "io.sharer.loop.",
            "io.sharer.waits.",
            "io.sharer.cdi.",
            "io.sharer.platform.",
            "org.jboss.",
            "org.wildfly.",
            "org.apache.webbeans.",
            "org.apache.openejb.",
            "org.apache.tomee.",
            "org.apache.catalina.",
            "org.apache.tomcat.",
            "org.glassfish.",
            "fish.payara.",
            "com.ibm.ws.",
            "com.ibm.wsspi.",
            "io.openliberty.",
            "io.smallrye.");

    private Circles() {}

    /** One whom somebody waits for, and what that one waits for itself. */
    record Step(Blocker blocker, Wait waits) {}

    static String describe(Wait start, List<Step> circle) {
        StringBuilder text = new StringBuilder(start.thread() == null ? stage(start, circle) : waiter(start, ""));
        for (Step step : circle) {
            text.append(System.lineSeparator())
                    .append("  - that has to wait for ")
                    .append(step.blocker().description().get());
            if (step.waits() == start) {
                text.append(", which is where the circle closes");
            } else {
                text.append(waiter(step.waits(), ","));
            }
        }
        return text.toString();
    }

    /** A wait on no thread is that of the last one in its circle, who waits for the first. */
    private static String stage(Wait start, List<Step> circle) {
        String whose = circle.get(circle.size() - 1).blocker().description().get();
        return " the stage of " + whose + ", waits for " + start.awaited().description();
    }

    private static String waiter(Wait wait, String comma) {
        Thread thread = wait.thread();
        String what = " waits for " + wait.awaited().description();
        if (thread == null) {
            return ", and whose stage" + what;
        }
        StackTraceElement frame = firstOfTheUser(thread.getStackTrace());
        String where = frame == null ? "" : " at " + line(frame);
        return comma + " the thread '" + thread.getName() + "'" + where + what;
    }

    /** A line of code without the class loader's name, which a frame is told with. */
    private static String line(StackTraceElement frame) {
        String source = frame.getFileName() == null ? "unknown source" : frame.getFileName();
        String at = frame.getLineNumber() < 0 ? source : source + ":" + frame.getLineNumber();
        return frame.getClassName() + "." + frame.getMethodName() + "(" + at + ")";
    }

    private static @Nullable StackTraceElement firstOfTheUser(StackTraceElement[] stack) {
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

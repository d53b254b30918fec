package io.sharer.loop;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells where threads are, for messages: the innermost code that is not of the JDK. */
final class ThreadPlaces {
    private ThreadPlaces() {}

    /** Where it is, after a space; empty if that cannot be told. */
    static String of(@Nullable Thread thread) {
        return thread == null
                ? ""
                : Stream.of(thread.getStackTrace())
                        .filter(frame -> !isOfNobody(frame.getClassName()))
                        .findFirst()
                        .map(frame -> " at " + frame.getClassName() + "." + frame.getMethodName() + ":"
                                + frame.getLineNumber())
                        .orElse("");
    }

    private static boolean isOfNobody(String type) {
        return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
    }
}

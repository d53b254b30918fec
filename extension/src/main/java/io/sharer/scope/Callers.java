package io.sharer.scope;

import io.sharer.ResourceManager;
import io.sharer.ResourceTemplate;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Set;

/**
 * Finds the code that has called this package, for messages. A container's proxy of what is called here is not that
 * code, nor is what the container does between the two.
 */
final class Callers {
    private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final Set<Class<?>> OURS =
            Set.of(Callers.class, ScopeManager.class, Pair.class, Resources.class, Template.class);

    /** So many frames may lie between the called and its proxy. */
    private static final int NEAR = 20;

    private Callers() {}

    /** Its class, method and line. */
    static String place() {
        List<StackFrame> near = STACK.walk(frames -> frames.limit(NEAR).toList());
        int caller = 0;
        for (int i = 0; i < near.size(); i++) {
            if (isCalled(near.get(i).getDeclaringClass())) {
                caller = i + 1;
            }
        }
        if (caller == near.size()) {
            return "unknown";
        }
        StackFrame found = near.get(caller);
        return found.getClassName() + "." + found.getMethodName() + ":" + found.getLineNumber();
    }

    private static boolean isCalled(Class<?> type) {
        return OURS.contains(type)
                || ResourceManager.class.isAssignableFrom(type)
                || ResourceTemplate.class.isAssignableFrom(type);
    }
}

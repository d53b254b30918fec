package io.sharer.cdi;

import io.sharer.Shared;
import io.sharer.Unshared;
import io.sharer.Until;
import io.sharer.platform.Platform;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How turns and transactions go together: which combinations are definition errors, and which may be a mistake. */
final class TransactionRules {
    /** With these a body takes no part in its caller's transaction. */
    private static final Set<String> APART_FROM_THE_CALLERS = Set.of("REQUIRES_NEW", "NOT_SUPPORTED", "NEVER");

    private TransactionRules() {}

    /** All rules for a class that has {@code @Shared} on itself or on a method. */
    static void check(AnnotatedType<?> type, Consumer<String> problems) {
        Shared onClass = MetaAnnotations.sharedOf(type);
        if (onClass != null) {
            checkUntil(onClass, type.getJavaClass().getName(), problems);
        }
        for (AnnotatedMethod<?> method : type.getMethods()) {
            Shared onMethod = MetaAnnotations.sharedOf(method);
            String name = SharedMethod.labelOf(method.getJavaMember());
            if (onMethod != null) {
                checkUntil(onMethod, name, problems);
            }
            Shared shared = SharedMethods.shared(onClass, onMethod);
            if (shared != null && isAsynchronous(method) && (onMethod != null || !isUnshared(method))) {
                checkAsynchronous(shared, name, problems);
            }
        }
    }

    private static void checkUntil(Shared shared, String where, Consumer<String> problems) {
        if (shared.until() == Until.COMMIT && !Platform.hasTransactions()) {
            problems.accept(CdiMessages.noTransactions(where));
        }
    }

    private static void checkAsynchronous(Shared shared, String name, Consumer<String> problems) {
        if (shared.until() == Until.COMMIT) {
            problems.accept(CdiMessages.asynchronousUntilCommit(name));
        }
    }

    /** Whether a turn that such a call takes may end before the transaction that the caller is in. */
    static boolean mayEndEarly(AnnotatedType<?> type, AnnotatedMethod<?> method, @Nullable Shared shared) {
        return shared != null
                && shared.until() == Until.RETURN
                && !isAsynchronous(method)
                && Transactions.typeOf(method, type)
                        .filter(APART_FROM_THE_CALLERS::contains)
                        .isEmpty();
    }

    private static boolean isAsynchronous(AnnotatedMethod<?> method) {
        return SharedMethod.isAsynchronous(method.getJavaMember().getReturnType());
    }

    private static boolean isUnshared(AnnotatedMethod<?> method) {
        return method.isAnnotationPresent(Unshared.class);
    }
}

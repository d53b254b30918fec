package io.sharer.cdi.pool;

import io.sharer.CallScoped;
import jakarta.enterprise.context.RequestScoped;
import java.lang.annotation.Annotation;

/** How a scope has the objects of a pool. */
enum Holding {
    /** One wrapper for the application, which borrows for each call. */
    PER_CALL,

    /** A wrapper for one unit of work: an object that is lost is not replaced, for the work that it did is lost too. */
    PER_UNIT,

    /** A wrapper for as long as somebody wants it: an object that is lost is replaced. */
    LONG,

    /** The object itself. */
    BARE;

    private static final String TRANSACTION_SCOPED = "jakarta.transaction.TransactionScoped";

    /** What a scope does with wrappers. */
    static Holding of(Class<? extends Annotation> scope) {
        if (scope == CallScoped.class) {
            return PER_CALL;
        }
        // Known by name: there may be no Jakarta Transactions.
        return scope == RequestScoped.class || scope.getName().equals(TRANSACTION_SCOPED) ? PER_UNIT : LONG;
    }
}

package io.sharer.cdi.pool;

/** All that is said to users about pools in CDI: SHARER-079 to SHARER-099. */
final class PooledMessages {
    private PooledMessages() {}

    // --- Definition errors ---

    static String noScope(String place) {
        return ("SHARER-080: @Pooled on %s: no scope tells how long a borrower keeps an object. Add @CallScoped for one method"
                        + " call, @RequestScoped or @TransactionScoped for a unit of work, @ThreadScoped for a thread, or"
                        + " @Dependent for as long as the bean that it is injected into.")
                .formatted(place);
    }

    static String sharedScope(String place, String scope) {
        return ("SHARER-081: @Pooled on %s together with @%s, in which all share one object, so there is nothing to lend. Leave"
                        + " @Pooled out, or use another scope: @CallScoped, @RequestScoped, @TransactionScoped, @ThreadScoped"
                        + " or @Dependent.")
                .formatted(place, scope);
    }

    static String injectionPoint(String place) {
        return ("SHARER-082: @Pooled on %s has an InjectionPoint injected, but an object of a pool is injected at many places,"
                        + " one after another. Remove it, or @Pooled.")
                .formatted(place);
    }

    static String invalidNumber(String place, String what) {
        return ("SHARER-083: @Pooled on %s: %s. Use a minSize and maxUses of 0 or more, and a maxSize that is not smaller than"
                        + " the minSize, or 0 for no limit.")
                .formatted(place, what);
    }

    static String invalidDuration(String place, String member, String text, boolean mayBeZero) {
        return "SHARER-084: @Pooled on %s: %s is \"%s\". Use a duration such as \"PT5S\" for five seconds%s, or leave it out."
                .formatted(place, member, text, mayBeZero ? ", \"PT0S\" for no wait" : "");
    }

    static String noCloseMethod(String place, String method, String type) {
        return ("SHARER-085: @Pooled on %s: close names '%s', but %s has no method of that name without parameters that can be"
                        + " called. Correct the name, or leave it out and write a @Disposes method.")
                .formatted(place, method, type);
    }

    static String unproxyable(String place, String type, String reason, String what) {
        return ("SHARER-086: @Pooled on %s: calls of %s have to go through a proxy for %s, but %s. Produce an interface, mend"
                        + " the class, or do without %s.")
                .formatted(place, type, what, reason, what);
    }

    static String ambiguousHooks(String place, String found) {
        return ("SHARER-088: @Pooled on %s: several beans could be its PoolHooks: %s. Leave one, or tell them apart by"
                        + " qualifiers that the producer has, too.")
                .formatted(place, found);
    }

    static String hooksOfNoPool(String bean, String pools) {
        return ("SHARER-078: %s is a bean of type PoolHooks, but no pool has that type and these qualifiers, so it is told of"
                        + " nothing. The pools are: %s")
                .formatted(bean, pools.isEmpty() ? "none." : pools);
    }

    static String notABean(String type, String reason) {
        return ("SHARER-089: @Pooled on %s has no effect, because %s. Make it a bean, put @Pooled on a producer, or build a pool"
                        + " with Pool.builder.")
                .formatted(type, reason);
    }

    static String sessionBean(String type, String annotation) {
        return ("SHARER-090: @Pooled on %s: it is a session bean (@%s), whose instances belong to the container. Make the class"
                        + " a CDI bean, or remove @Pooled.")
                .formatted(type, annotation);
    }

    static String notPooled(String bean) {
        return ("SHARER-091: %s is @CallScoped, but not @Pooled: there is nothing to borrow for a call. Add @Pooled, or use"
                        + " another scope.")
                .formatted(bean);
    }

    static String sameName(String name, String places) {
        return "SHARER-092: the pools on %s have the same name, \"%s\", so nobody could tell them apart. Give each its own."
                .formatted(places, name);
    }

    // --- To who uses one ---

    static String sameObject(String pool, String type) {
        return ("SHARER-093: the producer of the pool '%s' has returned an object, of %s, that is in the pool already. Make"
                        + " another one each time.")
                .formatted(pool, type);
    }

    static String usesItself(String pool) {
        return ("SHARER-094: an object of the pool '%s' was called while it is made, by what makes it. Let the producer and the"
                        + " hooks of a pool do without it.")
                .formatted(pool);
    }

    static String scopeEnded(String pool) {
        return ("SHARER-095: an object of the pool '%s' was called after the scope had ended that it was lent for, as the request"
                        + " or the transaction. It may be somebody else's now; inject the bean where it is used.")
                .formatted(pool);
    }

    static String lost(String pool, Throwable cause) {
        return ("SHARER-096: the object of the pool '%s' was closed, because a call on it has thrown %s. What it has done for this"
                        + " request or transaction is lost, so that gets no other. Begin anew, or have it kept by keepOn.")
                .formatted(pool, cause);
    }

    static String threadEnded(String bean) {
        return ("SHARER-079: %s is @ThreadScoped, and was called for the first time in a request that has ended, as a"
                        + " @PreDestroy method does. Nobody would end it. Call it earlier, or do without it there.")
                .formatted(bean);
    }

    static String lifeCycle(String pool) {
        return ("SHARER-097: close was called on the injected pool '%s', whose life is the container's business. Only a pool"
                        + " built with Pool.builder can be closed.")
                .formatted(pool);
    }

    static String notWritten(String pool) {
        return ("SHARER-098: an object of the pool '%s' cannot be passivated, for nobody could give it back. Use it in a scope"
                        + " that has ended by then, or let the bean that holds it be transient there.")
                .formatted(pool);
    }

    static String activatedOutside(String pool) {
        return ("SHARER-099: a bean that was passivated with the pool '%s' is activated where no application has such a pool."
                        + " Activate it on a thread of its application.")
                .formatted(pool);
    }

    // --- To the log ---

    static String endFailed(String bean) {
        return "SHARER-087: what a thread had of %s could not be destroyed. The rest of what it had is."
                .formatted(bean);
    }
}

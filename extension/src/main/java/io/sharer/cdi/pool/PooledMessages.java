package io.sharer.cdi.pool;

import io.sharer.waits.Words;

/** All that is said to users about pools in CDI. */
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

    /** @param what has to be known of its calls, as {@code discardOn}, or the scope, with its @ */
    static String unproxyable(String place, String type, String reason, String what) {
        return ("SHARER-086: @Pooled on %s: because of %s, what is lent has to be a proxy of %s, which is not possible: %s."
                        + " Change that, produce an interface instead of the class, or %s.")
                .formatted(
                        place,
                        what,
                        type,
                        reason,
                        what.startsWith("@") ? "use @Dependent, which needs no proxy" : "leave out what needs one");
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

    static String noProducer(String member) {
        return notABean(member, "it is no producer", "Add @Produces to it, or remove @Pooled.");
    }

    static String cannotBeMade(String type, String reason) {
        return notABean(
                type,
                reason,
                "Put it on a class that a container can make: one that is not abstract, static if it is nested, and has a"
                        + " constructor without parameters or one with @Inject. Or put it on a producer that makes one.");
    }

    static String noBean(String type) {
        return notABean(
                type,
                "the container has made no bean of it",
                "See whether its archive is searched for beans, and whether @Vetoed or an extension keeps it from being one;"
                        + " or remove @Pooled.");
    }

    private static String notABean(String place, String reason, String advice) {
        return "SHARER-089: @Pooled on %s has no effect, because %s. %s".formatted(place, reason, advice);
    }

    static String sessionBean(String type, String annotation) {
        return ("SHARER-090: @Pooled on %s: it is a session bean (@%s), whose instances belong to the container. Make the class"
                        + " a CDI bean, or remove @Pooled.")
                .formatted(type, annotation);
    }

    static String notPooled(String place) {
        return ("SHARER-091: %s is @CallScoped, but not @Pooled: there is nothing to borrow for a call. Add @Pooled, or use"
                        + " another scope.")
                .formatted(place);
    }

    static String severalBeans(String place) {
        return ("SHARER-076: @Pooled on %s: the container has made several beans of it, as when an extension has added the"
                        + " class a second time, and there can be one pool of it only. Leave @Pooled out in what is added, or"
                        + " add a subclass instead.")
                .formatted(place);
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
                .formatted(pool, Words.of(cause));
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

package io.sharer.cdi.scope;

import io.sharer.AcquireException;
import io.sharer.waits.Words;

/** All that resource scopes say to users of CDI. */
final class ScopeCdiMessages {
    private ScopeCdiMessages() {}

    static String notActive() {
        return "SHARER-350: a @ResourceScoped bean was used where no resource scope is open. Open one with"
                + " ResourceManager.open, or put @ManagedResources on the method that does the work.";
    }

    static AcquireException notCreated(String what, Exception cause) {
        return new AcquireException("SHARER-351: %s could not be created: %s".formatted(what, Words.of(cause)), cause);
    }

    static String notIntercepted(String method, String why) {
        return ("SHARER-352: @ManagedResources on %s: the method is %s, so CDI cannot intercept it. Move the annotation to a"
                        + " method of the bean that others call.")
                .formatted(method, why);
    }

    static String unknownFuture(String method, String type) {
        return ("SHARER-353: @ManagedResources on %s: the method returns %s. For a scope that lasts until the result is there,"
                        + " declare CompletionStage, CompletableFuture or Future itself.")
                .formatted(method, type);
    }

    static NullPointerException nullStage(String method) {
        return new NullPointerException(
                "SHARER-354: %s, which is @ManagedResources, returned null for a stage. Return a completed stage instead."
                        .formatted(method));
    }

    static String notABean(String type) {
        return ("SHARER-355: @ManagedResources on %s has no effect, because the class is not a bean. Give it a scope such as"
                        + " @ApplicationScoped, or open a scope with ResourceManager.open.")
                .formatted(type);
    }

    static String nothingEager(String place, String type) {
        return ("SHARER-356: @ManagedResources on %s: eager names %s, but no enabled bean of that type is @ResourceScoped."
                        + " Put @ResourceScoped on its class or producer, or take it out.")
                .formatted(place, type);
    }
}

package io.sharer.scope;

import io.sharer.AcquireException;
import io.sharer.NotBoundException;
import io.sharer.ReleaseException;
import io.sharer.TurnDeadlockException;
import io.sharer.waits.Words;
import java.time.Duration;

/** All that resource scopes and late bindings say to users. */
final class ScopeMessages {
    private ScopeMessages() {}

    static IllegalStateException alreadyOpen(String place, String scope, String thread) {
        return new IllegalStateException(
                ("SHARER-301: at %s a resource scope was to be opened, but the code runs inside another one, '%s', which the"
                                + " thread '%s' has opened, and there is one at a time. To use that one, join it by open(true)"
                                + " or @ManagedResources(existOk = true); else close it first.")
                        .formatted(place, scope, thread));
    }

    static IllegalStateException ended(String owner, String what) {
        return new IllegalStateException(
                ("SHARER-302: %s was asked for in %s, which has ended or is just ending. Acquire it before, or keep the"
                                + " scope open for longer.")
                        .formatted(what, owner));
    }

    static IllegalStateException endedBefore(String scope) {
        return new IllegalStateException(
                ("SHARER-303: the resource scope '%s', which this body was submitted in, had ended before its turn came, so"
                                + " the body did not run. Wait for its future inside the scope.")
                        .formatted(scope));
    }

    static IllegalStateException ending(String scope) {
        return new IllegalStateException(
                ("SHARER-304: the resource scope '%s' is ending: all who opened or joined it have left, and this code is what"
                                + " it waits for, or releases its resources. It cannot be joined any more.")
                        .formatted(scope));
    }

    static IllegalStateException outside(String what) {
        return new IllegalStateException(
                ("SHARER-305: %s was asked for where no resource scope is open. Open one with ResourceManager.open or"
                                + " @ManagedResources, or allow it with ResourceTemplate.outside.")
                        .formatted(what));
    }

    static TurnDeadlockException needsItself(String what, String circle) {
        return new TurnDeadlockException(
                "SHARER-306: deadlock over %s, so this one who needs it fails and the others go on:%s%nBreak the circle: let nothing need itself, and let all who acquire things and take turns do so in the same order."
                        .formatted(what, circle));
    }

    static AcquireException acquireFailed(String what, Exception cause) {
        return new AcquireException("SHARER-307: %s could not be acquired: %s".formatted(what, Words.of(cause)), cause);
    }

    static ReleaseException releaseFailed(Throwable cause) {
        return new ReleaseException("SHARER-308: releasing a resource failed: %s".formatted(Words.of(cause)), cause);
    }

    static String releaseFailedUnseen(String scope) {
        return "SHARER-309: a release failed at the end of the resource scope '%s', which nobody waited for."
                .formatted(scope);
    }

    static String leftBehind(String scope, String thread) {
        return ("SHARER-310: the resource scope '%s' was left open by the thread '%s', which is dead, and is ended now."
                        + " Close it, best with try.")
                .formatted(scope, thread);
    }

    static String openAtTheEnd(String scope, String thread) {
        return ("SHARER-311: the resource scope '%s', which was opened by the thread '%s', was open when the application"
                        + " ended, and is ended with it. Close it before.")
                .formatted(scope, thread);
    }

    static String notDoneInTime(String scope, Duration patience) {
        return ("SHARER-312: asynchronous code that the resource scope '%s' went along to was not done %s after the scope had"
                        + " been left. Its resources are released now; what still uses them gets an error.")
                .formatted(scope, patience);
    }

    static String usedOutside(String what, String place) {
        return ("SHARER-313: %s was acquired at %s, where no resource scope is open, so it is bound to the thread and"
                        + " released when that is dead. Open one, or say with ResourceTemplate.outside that this is meant. This is"
                        + " told once for each place.")
                .formatted(what, place);
    }

    static String acquiredHere() {
        return "acquired here";
    }

    static String leftOutside(String thread, int count) {
        return "SHARER-314: %d resource%s that the thread '%s' had acquired outside any resource scope %s released late."
                .formatted(count, count == 1 ? "" : "s", thread, count == 1 ? "was" : "were");
    }

    static NullPointerException nullStage(String does) {
        return new NullPointerException(
                "SHARER-315: what %s a resource returned null for a stage. Return a completed stage instead."
                        .formatted(does));
    }

    static ReleaseException releaseTooSlow(Duration patience, Exception cause) {
        return new ReleaseException(
                "SHARER-316: the release of a resource was not done within %s. It goes on.".formatted(patience), cause);
    }

    static String lateReleaseFailed() {
        return "SHARER-317: a resource that came after nobody waited for it any more could not be released.";
    }

    static String stillReleasing(String scope, String thread) {
        return ("SHARER-318: the application has ended, and the resources of the scope '%s', which was opened by the thread"
                        + " '%s', are still being released by another thread. It is not waited for any longer. Give what releases"
                        + " them a time-out.")
                .formatted(scope, thread);
    }

    static NotBoundException notBound(String type, String places, String binders) {
        return new NotBoundException(
                ("SHARER-320: @Late %s%s is used, but nothing is bound to it. It is to be set by %s,"
                                + " before its first use.")
                        .formatted(type, places.isEmpty() ? "" : ", injected at " + places + ",", binders));
    }

    static IllegalStateException alreadyBound(String type) {
        return new IllegalStateException(
                "SHARER-321: something is bound to @Late %s already. Clear the LateBinding first, which closes what its factory has made."
                        .formatted(type));
    }

    static TurnDeadlockException factoryNeedsItself(String type, String circle) {
        return new TurnDeadlockException(
                "SHARER-322: deadlock over @Late %s, so this one who uses it fails and the others go on:%s%nBreak the circle: let the factory pass the proxy on, and use it later."
                        .formatted(type, circle));
    }

    static NotBoundException factoryFailed(String type, Exception cause) {
        return new NotBoundException(
                "SHARER-323: the factory of @Late %s failed: %s. The next use tries again."
                        .formatted(type, Words.of(cause)),
                cause);
    }

    static NotBoundException factoryGaveNull(String type) {
        return new NotBoundException(
                "SHARER-324: the factory of @Late %s gave null, so there is still nothing bound.".formatted(type));
    }

    static IllegalArgumentException noInterface(String type) {
        return new IllegalArgumentException(
                ("SHARER-325: LateBinding.create for %s, which is a class: without a container only interfaces have proxies."
                                + " Give an interface that it implements.")
                        .formatted(type));
    }

    static String closingFailed(String type) {
        return "SHARER-326: what the factory of @Late %s had made could not be closed at the end of the application."
                .formatted(type);
    }
}

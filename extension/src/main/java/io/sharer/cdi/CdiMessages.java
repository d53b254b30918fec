package io.sharer.cdi;

/** All that the extension says to users: SHARER-010 to SHARER-099. */
final class CdiMessages {
    private CdiMessages() {}

    static String finalClass(String type) {
        return "SHARER-010: @Shared on %s: the class is final, so CDI cannot intercept its methods. Remove 'final'."
                .formatted(type);
    }

    static String finalMethod(String method) {
        return ("SHARER-012: @Shared on %s: the method is final, so CDI cannot intercept it. Remove 'final', or make the"
                        + " class an interface's implementation.")
                .formatted(method);
    }

    static String staticMethod(String method) {
        return ("SHARER-013: @Shared on %s: the method is static, so it belongs to no bean. Remove 'static', or use a"
                        + " SerialExecutor.")
                .formatted(method);
    }

    static String privateMethod(String method) {
        return ("SHARER-014: @Shared on %s: the method is private, so CDI cannot intercept it. Make it visible, or move"
                        + " the annotation to the method that calls it.")
                .formatted(method);
    }

    static String sharedKeyNotAvailable(String method) {
        return ("SHARER-016: @SharedKey on a parameter of %s: keys are not available in this version of Sharer. Remove"
                        + " the annotation; the calls then take turns whatever their arguments.")
                .formatted(method);
    }

    static String unknownFuture(String method, String type) {
        return ("SHARER-017: @Shared on %s: the method returns %s. An asynchronous method returns CompletionStage,"
                        + " CompletableFuture or Future itself; declare one of these.")
                .formatted(method, type);
    }

    static String sharedAndUnshared(String method) {
        return "SHARER-018: %s has both @Shared and @Unshared. Remove one of them.".formatted(method);
    }

    static String differentSettings(
            String queue, String member, int first, String firstPlace, int second, String secondPlace) {
        return ("SHARER-019: %s has %s = %d by @Shared on %s, and %d by @Shared on %s. Say it once, or the same"
                        + " everywhere.")
                .formatted(queue, member, first, firstPlace, second, secondPlace);
    }

    static String invalidCapacity(String where, int capacity) {
        return "SHARER-020: @Shared on %s: the capacity is %d. Use 0 for no limit, or a positive number."
                .formatted(where, capacity);
    }

    static String invalidPermits(String where, int permits) {
        return "SHARER-021: @Shared on %s: permits is %d, with which nothing could ever run. Use 1 or more."
                .formatted(where, permits);
    }

    static String noOwnQueue(String injectionPoint) {
        return ("SHARER-022: @Inject SerialExecutor at %s: the bean has no queue of its own, because neither its class nor"
                        + " one of its methods is @Shared. Add @Shared, or name a queue with @SharedQueue.")
                .formatted(injectionPoint);
    }

    static String emptyQueueName(String injectionPoint) {
        return "SHARER-023: @SharedQueue(\"\") at %s: a shared queue needs a name.".formatted(injectionPoint);
    }

    static String outsideCreation() {
        return "SHARER-024: a SerialExecutor without @SharedQueue can only be injected into a @Shared bean while that is"
                + " created. Inject it there, or look up a named one with @SharedQueue.";
    }

    static String lifeCycle(String queue, String method) {
        return ("SHARER-025: %s was called on the injected queue '%s', whose life is the container's business. Only a queue"
                        + " built with SerialExecutor.builder can be shut down.")
                .formatted(method, queue);
    }

    static String notABean(String type) {
        return ("SHARER-026: @Shared on %s has no effect, because the class is not a bean. Give it a scope such as"
                        + " @ApplicationScoped, or build a queue with SerialExecutor.builder.")
                .formatted(type);
    }

    static String tooFarAway(String type) {
        return ("SHARER-027: @Shared comes to %s by more than one step, as from a stereotype of a stereotype; no container"
                        + " shows an extension such a class in time. Put @Shared on the class, or on its stereotype.")
                .formatted(type);
    }

    static String invalidTimeout(String where, String timeout) {
        return ("SHARER-028: @Shared on %s: the timeout is \"%s\". Use a duration such as \"PT5S\" for five seconds,"
                        + " \"PT0S\" for now or never, or leave it out to wait as long as it takes.")
                .formatted(where, timeout);
    }

    static String asynchronousUntilCommit(String method) {
        return ("SHARER-055: @Shared(until = COMMIT) on %s: the method is asynchronous, so its body runs outside its"
                        + " caller's transaction and cannot wait for that. Leave until out, or make the method return its"
                        + " result instead of a stage.")
                .formatted(method);
    }

    static String untilCommitOnItsThread(String where) {
        return ("SHARER-056: @Shared(until = COMMIT) on %s: the queue has a dedicated thread, on which a body is outside"
                        + " its caller's transaction and cannot wait for that. Leave out until or runOn.")
                .formatted(where);
    }

    static String noTransactions(String where) {
        return ("SHARER-057: @Shared(until = COMMIT) on %s: there is no Jakarta Transactions here, so there is nothing to"
                        + " wait for. Leave until out, or deploy to a server that has transactions.")
                .formatted(where);
    }

    static String asynchronousInTransaction(String method, String type) {
        return ("SHARER-058: @Shared on %s: the method is asynchronous, so its body never runs in its caller's"
                        + " transaction, and @Transactional(%s) would mean something else than it says. Use REQUIRES_NEW"
                        + " or NOT_SUPPORTED, or leave @Transactional out.")
                .formatted(method, type);
    }

    static String endsBeforeCommit(String method, String queue) {
        return ("SHARER-059: %s was called inside a transaction. Its turn in the queue '%s' ends when it returns, before"
                        + " that transaction has completed, so the next caller may see what is not committed. Use"
                        + " @Shared(until = COMMIT) to keep the turn until then, or begin the transaction inside the"
                        + " turn, as with @Transactional(REQUIRES_NEW) on the method. This is told once.")
                .formatted(method, queue);
    }

    static String readOnThread(String queue, String where, String thread) {
        return onThread(
                35, queue, where, "access = READ", thread, "Leave it out: bodies on one thread run one by one.");
    }

    static String permitsOnThread(String queue, String where, int permits, String thread) {
        return onThread(
                36, queue, where, "permits = " + permits, thread, "Leave it out: bodies on one thread run one by one.");
    }

    static String commitOnThread(String queue, String where, String thread) {
        return onThread(
                37,
                queue,
                where,
                "until = COMMIT",
                thread,
                "Leave it out: the transaction is the caller's, and does not come to the thread.");
    }

    static String keyOnThread(String queue, String where, String thread) {
        return onThread(
                38,
                queue,
                where,
                "@SharedKey on a parameter",
                thread,
                "Leave it out: there is one thread for all keys.");
    }

    static String lateEndFailed(String beanClass) {
        return "SHARER-039: the @PreDestroy of %s ran late, when its dedicated thread came back, and failed. Nobody waits for it any more."
                .formatted(beanClass);
    }

    private static String onThread(int code, String queue, String where, String what, String thread, String advice) {
        return "SHARER-%03d: @Shared on %s: %s goes not together with runOn = DEDICATED_THREAD, which %s has by @Shared on %s. %s"
                .formatted(code, where, what, queue, thread, advice);
    }

    static String together(int count, String problems) {
        return "Sharer found %d definition error%s:%n%s".formatted(count, count == 1 ? "" : "s", problems);
    }
}

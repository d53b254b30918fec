package io.sharer.cdi;

/** All that the extension says to users about turns in CDI. */
final class CdiMessages {
    private CdiMessages() {}

    static String finalClass(String type) {
        return "SHARER-010: @Shared on %s: the class is final, so CDI cannot intercept its methods. Remove 'final'."
                .formatted(type);
    }

    static String finalMethod(String method) {
        return "SHARER-012: @Shared on %s: the method is final, so CDI cannot intercept it. Remove 'final'."
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

    static String keyOutsideTurns(String method) {
        return ("SHARER-030: @SharedKey on a parameter of %s has no effect, because calls of that take no turns. Put @Shared"
                        + " on the method or its class, or remove @SharedKey.")
                .formatted(method);
    }

    static String keyNotRepeated(String method, String overridden) {
        return ("SHARER-032: %s overrides %s, which has another key, and @SharedKey on a parameter is not inherited. Put"
                        + " @SharedKey on the same parameters of both.")
                .formatted(method, overridden);
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
        return ("SHARER-023: @SharedQueue without a name at %s: nobody could tell which queue is meant. Give the name that the"
                        + " beans in the queue give, as in @SharedQueue(\"till\"), or leave the annotation out where the"
                        + " bean's own queue is wanted.")
                .formatted(injectionPoint);
    }

    static String outsideCreation() {
        return "SHARER-024: a SerialExecutor without @SharedQueue can only be injected into a @Shared bean while that is"
                + " created. Inject it there, or look up a named one with @SharedQueue.";
    }

    static String outsideInjection(String method) {
        return ("SHARER-029: SerialExecutor as a parameter of %s: the container calls the method after the bean was created,"
                        + " when it cannot tell any more which instance's queue is meant. Inject the queue into a field, the"
                        + " constructor or an initializer, or name it with @SharedQueue.")
                .formatted(method);
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

    static String unintercepted(String type) {
        return ("SHARER-075: @Shared on %s has no effect on an instance that was made now: the container has put none of"
                        + " Sharer's interceptors before it, so its calls take no turns. Some servers do so in one of"
                        + " several WARs of an EAR that have Sharer's jar each: put the jar into the EAR's library"
                        + " instead.")
                .formatted(type);
    }

    static String tooFarAway(String type) {
        return ("SHARER-027: @Shared comes to %s by more than one step, as from a stereotype of a stereotype, or by another"
                        + " extension; no container shows an extension such a class in time. Put @Shared on the class, or on"
                        + " its stereotype.")
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

    static String noTransactions(String where) {
        return ("SHARER-057: @Shared(until = COMMIT) on %s: there is no Jakarta Transactions here, so there is nothing to"
                        + " wait for. Leave until out, or deploy to a server that has transactions.")
                .formatted(where);
    }

    static String endsBeforeCommit(String method, String queue) {
        return ("SHARER-059: %s was called inside a transaction. Its turn in the queue '%s' ends when it returns, before"
                        + " that transaction has completed, so the next caller may see what is not committed. Use"
                        + " @Shared(until = COMMIT) to keep the turn until then, or begin the transaction inside the"
                        + " turn, as with @Transactional(REQUIRES_NEW) on the method. This is told once.")
                .formatted(method, queue);
    }

    static String sessionBeanOnThread(String queue, String where, String annotation, String thread) {
        return onThread(
                "SHARER-034",
                queue,
                Places.ofShared(where),
                "a session bean (@" + annotation + ")",
                thread,
                "Make the class a CDI bean such as an @ApplicationScoped one: a session bean's calls cannot go on on"
                        + " another thread.");
    }

    static String readOnThread(String queue, String where, String thread) {
        return onThread(
                "SHARER-035",
                queue,
                Places.ofShared(where),
                "access = READ",
                thread,
                "Leave it out: bodies on one thread run one by one.");
    }

    static String permitsOnThread(String queue, String where, int permits, String thread) {
        return onThread(
                "SHARER-036",
                queue,
                where,
                "permits = " + permits,
                thread,
                "Leave it out: bodies on one thread run one by one.");
    }

    static String commitOnThread(String queue, String where, String thread) {
        return onThread(
                "SHARER-037",
                queue,
                Places.ofShared(where),
                "until = COMMIT",
                thread,
                "Leave it out: the transaction is the caller's, and does not come to the thread.");
    }

    static String keyOnThread(String queue, String where, String thread) {
        return onThread(
                "SHARER-038",
                queue,
                Places.ofShared(where),
                "@SharedKey on a parameter",
                thread,
                "Leave it out: there is one thread for all keys.");
    }

    static String lateEndFailed(String beanClass) {
        return "SHARER-039: the @PreDestroy of %s ran late, when its dedicated thread came back, and failed. Nobody waits for it any more."
                .formatted(beanClass);
    }

    private static String onThread(String code, String queue, String where, String what, String thread, String advice) {
        return "%s: %s: %s cannot be combined with runOn = DEDICATED_THREAD, which %s has by %s. %s"
                .formatted(code, where, what, queue, thread, advice);
    }

    static String productTakesNoTurns(String producer, String type) {
        return ("SHARER-040: %s produces %s, which is @Shared, but no container intercepts what a producer returns, so its"
                        + " calls would take no turns. Give the producer method a parameter InterceptionFactory<%s> and return"
                        + " factory.createInterceptedInstance(product), or make the class a bean.")
                .formatted(producer, type, simpleName(type));
    }

    static String productMayTakeNoTurns(String producer, String type) {
        return ("SHARER-041: %s produces %s, which is @Shared. Calls take turns if what it returns is an instance of the"
                        + " bean that it got injected, and none if it has made the object itself. Let the producer method have"
                        + " the bean, or an InterceptionFactory<%s>, as a parameter.")
                .formatted(producer, type, simpleName(type));
    }

    static String sharedProducer(String method) {
        return ("SHARER-042: @Shared on %s: on a producer method it would make the producing take turns, and not the calls"
                        + " of what is produced. Put it on the class of the product and pass that through an"
                        + " InterceptionFactory; for turns at producing, call a @Shared method from the producer.")
                .formatted(method);
    }

    static String asynchronousOnSessionBean(String method, String annotation) {
        return ("SHARER-043: @Shared on %s: its class is a session bean (@%s), whose calls cannot go on on another thread."
                        + " Make the method synchronous, or the class a CDI bean such as an @ApplicationScoped one.")
                .formatted(method, annotation);
    }

    static String togetherWithAsynchronous(String method, String annotation) {
        return ("SHARER-044: @Shared on %s stands together with @%s, so the call would be given to an executor twice."
                        + " Remove @Asynchronous: a @Shared method that returns a CompletionStage is asynchronous by itself.")
                .formatted(method, annotation);
    }

    static String transactionOfAsynchronous(String method, String txType) {
        return ("SHARER-045: @Shared on %s: the method is asynchronous and @Transactional(%s), but its body runs outside the"
                        + " transaction of its caller. Use REQUIRES_NEW or NOT_SUPPORTED, which say so, or make the method"
                        + " synchronous.")
                .formatted(method, txType);
    }

    static String ownQueueInRequest(String type) {
        return ("SHARER-046: @Shared on %s: the bean is @RequestScoped, so every request has an instance with a queue of its"
                        + " own, and different requests take no turns with each other. Name a queue, as in @Shared(\"till\"), or"
                        + " give the bean a longer scope.")
                .formatted(type);
    }

    static String ownQueueInPool(String type) {
        return ("SHARER-065: @Shared on %s: the bean is @Stateless, so each instance of the container's pool has a queue of"
                        + " its own, and callers who get different instances take no turns with each other. Name a queue,"
                        + " as in @Shared(\"till\"), or make the class an @ApplicationScoped bean.")
                .formatted(type);
    }

    static String ownQueueOfDependentInRequest(String type, String injectionPoint) {
        return ("SHARER-066: @Shared on %s: the bean is @Dependent and injected into a @RequestScoped one, at %s, so every"
                        + " request has an instance with a queue of its own, and different requests take no turns with each"
                        + " other. Name a queue, as in @Shared(\"till\"), or give the bean a longer scope.")
                .formatted(type, injectionPoint);
    }

    static String ownQueuesOfDependents(String type, String injectionPoints) {
        return ("SHARER-067: @Shared on %s: the bean is @Dependent, so each of these has an instance with a queue of its own,"
                        + " and they take no turns with each other: %s. If they use the same thing, name a queue, as in"
                        + " @Shared(\"till\"), or give the bean a longer scope.")
                .formatted(type, injectionPoints);
    }

    static String holdsForOthersToo(String member, int value, String method, String others, boolean side) {
        return ("SHARER-068: @Shared(%s = %d) on %s: it belongs to the queue, wherever it stands, so it holds for %s as"
                        + " well%s. Say it on the class, if that is meant, or give the method a queue of another name.")
                .formatted(
                        member,
                        value,
                        method,
                        others,
                        side ? ", which may run beside each other and themselves then" : "");
    }

    static String replaced(String method, String setting) {
        return ("SHARER-069: @Shared on %s replaces that on its class, so the class's %s does not hold there. Say it on the"
                        + " method too, if it shall.")
                .formatted(method, setting);
    }

    static String overflowWithoutCapacity(String where, String overflow, String queue) {
        return ("SHARER-070: @Shared(overflow = %s) on %s has no effect, because %s has no capacity and is never full. Give"
                        + " it a capacity, or leave overflow out.")
                .formatted(overflow, where, queue);
    }

    static String configuredOverflowWithoutCapacity(String key, String queue) {
        return ("SHARER-485: %s has no effect, because %s has no capacity and is never full. Configure its capacity, too, or"
                        + " remove the key.")
                .formatted(key, queue);
    }

    static String unsharedWithoutShared(String method, String type) {
        return ("SHARER-071: @Unshared on %s has no effect, because %s is not @Shared: there only methods take turns that are"
                        + " @Shared themselves. Remove it, or put @Shared on the class.")
                .formatted(method, type);
    }

    static String blankQueueName(String where) {
        return ("SHARER-072: @Shared on %s: the name of the queue is blank. Give it one that can be read, or none for the"
                        + " bean instance's own queue.")
                .formatted(where);
    }

    static String queueOfNoBean(String queue, String injectionPoints, String known) {
        return ("SHARER-073: @SharedQueue(\"%s\") at %s: no bean is in a queue of that name, so it is there for its"
                        + " SerialExecutor alone. If the name is misspelt: %s.")
                .formatted(
                        queue,
                        injectionPoints,
                        known.isEmpty() ? "no bean names a queue" : "the names that beans give are " + known);
    }

    static String objectsOwnMethod(String method) {
        return ("SHARER-047: @Shared on %s: equals, hashCode and toString never take a turn, for collections and logs call"
                        + " them anywhere. Remove the annotation, or give the method another name.")
                .formatted(method);
    }

    static String activatedOutside() {
        return "SHARER-049: a @Shared bean that was passivated is activated where no application with Sharer runs. Activate it"
                + " on a thread of its application.";
    }

    static String onInterface(String type) {
        return ("SHARER-050: @Shared on %s has no effect, because annotations of an interface are not inherited. Put it on the"
                        + " classes that implement it.")
                .formatted(type);
    }

    static String defaultMethod(String method, String type) {
        return ("SHARER-051: %s is a default method of an interface, which this container does not intercept: on %s it takes no"
                        + " turn. Override it in the class.")
                .formatted(method, type);
    }

    private static String simpleName(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }

    static String together(int count, String problems) {
        return "Sharer found %d definition error%s:%n%s".formatted(count, count == 1 ? "" : "s", problems);
    }
}

package io.sharer.cdi.loop;

/** All that event loops say to users of CDI: SHARER-469 to SHARER-479. */
final class LoopCdiMessages {
    private LoopCdiMessages() {}

    static String notCallable(String method, String why) {
        return ("SHARER-470: @LoopTask on %s: the method is %s, so it cannot be called as others call the bean. Put the"
                        + " annotation on a method that is neither private nor static nor final.")
                .formatted(method, why);
    }

    static String signature(String method) {
        return ("SHARER-471: @LoopTask on %s: nobody passes arguments to it, or takes what it returns. Let it have no"
                        + " parameters and return void; what it needs can be injected into its bean.")
                .formatted(method);
    }

    static String invalidEvery(String method, String every) {
        return ("SHARER-472: @LoopTask on %s: every = \"%s\" is no positive duration of ISO 8601. Write one, as in \"PT1H\" or \"P1D\","
                        + " or leave it out for a task that runs once.")
                .formatted(method, every);
    }

    static String blankLoop(String method) {
        return "SHARER-473: @LoopTask on %s: loop is blank. Name a loop, or leave it out for the unnamed one."
                .formatted(method);
    }

    static String noSuchContext(String method, String scope) {
        return ("SHARER-474: @LoopTask on %s: the bean is @%s, and a task runs in no such context. Move the method to a bean"
                        + " that is @ApplicationScoped, @RequestScoped or @Dependent.")
                .formatted(method, scope);
    }

    static String notOfBean(String method) {
        return ("SHARER-475: @LoopTask on %s: the method belongs to none of the bean's types, so it cannot be called as others"
                        + " call the bean. Add a type that has it, by @Typed or as a view.")
                .formatted(method);
    }

    static String notABean(String type) {
        return ("SHARER-476: @LoopTask in %s has no effect, because the class is not a bean. Give it a scope such as"
                        + " @ApplicationScoped, or declare the task with EventLoop.task.")
                .formatted(type);
    }

    static String failed(String task, String loop, Object every) {
        return "SHARER-477: the task %s of the event loop '%s' failed. It begins again in %s."
                .formatted(task, loop, every);
    }

    static String notBegun(String task, String loop, Object every, Throwable why) {
        return ("SHARER-479: the task %s of the event loop '%s' could not begin this time, as when the server is stopping. It"
                        + " is tried again in %s, and this is not told again until it has begun: %s")
                .formatted(task, loop, every, why);
    }

    static String neverBegins(String task, String loop) {
        return ("SHARER-469: the task %s of the event loop '%s' could not begin when the application started, and does not"
                        + " run. Mend what the cause tells, and start the application again.")
                .formatted(task, loop);
    }

    static String lifeCycle(String loop, String method) {
        return ("SHARER-478: %s of the event loop '%s' is not for beans: it starts with the application, or when it is first"
                        + " used, and ends with it. Build a loop with EventLoop.named to have one of your own.")
                .formatted(method, loop);
    }
}

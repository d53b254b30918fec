package io.sharer.loop;

import static org.awaitility.Awaitility.await;

import java.util.List;

/** The threads of loops and work queues that are there. */
final class LoopThreads {
    private LoopThreads() {}

    static List<String> of(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(thread -> thread.startsWith("sharer-" + name) || thread.startsWith("sharer-timer-" + name))
                .toList();
    }

    /** Threads that were told to end may take a moment for that. */
    static void awaitNone(String name) {
        await().until(() -> of(name).isEmpty());
    }
}

package io.sharer.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The executor that the server gives to applications. */
final class ServerExecutor {
    private ServerExecutor() {}

    @SuppressWarnings("BanJNDI") // a fixed name, which every server has to bind
    static ManagedExecutorService get() {
        try {
            return InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Of the same kind as those of the executor, by class and name: no thread of anybody else's is, but not all are
     * manageable. The group of each is that of whoever asked for something when it was made.
     */
    static void assertIsOneOfItsThreads(Thread thread) throws Exception {
        Thread known = get().submit(Thread::currentThread).get(30, SECONDS);
        assertThat(thread).isNotSameAs(Thread.currentThread()).hasSameClassAs(known);
        assertThat(thread.getName().replaceAll("[0-9]+", "N"))
                .isEqualTo(known.getName().replaceAll("[0-9]+", "N"));
    }
}

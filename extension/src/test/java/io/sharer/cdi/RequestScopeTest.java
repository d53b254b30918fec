package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.Shared;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The body of an asynchronous call has a request scope of its own. */
class RequestScopeTest {
    @RegisterExtension
    final Container container = Container.with(Visitor.class, Archive.class, Front.class, Log.class);

    @ApplicationScoped
    static class Log {
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();

        int begin() {
            return begun.incrementAndGet();
        }

        void end() {
            ended.incrementAndGet();
        }

        int ended() {
            return ended.get();
        }
    }

    @RequestScoped
    static class Visitor {
        @Inject
        Log log;

        private int number;

        int number() {
            if (number == 0) {
                number = log.begin();
            }
            return number;
        }

        @PreDestroy
        void leave() {
            log.end();
        }
    }

    @Shared
    @ApplicationScoped
    static class Archive {
        @Inject
        Visitor visitor;

        CompletableFuture<Integer> numberLater() {
            return CompletableFuture.completedFuture(visitor.number());
        }

        CompletableFuture<Boolean> isSameTwice() {
            int first = visitor.number();
            return CompletableFuture.completedFuture(visitor.number() == first);
        }

        int number() {
            return visitor.number();
        }
    }

    @ApplicationScoped
    static class Front {
        @Inject
        Archive archive;

        @Inject
        Visitor visitor;

        @ActivateRequestContext
        boolean asynchronousBodyHasTheCallersVisitor() throws Exception {
            int own = visitor.number();
            return archive.numberLater().get(20, SECONDS) == own;
        }

        @ActivateRequestContext
        boolean synchronousBodyHasTheCallersVisitor() {
            return archive.number() == visitor.number();
        }
    }

    @Test
    void itIsActiveInTheBody() throws Exception {
        assertThat(container.get(Archive.class).isSameTwice().get(20, SECONDS)).isTrue();
    }

    @Test
    void eachBodyHasAFreshOne() throws Exception {
        Archive archive = container.get(Archive.class);

        int one = archive.numberLater().get(20, SECONDS);
        int other = archive.numberLater().get(20, SECONDS);

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void itIsNotTheCallers() throws Exception {
        assertThat(container.get(Front.class).asynchronousBodyHasTheCallersVisitor())
                .isFalse();
    }

    @Test
    void aSynchronousBodyHasTheCallers() {
        assertThat(container.get(Front.class).synchronousBodyHasTheCallersVisitor())
                .isTrue();
    }

    @Test
    void itEndsWithTheBody() throws Exception {
        Log log = container.get(Log.class);

        container.get(Archive.class).numberLater().get(20, SECONDS);

        await().atMost(20, SECONDS).until(() -> log.ended() == 1);
    }
}

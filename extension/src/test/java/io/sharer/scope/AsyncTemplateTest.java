package io.sharer.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.AcquireException;
import io.sharer.ReleaseException;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceTemplate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Resources that come, and go, some time later. */
@SuppressWarnings("try") // a scope is there for its length
class AsyncTemplateTest {
    private final ResourceManager manager = ResourceManager.create();
    private final List<String> released = Collections.synchronizedList(new ArrayList<>());

    @Test
    void bothAreAwaited() throws Exception {
        CompletableFuture<String> coming = new CompletableFuture<>();
        CompletableFuture<String> going = new CompletableFuture<>();
        ResourceTemplate<String> template = ResourceTemplate.ofAsync(() -> coming, resource -> going);
        ResourceTemplate<Thing> before = ResourceTemplate.of(() -> new Thing("before", released));
        Thread closer = Thread.currentThread();
        CompletableFuture<String> watch = Threads.begin(() -> {
            Threads.awaitWaiting(closer);
            coming.complete("here");
            return "watched";
        });
        CompletableFuture<String> second;
        try (ResourceScope scope = manager.open()) {
            before.acquire();
            assertThat(template.acquire()).isEqualTo("here");
            watch.get(20, TimeUnit.SECONDS);
            second = Threads.begin(() -> {
                Threads.awaitWaiting(closer);
                assertThat(released).isEmpty();
                going.complete("gone");
                return "watched";
            });
        }
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("watched");
        assertThat(released).containsExactly("before");
    }

    @Test
    void itsFailureIsTheCauseItself() {
        IOException cause = new IOException("never comes");
        ResourceTemplate<String> template = ResourceTemplate.ofAsync(
                () -> CompletableFuture.failedFuture(cause), resource -> CompletableFuture.completedFuture(null));
        try (ResourceScope scope = manager.open()) {
            assertThatThrownBy(template::acquire)
                    .isInstanceOf(AcquireException.class)
                    .hasCause(cause);
        }
    }

    @Test
    void aFailingReleaseIsToldAtTheEnd() {
        RuntimeException failure = new IllegalArgumentException("stays");
        ResourceScope scope = manager.open();
        ResourceTemplate.ofAsync(
                        () -> CompletableFuture.completedFuture("a"),
                        resource -> CompletableFuture.failedFuture(failure))
                .acquire();
        assertThatThrownBy(scope::close).isSameAs(failure);
    }

    @Test
    void aNullStageIsToldClearly() {
        ResourceTemplate<String> never = ResourceTemplate.ofAsync(AsyncTemplateTest::noStage, resource -> noStage());
        ResourceTemplate<String> stays =
                ResourceTemplate.ofAsync(() -> CompletableFuture.completedFuture("a"), resource -> noStage());
        ResourceScope scope = manager.open();
        assertThatThrownBy(never::acquire)
                .isInstanceOf(AcquireException.class)
                .cause()
                .hasMessageStartingWith("SHARER-315");
        stays.acquire();
        assertThatThrownBy(scope::close).hasMessageStartingWith("SHARER-315");
    }

    @SuppressWarnings("NullAway") // what users do all the same
    private static CompletableFuture<String> noStage() {
        return null;
    }

    @Test
    void whatComesAfterAnInterruptIsReleased() throws Exception {
        CompletableFuture<String> coming = new CompletableFuture<>();
        ResourceTemplate<String> template = ResourceTemplate.ofAsync(() -> coming, resource -> {
            released.add(resource);
            return CompletableFuture.completedFuture(null);
        });
        CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        Thread waiting = Threads.begin(
                () -> {
                    try (ResourceScope scope = manager.open()) {
                        assertThatThrownBy(template::acquire)
                                .isInstanceOf(AcquireException.class)
                                .hasCauseInstanceOf(InterruptedException.class);
                        return Thread.interrupted();
                    }
                },
                outcome);
        Threads.awaitWaiting(waiting);
        waiting.interrupt();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(released).isEmpty();
        coming.complete("late");
        assertThat(released).containsExactly("late");
    }

    @Test
    void aReleaseThatDoesNotEndIsNotWaitedForForEver() {
        AsyncPair<String> pair = new AsyncPair<>(
                () -> CompletableFuture.completedFuture("a"),
                resource -> new CompletableFuture<>(),
                Duration.ofMillis(1));
        assertThatThrownBy(() -> pair.release("a"))
                .isInstanceOf(ReleaseException.class)
                .hasMessageStartingWith("SHARER-316")
                .hasCauseInstanceOf(TimeoutException.class);
    }
}

package io.sharer.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.ResourceScope;
import io.sharer.ResourceTemplate;
import io.sharer.turn.ClassLoaderCarrier;
import io.sharer.turn.LogRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A scope goes along to code that runs elsewhere, and its end waits for that. */
@SuppressWarnings("try") // a scope is there for its length
class ScopeCarrierTest {
    private final ScopeManager manager = new ScopeManager(this);
    private final ScopeCarrier carrier = new ScopeCarrier(new ClassLoaderCarrier());
    private final List<String> released = Collections.synchronizedList(new ArrayList<>());
    private final ResourceTemplate<Thing> things = ResourceTemplate.of(() -> new Thing("a", released));
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void nothingIsLeft() {
        assertThat(manager.active()).isEmpty();
        assertThat(Contexts.size()).isZero();
    }

    private <T> Callable<T> held(Callable<T> body) {
        return () -> {
            begun.countDown();
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            return body.call();
        };
    }

    @Test
    void codeThatItGoesAlongToHasTheSameResource() throws Exception {
        try (ResourceScope scope = manager.open()) {
            Thing here = things.acquire();
            assertThat(Threads.onDead(carrier.carry(things::acquire))).isSameAs(here);
            assertThat(Threads.onDead(carrier.carry(manager::current))).contains(scope);
        }
        assertThat(released).containsExactly("a");
    }

    @Test
    void theEndWaitsForCodeThatRuns() throws Exception {
        ResourceScope scope = manager.open();
        CompletableFuture<Thing> inside = Threads.begin(carrier.carry(held(things::acquire)));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Thread releaser = new Thread(goOn::countDown);
        Thread closer = Thread.currentThread();
        CompletableFuture<String> watch = Threads.begin(() -> {
            Threads.awaitWaiting(closer);
            assertThat(released).isEmpty();
            releaser.start();
            return "watched";
        });
        scope.close();
        assertThat(watch.get(20, TimeUnit.SECONDS)).isEqualTo("watched");
        assertThat(inside.get(20, TimeUnit.SECONDS).name()).isEqualTo("a");
        assertThat(released).containsExactly("a");
    }

    @Test
    void theEndWaitsForAnOutcomeThatItWasTold() throws Exception {
        ResourceScope scope = manager.open();
        things.acquire();
        CompletableFuture<String> outcome = Resources.await(new CompletableFuture<>(), () -> false);
        Thread closer = Thread.currentThread();
        CompletableFuture<String> watch = Threads.begin(() -> {
            Threads.awaitWaiting(closer);
            assertThat(released).isEmpty();
            outcome.completeExceptionally(new IllegalArgumentException("its own"));
            return "watched";
        });
        scope.close();
        assertThat(watch.get(20, TimeUnit.SECONDS)).isEqualTo("watched");
        assertThat(released).containsExactly("a");
    }

    @Test
    void anInterruptDoesNotEndTheWaitAndIsKept() throws Exception {
        ResourceScope scope = manager.open();
        things.acquire();
        CompletableFuture<String> outcome = Resources.await(new CompletableFuture<>(), () -> false);
        Thread closer = Thread.currentThread();
        CompletableFuture<String> watch = Threads.begin(() -> {
            Threads.awaitWaiting(closer);
            closer.interrupt();
            Threads.awaitWaiting(closer);
            assertThat(released).isEmpty();
            outcome.complete("done");
            return "watched";
        });
        scope.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(watch.get(20, TimeUnit.SECONDS)).isEqualTo("watched");
        assertThat(released).containsExactly("a");
    }

    @Test
    void theWaitIsBoundedAndWhoComesLaterIsRefused() throws Exception {
        ScopeManager impatient = new ScopeManager(this, Duration.ofMillis(1));
        ResourceScope scope = impatient.open();
        things.acquire();
        CompletableFuture<String> inside = Threads.begin(carrier.carry(held(() -> {
            assertThatThrownBy(things::acquire)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("SHARER-302");
            return "refused";
        })));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        try (LogRecorder log = new LogRecorder()) {
            scope.close();
            assertThat(log.messages()).singleElement().asString().startsWith("SHARER-312");
        }
        assertThat(released).containsExactly("a");
        goOn.countDown();
        assertThat(inside.get(20, TimeUnit.SECONDS)).isEqualTo("refused");
    }

    @Test
    void codeThatBeginsAfterTheEndIsRefused() {
        ResourceScope scope = manager.open();
        Callable<Thing> late = carrier.carry(things::acquire);
        String name = scope.name();
        scope.close();
        assertThatThrownBy(late::call)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SHARER-303")
                .hasMessageContaining(name);
        assertThat(manager.current()).isEmpty();
    }

    @Test
    void codeInsideMayCloseItAndTheLastOfItEndsIt() throws Exception {
        ResourceScope scope = manager.open();
        Threads.onDead(carrier.carry(() -> {
            things.acquire();
            scope.close();
            assertThat(released).isEmpty();
            return things.acquire();
        }));
        assertThat(released).containsExactly("a");
        assertThat(manager.current()).isEmpty();
    }

    @Test
    void whoWouldWaitForItselfLeavesTheEndToTheOutcome() {
        ResourceScope scope = manager.open();
        things.acquire();
        CompletableFuture<String> outcome = Resources.await(new CompletableFuture<>(), () -> true);
        scope.close();
        assertThat(manager.current()).isEmpty();
        assertThat(released).isEmpty();
        outcome.complete("done");
        assertThat(released).containsExactly("a");
    }

    @Test
    void whatFailsWhenNobodyWaitsForTheEndIsLogged() {
        ResourceScope scope = manager.open();
        ResourceTemplate.of(() -> "a", resource -> {
                    throw new IllegalArgumentException("unseen");
                })
                .acquire();
        CompletableFuture<String> outcome = Resources.await(new CompletableFuture<>(), () -> true);
        scope.close();
        try (LogRecorder log = new LogRecorder()) {
            outcome.complete("done");
            assertThat(log.records()).singleElement().satisfies(line -> {
                assertThat(line.getMessage()).startsWith("SHARER-309");
                assertThat(line.getThrown()).hasMessage("unseen");
            });
        }
    }

    @Test
    void codeOfOneWhoIsInNoScopeIsInNoneOnAThreadThatIsInOne() throws Exception {
        Callable<Optional<ResourceScope>> stranger = carrier.carry(manager::current);
        try (ResourceScope scope = manager.open()) {
            assertThat(stranger.call()).isEmpty();
            assertThat(manager.current()).contains(scope);
        }
    }

    @Test
    void codeThatOpensOneOnAThreadThatIsInAnotherGivesThatBack() throws Exception {
        Callable<ResourceScope> stranger = carrier.carry(() -> {
            try (ResourceScope own = manager.open()) {
                things.acquire();
                return own;
            }
        });
        try (ResourceScope scope = manager.open()) {
            assertThat(stranger.call()).isNotEqualTo(scope);
            assertThat(released).containsExactly("a");
            assertThat(manager.current()).contains(scope);
        }
    }

    @Test
    void whatCodeLeavesOpenIsNotMetByTheNextOnItsThread() throws Exception {
        Callable<ResourceScope> forgetful = carrier.carry(() -> manager.open());
        ResourceScope forgotten = forgetful.call();
        assertThat(manager.current()).isEmpty();
        assertThat(manager.active()).containsExactly(forgotten);
        assertThatCode(forgotten::close).doesNotThrowAnyException();
    }

    @Test
    void whoHasJoinedInsideTheCodeKeepsItOpen() throws Exception {
        ResourceScope scope = manager.open();
        things.acquire();
        ResourceScope joined = Threads.onDead(carrier.carry(() -> manager.open(true)));
        scope.close();
        assertThat(released).isEmpty();
        joined.close();
        assertThat(released).containsExactly("a");
    }

    @Test
    void closingWhileCodeHasJoinedEndsItWithThat() throws Exception {
        ResourceScope scope = manager.open();
        Threads.onDead(carrier.carry(() -> {
            ResourceScope joined = manager.open(true);
            things.acquire();
            Threads.onDead(() -> {
                scope.close();
                return "closed";
            });
            assertThat(released).isEmpty();
            joined.close();
            return "left";
        }));
        assertThat(released).containsExactly("a");
        assertThat(manager.current()).isEmpty();
    }

    @Test
    void aCloserThatNeverWaitsIsToldTheEnd() throws Exception {
        ScopeHandle scope = manager.open("test", false);
        CompletableFuture<?> ended;
        CompletableFuture<String> outcome;
        try {
            things.acquire();
            outcome = Resources.await(new CompletableFuture<>(), () -> false);
        } finally {
            ended = scope.closeLater();
        }
        assertThat(manager.current()).isEmpty();
        assertThat(ended).isNotDone();
        outcome.complete("done");
        assertThat(ended).isCompleted();
        assertThat(released).containsExactly("a");
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // it is the one that this has made
    void theEndWaitsForWhatTheLastCodeInsideHasBegun() throws Exception {
        ResourceScope scope = manager.open();
        things.acquire();
        CompletableFuture<String> outcome = new CompletableFuture<>();
        CompletableFuture<CompletableFuture<String>> inside =
                Threads.begin(carrier.carry(held(() -> Resources.await(outcome, () -> false))));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Thread closer = Thread.currentThread();
        CompletableFuture<String> watch = Threads.begin(() -> {
            Threads.awaitWaiting(closer);
            goOn.countDown();
            assertThat(inside.get(20, TimeUnit.SECONDS)).isSameAs(outcome);
            Threads.awaitWaiting(closer);
            assertThat(released).isEmpty();
            outcome.complete("done");
            return "watched";
        });
        scope.close();
        assertThat(outcome).isDone();
        assertThat(watch.get(20, TimeUnit.SECONDS)).isEqualTo("watched");
        assertThat(released).containsExactly("a");
    }

    @Test
    void whatComesAfterTheEndIsReleasedOnceAndGivenToNobody() throws Exception {
        ScopeManager impatient = new ScopeManager(this, Duration.ofMillis(1));
        CountDownLatch releasing = new CountDownLatch(1);
        CountDownLatch mayRelease = new CountDownLatch(1);
        AtomicInteger releases = new AtomicInteger();
        ResourceTemplate<String> slow = ResourceTemplate.of(held(() -> "slow"), resource -> {
            releases.incrementAndGet();
            releasing.countDown();
            Threads.awaitUninterruptibly(mayRelease);
        });
        ResourceScope scope = impatient.open();
        CompletableFuture<String> acquiring = Threads.begin(carrier.carry(slow::acquire));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<String> another = Threads.begin(carrier.carry(() -> {
            inside.countDown();
            assertThat(releasing.await(20, TimeUnit.SECONDS)).isTrue();
            slow.release();
            assertThatThrownBy(slow::acquire)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("SHARER-302");
            return "refused";
        }));
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
        try (LogRecorder log = new LogRecorder()) {
            scope.close();
        }
        goOn.countDown();
        assertThat(another.get(20, TimeUnit.SECONDS)).isEqualTo("refused");
        mayRelease.countDown();
        assertThatThrownBy(() -> acquiring.get(20, TimeUnit.SECONDS)).hasMessageContaining("SHARER-302");
        assertThat(releases).hasValue(1);
    }

    @Test
    void codeThatComesAsTheEndBeginsIsEitherWaitedForOrRefused() throws Exception {
        for (int i = 0; i < 500; i++) {
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            ResourceTemplate<Thing> each = ResourceTemplate.of(() -> new Thing("each", order));
            ResourceScope scope = manager.open();
            each.acquire();
            Callable<Boolean> code = carrier.carry(() -> {
                boolean early = order.isEmpty();
                Thread.onSpinWait();
                return early && order.isEmpty();
            });
            CompletableFuture<Boolean> inside = Threads.begin(code);
            scope.close();
            CompletableFuture<Boolean> intact = inside.exceptionally(
                    refused -> String.valueOf(refused.getMessage()).startsWith("SHARER-303"));
            assertThat(intact.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theEndOfTheApplicationWaitsForAReleaseThatIsUnderWay() throws Exception {
        CountDownLatch releasing = new CountDownLatch(1);
        ResourceTemplate<String> slow = ResourceTemplate.of(() -> "slow", resource -> {
            releasing.countDown();
            Threads.awaitUninterruptibly(goOn);
            released.add(resource);
        });
        CompletableFuture<String> closing = Threads.begin(() -> {
            try (ResourceScope scope = manager.open()) {
                return slow.acquire();
            }
        });
        assertThat(releasing.await(20, TimeUnit.SECONDS)).isTrue();
        Thread ending = Thread.currentThread();
        CompletableFuture<String> watch = Threads.begin(() -> {
            Threads.awaitWaiting(ending);
            goOn.countDown();
            return "watched";
        });
        manager.endAll();
        assertThat(released).containsExactly("slow");
        assertThat(closing.get(20, TimeUnit.SECONDS)).isEqualTo("slow");
        assertThat(watch.get(20, TimeUnit.SECONDS)).isEqualTo("watched");
    }

    @Test
    void theEndOfTheApplicationWaitsForAllReleasesTogetherAndTellsWhichGoOn() throws Exception {
        ScopeManager hasty = new ScopeManager(this, Duration.ofMillis(10));
        CountDownLatch releasing = new CountDownLatch(2);
        ResourceTemplate<String> slow = ResourceTemplate.of(() -> "slow", resource -> {
            releasing.countDown();
            Threads.awaitUninterruptibly(goOn);
        });
        Callable<String> use = () -> {
            try (ResourceScope scope = hasty.open()) {
                return slow.acquire();
            }
        };
        CompletableFuture<String> one = Threads.begin(use);
        CompletableFuture<String> two = Threads.begin(use);
        assertThat(releasing.await(20, TimeUnit.SECONDS)).isTrue();
        try (LogRecorder log = new LogRecorder()) {
            hasty.endAll();
            assertThat(log.messages())
                    .hasSize(2)
                    .allSatisfy(text -> assertThat(text).startsWith("SHARER-318"));
            hasty.endLate();
            assertThat(log.messages()).hasSize(2);
        }
        goOn.countDown();
        assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo(two.get(20, TimeUnit.SECONDS));
    }
}

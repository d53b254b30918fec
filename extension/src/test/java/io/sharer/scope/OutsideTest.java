package io.sharer.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.OutsideUse;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceTemplate;
import io.sharer.turn.LogRecorder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Resources that are acquired where no scope is open, and what dead threads leave. */
@SuppressWarnings("try") // a scope is there for its length
class OutsideTest {
    private final ResourceManager manager = ResourceManager.create();
    private final List<String> released = Collections.synchronizedList(new ArrayList<>());
    private final ResourceTemplate<Thing> warning = ResourceTemplate.of(() -> new Thing("a", released));
    private final ResourceTemplate<Thing> allowed = warning.outside(OutsideUse.ALLOW);
    private final ResourceTemplate<Thing> refused = warning.outside(OutsideUse.FAIL);

    @BeforeEach
    @AfterEach
    void nothingIsLeft() {
        assertThat(OutsideHoldings.size()).isZero();
        assertThat(manager.active()).isEmpty();
    }

    @Test
    void itCanBeRefused() {
        assertThatThrownBy(refused::acquire)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SHARER-305");
        try (ResourceScope scope = manager.open()) {
            assertThat(refused.acquire()).isSameAs(allowed.acquire());
        }
    }

    @Test
    void itIsBoundToTheThread() throws Exception {
        Thing here = allowed.acquire();
        assertThat(allowed.acquire()).isSameAs(here);
        Thing there = Threads.onDead(() -> {
            Thing own = allowed.acquire();
            allowed.release();
            return own;
        });
        assertThat(there).isNotSameAs(here);
        assertThat(released).containsExactly("a");
        allowed.release();
        assertThat(released).containsExactly("a", "a");
    }

    @Test
    void itIsAnotherThanThatOfAScopeAndOutlastsIt() {
        Thing outside = allowed.acquire();
        try (ResourceScope scope = manager.open()) {
            assertThat(allowed.acquire()).isNotSameAs(outside);
        }
        assertThat(released).containsExactly("a");
        assertThat(allowed.acquire()).isSameAs(outside);
        allowed.release();
    }

    @Test
    void itIsWarnedOfOnceForEachPlaceWithTheStack() {
        try (LogRecorder log = new LogRecorder()) {
            for (int i = 0; i < 3; i++) {
                warning.acquire();
            }
            assertThat(log.records()).singleElement().satisfies(line -> {
                assertThat(line.getMessage()).startsWith("SHARER-313").contains("OutsideTest.java");
                assertThat(line.getThrown().getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(OutsideTest.class.getName()));
            });
            warning.acquire();
            assertThat(log.records()).hasSize(2);
            allowed.acquire();
            assertThat(log.records()).hasSize(2);
        }
        warning.release();
    }

    @Test
    void aFailedAcquisitionLeavesNothing() {
        ResourceTemplate<Thing> failing = ResourceTemplate.<Thing>of(() -> {
                    throw new IllegalArgumentException("no");
                })
                .outside(OutsideUse.ALLOW);
        assertThatThrownBy(failing::acquire).hasMessageStartingWith("SHARER-307");
        assertThat(OutsideHoldings.size()).isZero();
    }

    @Test
    void whatADeadThreadHasLeftIsPurged() throws Exception {
        Threads.onDead(allowed::acquire);
        assertThat(released).isEmpty();
        try (LogRecorder log = new LogRecorder()) {
            assertThat(manager.purge()).isEqualTo(1);
            assertThat(log.messages()).singleElement().asString().startsWith("SHARER-314");
        }
        assertThat(released).containsExactly("a");
        assertThat(manager.purge()).isZero();
    }

    @Test
    void aTemplatePurgesItsOwnOnly() throws Exception {
        ResourceTemplate<Thing> other =
                ResourceTemplate.of(() -> new Thing("other", released)).outside(OutsideUse.ALLOW);
        Threads.onDead(() -> List.of(allowed.acquire(), other.acquire()));
        assertThat(warning.purge()).isEqualTo(1);
        assertThat(released).containsExactly("a");
        assertThat(other.purge()).isEqualTo(1);
        assertThat(released).containsExactly("a", "other");
    }

    @Test
    void whatALivingThreadHoldsIsNotPurged() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        CompletableFuture<Thing> outcome = Threads.begin(() -> {
            Thing own = allowed.acquire();
            held.countDown();
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            allowed.release();
            return own;
        });
        assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(manager.purge()).isZero();
        assertThat(released).isEmpty();
        goOn.countDown();
        outcome.get(20, TimeUnit.SECONDS);
        assertThat(released).containsExactly("a");
    }

    @Test
    void whatADeadThreadHasLeftIsReleasedAtTheNextUse() throws Exception {
        Threads.onDead(allowed::acquire);
        allowed.acquire();
        assertThat(released).containsExactly("a");
        allowed.release();
    }

    @Test
    void aHundredDeadThreadsDoNotPileUp() throws Exception {
        for (int i = 0; i < 100; i++) {
            Threads.onDead(allowed::acquire);
            assertThat(OutsideHoldings.size()).isLessThanOrEqualTo(2);
        }
        assertThat(manager.purge()).isEqualTo(1);
        assertThat(released).hasSize(100);
    }

    @Test
    void aReleaseThatFailsIsLoggedAndTheOthersGoOn() throws Exception {
        ResourceTemplate<String> failing = ResourceTemplate.of(() -> "b", resource -> {
                    throw new IllegalArgumentException("stuck");
                })
                .outside(OutsideUse.ALLOW);
        Threads.onDead(() -> allowed.acquire() + failing.acquire());
        try (LogRecorder log = new LogRecorder()) {
            assertThat(manager.purge()).isEqualTo(2);
            assertThat(log.records())
                    .singleElement()
                    .satisfies(line -> assertThat(line.getThrown()).hasMessage("stuck"));
        }
        assertThat(released).containsExactly("a");
    }

    @Test
    void aScopeThatADeadThreadHasLeftOpenIsPurged() throws Exception {
        ResourceScope left = Threads.onDead(() -> {
            ResourceScope scope = manager.open();
            allowed.acquire();
            return scope;
        });
        assertThat(manager.active()).containsExactly(left);
        try (LogRecorder log = new LogRecorder()) {
            assertThat(manager.purge()).isEqualTo(1);
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .startsWith("SHARER-310")
                    .contains(left.name());
        }
        assertThat(released).containsExactly("a");
        assertThat(manager.stats().leftBehind()).isEqualTo(1);
        left.close();
        assertThat(released).containsExactly("a");
    }

    @Test
    void anotherApplicationsScopesAreNotPurged() throws Exception {
        ScopeManager other = new ScopeManager("another application");
        ResourceScope left = Threads.onDead(other::open);
        assertThat(manager.purge()).isZero();
        assertThat(manager.active()).isEmpty();
        assertThat(other.active()).containsExactly(left);
        assertThat(other.purge()).isEqualTo(1);
    }

    @Test
    void whatIsStillOpenEndsWithTheApplication() {
        ScopeManager application = new ScopeManager("an application");
        application.open();
        allowed.acquire();
        try (LogRecorder log = new LogRecorder()) {
            application.endAll();
            assertThat(log.messages()).singleElement().asString().startsWith("SHARER-311");
        }
        assertThat(released).containsExactly("a");
        assertThat(application.active()).isEmpty();
        assertThat(application.current()).isEmpty();
    }
}

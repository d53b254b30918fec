package io.sharer.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sharer.AcquireException;
import io.sharer.ReleaseException;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A scope has each resource once, and releases all. */
@SuppressWarnings("try") // a scope is there for its length
class ResourceScopeTest {
    private final ResourceManager manager = ResourceManager.create();
    private final List<String> released = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger acquired = new AtomicInteger();

    @AfterEach
    void nothingIsLeft() {
        assertThat(manager.active()).isEmpty();
        assertThat(manager.current()).isEmpty();
        assertThat(Contexts.size()).isZero();
    }

    private ResourceTemplate<Thing> things(String name) {
        return ResourceTemplate.of(() -> {
            acquired.incrementAndGet();
            return new Thing(name, released);
        });
    }

    private ResourceTemplate<String> failing(Exception failure) {
        return ResourceTemplate.of(() -> {
            throw failure;
        });
    }

    private static ResourceTemplate<String> failingToRelease(String name, RuntimeException failure) {
        return ResourceTemplate.of(() -> name, resource -> {
            throw failure;
        });
    }

    @Test
    void nothingIsAcquiredBeforeItIsAskedFor() {
        ResourceTemplate<Thing> things = things("a");
        try (ResourceScope scope = manager.open()) {
            assertThat(manager.current()).contains(scope);
            assertThat(manager.active()).containsExactly(scope);
        }
        assertThat(acquired).hasValue(0);
        assertThat(things.toString()).contains("ResourceScopeTest");
    }

    @Test
    void aScopeHasOneOfEachAndTheNextScopeAnother() {
        ResourceTemplate<Thing> things = things("a");
        Thing first;
        try (ResourceScope scope = manager.open()) {
            first = things.acquire();
            assertThat(things.acquire()).isSameAs(first);
            assertThat(released).isEmpty();
        }
        assertThat(released).containsExactly("a");
        try (ResourceScope scope = manager.open()) {
            assertThat(things.acquire()).isNotSameAs(first);
        }
        assertThat(acquired).hasValue(2);
    }

    @Test
    void whatWasAcquiredLastIsReleasedFirst() {
        try (ResourceScope scope = manager.open()) {
            things("a").acquire();
            things("b").acquire();
            things("c").acquire();
        }
        assertThat(released).containsExactly("c", "b", "a");
    }

    @Test
    void whatAnotherNeedsIsReleasedAfterIt() {
        ResourceTemplate<Thing> inner = things("inner");
        ResourceTemplate<Thing> outer = ResourceTemplate.of(() -> {
            inner.acquire();
            return new Thing("outer", released);
        });
        try (ResourceScope scope = manager.open()) {
            outer.acquire();
        }
        assertThat(released).containsExactly("outer", "inner");
    }

    @Test
    void aReleaseMayUseWhatWasAcquiredBefore() {
        ResourceTemplate<Thing> log = things("log");
        ResourceTemplate<String> user = ResourceTemplate.of(
                () -> "user", name -> log.acquire().released().add(name + " logged"));
        try (ResourceScope scope = manager.open()) {
            log.acquire();
            user.acquire();
        }
        assertThat(released).containsExactly("user logged", "log");
        assertThat(acquired).hasValue(1);
    }

    @Test
    void aReleaseCannotAcquireWhatIsGone() {
        ResourceTemplate<Thing> later = things("later");
        ResourceTemplate<String> first = ResourceTemplate.of(() -> "first", name -> later.acquire());
        ResourceScope scope = manager.open();
        first.acquire();
        later.acquire();

        assertThatThrownBy(scope::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SHARER-302");
        assertThat(released).containsExactly("later");
    }

    @Test
    void allAreReleasedAlthoughSomeFailAndTheFirstFailureIsThrown() {
        RuntimeException first = new IllegalArgumentException("b");
        RuntimeException second = new UnsupportedOperationException("a");
        ResourceScope scope = manager.open();
        things("x").acquire();
        failingToRelease("a", second).acquire();
        things("y").acquire();
        failingToRelease("b", first).acquire();
        things("z").acquire();

        assertThatThrownBy(scope::close)
                .isSameAs(first)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(second));
        assertThat(released).containsExactly("z", "y", "x");
        assertThat(manager.stats().releaseFailures()).isEqualTo(2);
    }

    @Test
    void oneFailureOfTwoReleasesIsThrownOnce() {
        RuntimeException same = new IllegalArgumentException("both");
        ResourceScope scope = manager.open();
        failingToRelease("a", same).acquire();
        failingToRelease("b", same).acquire();

        assertThatThrownBy(scope::close).isSameAs(same).hasNoSuppressedExceptions();
    }

    @Test
    void anErrorOfAReleaseDoesNotKeepTheOthers() {
        ResourceScope scope = manager.open();
        things("a").acquire();
        ResourceTemplate.of(() -> "b", resource -> {
                    throw new AssertionError("b");
                })
                .acquire();

        assertThatThrownBy(scope::close).isInstanceOf(AssertionError.class).hasMessage("b");
        assertThat(released).containsExactly("a");
    }

    @Test
    void aCheckedExceptionOfAReleaseIsToldInsideAReleaseException() {
        IOException cause = new IOException("on close");
        ResourceScope scope = manager.open();
        ResourceTemplate.<AutoCloseable>of(() -> () -> {
                    throw cause;
                })
                .acquire();

        assertThatThrownBy(scope::close)
                .isInstanceOf(ReleaseException.class)
                .hasCause(cause)
                .hasMessageStartingWith("SHARER-308");
    }

    @Test
    void aFailingAcquisitionFailsItsCallerAndTheNextTriesAgain() {
        IOException cause = new IOException("no disk");
        AtomicInteger tries = new AtomicInteger();
        ResourceTemplate<Thing> second = ResourceTemplate.of(() -> {
            if (tries.incrementAndGet() == 1) {
                throw cause;
            }
            return new Thing("second", released);
        });
        try (ResourceScope scope = manager.open()) {
            things("first").acquire();
            assertThatThrownBy(second::acquire)
                    .isInstanceOf(AcquireException.class)
                    .hasCause(cause)
                    .hasMessageStartingWith("SHARER-307");
            assertThat(second.acquire().name()).isEqualTo("second");
        }
        assertThat(released).containsExactly("second", "first");
        assertThat(manager.stats().acquireFailures()).isEqualTo(1);
    }

    @Test
    void anErrorOfAnAcquisitionIsThrownAsItIsAndLeavesNothing() {
        AssertionError error = new AssertionError("broken");
        AtomicInteger tries = new AtomicInteger();
        ResourceTemplate<String> broken = ResourceTemplate.of(() -> {
            if (tries.incrementAndGet() == 1) {
                throw error;
            }
            return "mended";
        });
        try (ResourceScope scope = manager.open()) {
            assertThatThrownBy(broken::acquire).isSameAs(error);
            assertThat(broken.acquire()).isEqualTo("mended");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // it does not see the bound of a type variable of a compiled method
    void nullIsAResourceToo() {
        List<@Nullable String> gone = new ArrayList<>();
        ResourceTemplate<@Nullable String> nothing = ResourceTemplate.<@Nullable String>of(
                () -> {
                    acquired.incrementAndGet();
                    return null;
                },
                gone::add);
        try (ResourceScope scope = manager.open()) {
            assertThat(nothing.acquire()).isNull();
            assertThat(nothing.acquire()).isNull();
        }
        assertThat(acquired).hasValue(1);
        assertThat(gone).hasSize(1).containsOnlyNulls();
    }

    @Test
    void whatCountsAsFalseElsewhereIsAResourceToo() {
        List<Object> gone = new ArrayList<>();
        List<ResourceTemplate<Object>> templates = new ArrayList<>();
        for (Object falsy : List.of("", 0, false, List.of())) {
            templates.add(ResourceTemplate.of(
                    () -> {
                        acquired.incrementAndGet();
                        return falsy;
                    },
                    gone::add));
        }
        try (ResourceScope scope = manager.open()) {
            templates.forEach(ResourceTemplate::acquire);
            templates.forEach(ResourceTemplate::acquire);
        }
        assertThat(acquired).hasValue(4);
        assertThat(gone).containsExactly(List.of(), false, 0, "");
    }

    @Test
    void equalResourcesAreReleasedEach() {
        List<String> gone = new ArrayList<>();
        ResourceTemplate<String> one = ResourceTemplate.of(() -> "equal", gone::add);
        ResourceTemplate<String> other = ResourceTemplate.of(() -> "equal", gone::add);
        try (ResourceScope scope = manager.open()) {
            one.acquire();
            other.acquire();
        }
        assertThat(gone).hasSize(2);
    }

    @Test
    void aTemplateThatIsMadeInsideAnOpenScopeDisturbsNothing() {
        try (ResourceScope scope = manager.open()) {
            things("a").acquire();
            ResourceTemplate<Thing> unused = things("unused");
            assertThat(ResourceTemplate.all()).contains(unused);
        }
        assertThat(released).containsExactly("a");
    }

    @Test
    void whatIsReleasedEarlyIsAcquiredAnewAndReleasedOnce() {
        ResourceTemplate<Thing> things = things("a");
        try (ResourceScope scope = manager.open()) {
            things.release();
            Thing first = things.acquire();
            things.release();
            assertThat(released).containsExactly("a");
            things.release();
            assertThat(things.acquire()).isNotSameAs(first);
        }
        assertThat(released).containsExactly("a", "a");
    }

    @Test
    void whatFailsToBeReleasedEarlyIsToldAndGone() {
        RuntimeException failure = new IllegalArgumentException("stuck");
        ResourceTemplate<String> stuck = failingToRelease("a", failure);
        try (ResourceScope scope = manager.open()) {
            stuck.acquire();
            assertThatThrownBy(stuck::release).isSameAs(failure);
        }
    }

    @Test
    void anAcquisitionThatNeedsItselfIsToldSo() {
        List<ResourceTemplate<String>> self = new ArrayList<>();
        self.add(ResourceTemplate.of(() -> self.get(0).acquire()));
        try (ResourceScope scope = manager.open()) {
            assertThatThrownBy(() -> self.get(0).acquire())
                    .isInstanceOf(AcquireException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("SHARER-306");
        }
    }

    @Test
    void ifOneOfSeveralCannotBeAcquiredThoseBeforeAreReleasedAndNoScopeIsOpen() {
        IOException cause = new IOException("third");
        RuntimeException onRelease = new IllegalArgumentException("first");

        assertThatThrownBy(() -> manager.open(
                        failingToRelease("first", onRelease), things("second"), failing(cause), things("fourth")))
                .isInstanceOf(AcquireException.class)
                .hasCause(cause)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(onRelease));
        assertThat(released).containsExactly("second");
        assertThat(acquired).hasValue(1);
        assertThat(manager.current()).isEmpty();
        manager.open().close();
    }

    @Test
    void severalAreAcquiredInTheirOrder() {
        ResourceTemplate<Thing> first = things("first");
        try (ResourceScope scope = manager.open(first, things("second"))) {
            assertThat(acquired).hasValue(2);
            assertThat(first.acquire().name()).isEqualTo("first");
        }
        assertThat(released).containsExactly("second", "first");
    }

    @Test
    void anAcquisitionThatOutlastsItsScopeIsReleasedAndRefused() throws Exception {
        ResourceScope scope = manager.open();
        Callable<Thing> acquire = () -> {
            Threads.onDead(() -> {
                scope.close();
                return "closed";
            });
            return new Thing("late", released);
        };
        Throwable failure = catchThrowable(ResourceTemplate.of(acquire)::acquire);

        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessageStartingWith("SHARER-302");
        assertThat(released).containsExactly("late");
    }

    @Test
    void theFiguresAreTold() {
        ResourceTemplate<Thing> things = things("a");
        try (ResourceScope scope = manager.open()) {
            things.acquire();
            assertThat(manager.stats().held()).isEqualTo(1);
            assertThat(manager.stats().open()).isEqualTo(1);
        }
        assertThat(manager.stats()).isEqualTo(new io.sharer.ResourceStats(1, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void theNameTellsAnother() {
        try (ResourceScope scope = manager.open()) {
            String name = scope.name();
            assertThatThrownBy(manager::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("SHARER-301")
                    .hasMessageContaining(name);
        }
    }
}

package io.sharer.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceTemplate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who opens a scope, who joins it, and with whom it ends. */
@SuppressWarnings("try") // a scope is there for its length
class JoiningTest {
    private final ResourceManager manager = ResourceManager.create();
    private final List<String> released = Collections.synchronizedList(new ArrayList<>());
    private final ResourceTemplate<Thing> things = ResourceTemplate.of(() -> new Thing("a", released));

    @AfterEach
    void nothingIsLeft() {
        assertThat(manager.active()).isEmpty();
        assertThat(Contexts.size()).isZero();
    }

    @Test
    void aSecondOneInTheSameContextIsRefusedAndTheFirstGoesOn() {
        try (ResourceScope scope = manager.open()) {
            things.acquire();
            assertThatThrownBy(manager::open).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> manager.open(false)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> manager.open(things)).isInstanceOf(IllegalStateException.class);
            assertThat(manager.current()).contains(scope);
            assertThat(released).isEmpty();
        }
    }

    @Test
    void anotherManagersScopeIsTheContextsToo() {
        ResourceManager other = ResourceManager.create();
        try (ResourceScope scope = manager.open()) {
            assertThatThrownBy(other::open).isInstanceOf(IllegalStateException.class);
            assertThat(other.current()).contains(scope);
            assertThat(other.active()).contains(scope);
            try (ResourceScope joined = other.open(true)) {
                assertThat(joined).isEqualTo(scope);
            }
        }
    }

    @Test
    void withoutOneToJoinOneIsOpened() {
        try (ResourceScope scope = manager.open(true)) {
            assertThat(manager.current()).contains(scope);
        }
    }

    @Test
    void theOwnerMayLeaveBeforeWhoHasJoined() {
        ResourceScope owner = manager.open();
        ResourceScope joined = manager.open(true);
        Thing thing = things.acquire();
        owner.close();
        assertThat(released).isEmpty();
        assertThat(things.acquire()).isSameAs(thing);
        assertThat(manager.active()).containsExactly(joined);
        joined.close();
        assertThat(released).containsExactly("a");
        assertThat(manager.current()).isEmpty();
    }

    @Test
    void whoHasJoinedMayLeaveBeforeTheOwner() {
        ResourceScope owner = manager.open();
        ResourceScope joined = manager.open(true);
        things.acquire();
        joined.close();
        assertThat(released).isEmpty();
        assertThat(manager.current()).contains(owner);
        owner.close();
        assertThat(released).containsExactly("a");
    }

    @Test
    void threeMayLeaveInAnyOrder() {
        ResourceScope owner = manager.open();
        ResourceScope second = manager.open(true);
        ResourceScope third = manager.open(true);
        things.acquire();
        second.close();
        owner.close();
        assertThat(released).isEmpty();
        third.close();
        assertThat(released).containsExactly("a");
    }

    @Test
    void leavingTwiceCountsOnce() {
        ResourceScope owner = manager.open();
        ResourceScope joined = manager.open(true);
        things.acquire();
        joined.close();
        joined.close();
        assertThat(released).isEmpty();
        owner.close();
        owner.close();
        assertThat(released).containsExactly("a");
    }

    @Test
    void closingTwiceDoesNotTouchTheNextScope() {
        ResourceScope first = manager.open();
        first.close();
        try (ResourceScope second = manager.open()) {
            things.acquire();
            first.close();
            assertThat(manager.current()).contains(second);
            assertThat(released).isEmpty();
        }
    }

    @Test
    void anotherThreadMayCloseItAndTheContextIsFree() throws Exception {
        ResourceScope scope = manager.open();
        things.acquire();
        Threads.onDead(() -> {
            scope.close();
            return "closed";
        });
        assertThat(released).containsExactly("a");
        assertThat(manager.current()).isEmpty();
        manager.open().close();
    }

    @Test
    void theLastLeaverMayBeOnAnotherThread() throws Exception {
        ResourceScope owner = manager.open();
        ResourceScope joined = manager.open(true);
        things.acquire();
        owner.close();
        Threads.onDead(() -> {
            joined.close();
            return "closed";
        });
        assertThat(released).containsExactly("a");
        assertThat(manager.current()).isEmpty();
    }

    @Test
    void anotherThreadHasAContextOfItsOwn() throws Exception {
        try (ResourceScope scope = manager.open()) {
            Thing here = things.acquire();
            Thing there = Threads.onDead(() -> {
                assertThat(manager.current()).isEmpty();
                try (ResourceScope own = manager.open()) {
                    assertThat(own).isNotEqualTo(scope);
                    assertThat(manager.active()).containsExactlyInAnyOrder(scope, own);
                    return things.acquire();
                }
            });
            assertThat(there).isNotSameAs(here);
            assertThat(released).containsExactly("a");
        }
    }

    @Test
    void aFailingReleaseLeavesTheContextFree() {
        ResourceScope scope = manager.open();
        ResourceTemplate.of(() -> "a", resource -> {
                    throw new IllegalArgumentException(resource);
                })
                .acquire();
        assertThatThrownBy(scope::close).isInstanceOf(IllegalArgumentException.class);
        assertThat(manager.current()).isEmpty();
        manager.open().close();
    }
}

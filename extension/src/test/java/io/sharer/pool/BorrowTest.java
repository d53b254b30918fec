package io.sharer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Lease;
import io.sharer.Pool;
import io.sharer.PoolTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is borrowed, and in which order. */
class BorrowTest {
    private final Things things = new Things();

    @AutoClose
    private final Pool<Thing> pool = things.pool(5).drainTimeout(Duration.ZERO).build();

    private List<Lease<Thing>> borrowed(int number) {
        List<Lease<Thing>> leases = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            leases.add(pool.borrow());
        }
        return leases;
    }

    @Test
    void nothingIsMadeBeforeItIsNeeded() {
        assertThat(things.made()).isEmpty();
        assertThat(pool.stats().live()).isZero();
    }

    @Test
    void whatIsGivenBackIsLentAgain() {
        Thing first;
        try (Lease<Thing> lease = pool.borrow()) {
            first = lease.get();
        }
        try (Lease<Thing> lease = pool.borrow()) {
            assertThat(lease.get()).isSameAs(first);
        }
        assertThat(things.made()).hasSize(1);
    }

    @Test
    void whatWasGivenBackLastIsLentFirst() {
        List<Lease<Thing>> leases = borrowed(5);
        List<Thing> objects = leases.stream().map(Lease::get).toList();
        for (int i : List.of(2, 0, 4, 1, 3)) {
            leases.get(i).close();
        }

        assertThat(borrowed(5).stream().map(lease -> lease.get().number))
                .containsExactlyElementsOf(List.of(3, 1, 4, 0, 2).stream()
                        .map(i -> objects.get(i).number)
                        .toList());
    }

    @Test
    void theOrderHoldsWhereLoansAndReturnsAlternate() {
        List<Lease<Thing>> leases = borrowed(4);
        leases.get(1).close();
        leases.get(3).close();
        Lease<Thing> top = pool.borrow();
        leases.get(0).close();
        leases.get(2).close();

        assertThat(top.get().number).isEqualTo(4);
        assertThat(borrowed(3).stream().map(lease -> lease.get().number)).containsExactly(3, 1, 2);
    }

    @Test
    void equalObjectsWithoutAHashCodeAreToldApart() {
        List<Lease<Thing>> leases = borrowed(3);

        assertThat(leases.stream()
                        .map(lease -> System.identityHashCode(lease.get()))
                        .distinct())
                .hasSize(3);
        leases.forEach(Lease::close);
        assertThat(pool.stats().idle()).isEqualTo(3);
        assertThat(pool.stats().live()).isEqualTo(3);
    }

    @Test
    void nestedLoansOfOneThreadAreOfDifferentObjects() {
        int inner = pool.with(outer -> pool.with(other -> {
            assertThat(other).isNotSameAs(outer);
            return other.number;
        }));

        assertThat(inner).isEqualTo(2);
        assertThat(pool.stats().idle()).isEqualTo(2);
    }

    @Test
    void theInnerEndOfNestedLoansDoesNotEndTheOuterOne() {
        pool.with(outer -> {
            pool.with(inner -> inner.number);
            pool.with(inner -> assertThat(inner).isNotSameAs(outer));
            return "done";
        });

        assertThat(pool.stats().live()).isEqualTo(2);
    }

    @Test
    void workGivesBackWhatItBorrowed() {
        assertThat(pool.<String, RuntimeException>with(Thing::toString)).isEqualTo("thing 1");
        assertThat(pool.stats().idle()).isEqualTo(1);
        assertThat(pool.stats().returns()).isEqualTo(1);
    }

    @Test
    void workThatThrowsDoesNotKeepTheObject() {
        IOException failure = new IOException("failed");

        assertThatThrownBy(() -> pool.with(thing -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(pool.stats().lent()).isZero();
    }

    @Test
    void objectsThatLookEmptyAreObjects() {
        try (Pool<Object> empties = Pool.<Object>builder(() -> "").maxSize(1).build()) {
            Object first = empties.with(object -> object);

            assertThat(empties.<Object, RuntimeException>with(object -> object))
                    .isEqualTo("")
                    .isSameAs(first);
            assertThat(empties.stats().created()).isEqualTo(1);
        }
    }

    @Test
    void noMoreAreMadeThanAllowed() {
        List<Lease<Thing>> leases = borrowed(5);

        assertThatThrownBy(() -> pool.borrow(Duration.ZERO)).isInstanceOf(PoolTimeoutException.class);
        assertThat(leases).hasSize(5);
        assertThat(things.most()).isEqualTo(5);
    }

    @Test
    void withoutALimitAsManyAreMadeAsAreBorrowed() {
        try (Pool<Thing> unlimited = things.pool(0).drainTimeout(Duration.ZERO).build()) {
            for (int i = 0; i < 100; i++) {
                unlimited.borrow();
            }
            assertThat(unlimited.stats().lent()).isEqualTo(100);
        }
    }
}

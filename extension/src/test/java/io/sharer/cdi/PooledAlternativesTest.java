package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.CallScoped;
import io.sharer.Pool;
import io.sharer.Pooled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pool goes with its bean where an alternative, or a specialization, stands in for another. */
class PooledAlternativesTest {
    @RegisterExtension
    final Container container = Container.with(
            Workshop.class,
            FirstTest.class,
            SecondTest.class,
            Garage.class,
            NewGarage.class,
            Old.class,
            New.class,
            User.class);

    interface Lift {
        String name();
    }

    @ApplicationScoped
    static class Workshop {
        private final Tools tools = new Tools();

        @Produces
        @Pooled(minSize = 1)
        @CallScoped
        @Named("real")
        Tool tool() {
            return tools.make();
        }

        int made() {
            return tools.made();
        }
    }

    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class FirstTest {
        @Produces
        @Pooled
        @CallScoped
        Tool tool() {
            throw new AssertionError("another has a higher priority");
        }
    }

    @Alternative
    @Priority(20)
    @ApplicationScoped
    static class SecondTest {
        private final Tools tools = new Tools();

        @Produces
        @Pooled(minSize = 1)
        @CallScoped
        @Named("real")
        Tool tool() {
            return tools.make();
        }

        int made() {
            return tools.made();
        }
    }

    @ApplicationScoped
    static class Garage {
        @Produces
        @Pooled
        @CallScoped
        Lift lift() {
            return () -> "old";
        }
    }

    @ApplicationScoped
    static class NewGarage extends Garage {
        @Override
        @Produces
        @Specializes
        @Pooled
        @CallScoped
        Lift lift() {
            return () -> "new";
        }
    }

    @Pooled
    static class Old {
        String name() {
            return "old";
        }
    }

    @Pooled
    @Specializes
    static class New extends Old {
        @Override
        String name() {
            return "new";
        }
    }

    @Dependent
    static class User {
        @Inject
        Tool tool;

        @Inject
        Pool<Tool> tools;

        @Inject
        Lift lift;

        @Inject
        Pool<Lift> lifts;

        @Inject
        Old old;

        @Inject
        Pool<New> news;
    }

    @Test
    void thePoolOfTheChosenAlternativeIsInjected() {
        User user = container.get(User.class);

        assertThat(user.tool.number()).isEqualTo(1);

        assertThat(user.tools.stats().borrows()).isEqualTo(1);
    }

    @Test
    void thePoolOfASpecializingProducerIsInjected() {
        User user = container.get(User.class);

        assertThat(user.lift.name()).isEqualTo("new");

        assertThat(user.lifts.stats().borrows()).isEqualTo(1);
    }

    @Test
    void thePoolOfASpecializingClassIsInjected() {
        User user = container.get(User.class);

        assertThat(user.old.name()).isEqualTo("new");

        assertThat(user.news.stats().borrows()).isEqualTo(1);
    }

    @Dependent
    static class WantsOld {
        @Inject
        Pool<Old> olds;
    }

    @Test
    void aSpecializedClassHasNoPool() throws Exception {
        assertThat(Container.failureOf(Old.class, New.class)).isNull();
        if (Container.isWeld()) {
            // OpenWebBeans takes the pool of a subclass for one of the class.
            assertThat(Container.failureOf(Old.class, New.class, WantsOld.class))
                    .isNotNull();
        }
    }

    @Test
    void whatAnAlternativeReplacesIsNotMadeAhead() {
        await().until(() -> container.get(SecondTest.class).made() == 1);

        assertThat(container.get(Workshop.class).made()).isZero();
    }
}

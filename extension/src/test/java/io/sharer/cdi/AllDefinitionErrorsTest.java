package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.Late;
import io.sharer.LateBinding;
import io.sharer.LoopTask;
import io.sharer.ManagedResources;
import io.sharer.Pooled;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The definition errors of all parts of Sharer come together, whatever else is wrong. */
@Tag(Container.NOT_IN_LITE)
class AllDefinitionErrorsTest {
    @RegisterExtension
    final SystemProperties configured = new SystemProperties();

    @ApplicationScoped
    static class OfTurns {
        @Shared
        final void work() {}
    }

    @Pooled(minSize = 3, maxSize = 2)
    static class OfPools {}

    @ApplicationScoped
    static class OfScopes {
        @ManagedResources
        static void work() {}
    }

    @ApplicationScoped
    static class OfLateBinding {
        @Inject
        @Late
        LateBinding<Runnable> binding;
    }

    @ApplicationScoped
    static class OfLoops {
        @LoopTask
        void work(String argument) {}
    }

    @ApplicationScoped
    @ManagedResources(eager = String.class)
    static class OfScopesLater {}

    @Test
    void thoseOfAllPartsAreReportedTogether() throws Exception {
        configured.with("sharer.drain-timeout", "soon");
        configured.with("sharer.loop.events.workers", "many");

        assertThat(Deployments.failureOf(
                        OfTurns.class, OfPools.class, OfScopes.class, OfLateBinding.class, OfLoops.class))
                .contains("SHARER-012: ", "SHARER-083: ", "SHARER-352: ", "SHARER-361: ", "SHARER-471: ")
                .contains("SHARER-480: sharer.drain-timeout");
    }

    @Test
    void thoseOfOnePartAreSorted() throws Exception {
        assertThat(Deployments.failureOf(OfTurns.class, AlsoOfTurns.class))
                .containsSubsequence("Sharer found 2 definition errors", "SHARER-012: ", "SHARER-018: ");
    }

    @ApplicationScoped
    static class AlsoOfTurns {
        @Shared
        @Unshared
        void both() {}
    }

    /** Containers come to that step only when no definition error is left. */
    @Test
    void whatNeedsAllBeansComesWithTheNextDeployment() throws Exception {
        assertThat(Deployments.failureOf(OfTurns.class, OfScopesLater.class))
                .contains("SHARER-012: ")
                .doesNotContain("SHARER-356: ");
        assertThat(Deployments.failureOf(OfScopesLater.class)).contains("SHARER-356: ");
    }
}

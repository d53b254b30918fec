package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.Late;
import io.sharer.LateBinding;
import io.sharer.OutsideUse;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.ResourceTemplate;
import io.sharer.SharerRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deadlocks of resource scopes and late bindings are told of as those of queues and pools are. */
@Tag(Container.NOT_IN_LITE)
class DeadlocksToldTest {
    @RegisterExtension
    final Container container = Container.with(User.class);

    @ApplicationScoped
    static class User {
        @Inject
        ResourceManager scopes;

        @Inject
        @Late
        Supplier<String> late;

        @Inject
        LateBinding<Supplier<String>> binding;

        void needAResourceThatNeedsItself() {
            List<ResourceTemplate<String>> self = new ArrayList<>();
            self.add(ResourceTemplate.of(() -> self.get(0).acquire()));
            try (ResourceScope scope = scopes.open()) {
                assertThat(scope.name()).contains("User.needAResourceThatNeedsItself");
                assertThatThrownBy(() -> self.get(0).acquire()).hasStackTraceContaining("SHARER-306");
            }
        }

        void needAResourceThatNeedsItselfOutsideScopes() {
            List<ResourceTemplate<String>> self = new ArrayList<>();
            self.add(ResourceTemplate.of(() -> self.get(0).acquire()).outside(OutsideUse.ALLOW));
            assertThatThrownBy(() -> self.get(0).acquire()).hasStackTraceContaining("SHARER-306");
        }

        void needALateBindingThatNeedsItself() {
            binding.setFactory(() -> {
                String made = late.get();
                return () -> made;
            });
            assertThatThrownBy(late::get).hasStackTraceContaining("SHARER-322");
            binding.clear();
        }
    }

    @Test
    void theyAreInTheRegistry() {
        SharerRegistry registry = container.get(SharerRegistry.class);
        User user = container.get(User.class);
        user.needAResourceThatNeedsItself();
        assertThat(registry.deadlocksFound()).isEqualTo(1);
        assertThat(registry.deadlocks().get(0).name()).contains("User.needAResourceThatNeedsItself");
        user.needALateBindingThatNeedsItself();
        assertThat(registry.deadlocksFound()).isEqualTo(2);
        assertThat(registry.deadlocks().get(0).name()).contains("Supplier<", "String>");
        assertThat(registry.deadlocks().get(0).circle()).contains("waits for @Late");
        user.needAResourceThatNeedsItselfOutsideScopes();
        assertThat(registry.deadlocksFound()).isEqualTo(3);
        assertThat(registry.deadlocks().get(0).name()).contains("DeadlocksToldTest$User.needAResource");
    }
}

package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.OutsideUse;
import io.sharer.ResourceTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was acquired outside any scope is released when its application ends. */
@Tag(Container.NOT_IN_LITE)
class OutsideEndTest {
    private final List<String> released = new CopyOnWriteArrayList<>();

    @ApplicationScoped
    static class Till {
        String sell() {
            return "sold";
        }
    }

    @Test
    void itIsReleasedIfItsTemplateWasMadeInTheApplication() throws Exception {
        try (Container container = Container.start(Till.class)) {
            acquire();
            assertThat(container.get(Till.class).sell()).isEqualTo("sold");
            assertThat(released).isEmpty();
        }

        assertThat(released).containsExactly("resource");
    }

    /** As in an EAR, which ends under its own class loader, and has one for each WAR. */
    @Test
    void soItIsIfItsTemplateWasMadeInAnyOfItsParts() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader ear = new URLClassLoader(new URL[0], before)) {
            thread.setContextClassLoader(ear);
            try (Container container = Container.start(Till.class)) {
                thread.setContextClassLoader(Till.class.getClassLoader());
                acquire();
                thread.setContextClassLoader(ear);
                assertThat(container.get(Till.class).sell()).isEqualTo("sold");
            }
        } finally {
            thread.setContextClassLoader(before);
        }

        assertThat(released).containsExactly("resource");
    }

    /** The template is forgotten, what it has acquired is not. */
    private void acquire() {
        ResourceTemplate.of(() -> "resource", released::add)
                .outside(OutsideUse.ALLOW)
                .acquire();
    }
}

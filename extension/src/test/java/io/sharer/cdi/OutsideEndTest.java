package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sharer.OutsideUse;
import io.sharer.ResourceTemplate;
import io.sharer.scope.Resources;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was acquired outside any scope is released when its application ends. */
@Tag(Container.NOT_IN_LITE)
class OutsideEndTest {
    private final List<String> released = new CopyOnWriteArrayList<>();

    @Test
    void itIsReleasedIfItsTemplateWasMadeInTheApplication() throws Exception {
        try (Container container = Container.start(Booth.class)) {
            acquire();
            assertThat(container.get(Booth.class).sell()).isEqualTo("sold");
            assertThat(released).isEmpty();
        }

        assertThat(released).containsExactly("resource");
    }

    /** As in an EAR, which begins and ends under its own class loader, and has one for each WAR. */
    @Test
    void soItIsIfItsTemplateWasMadeInAnyOfItsParts() throws Exception {
        assumeTrue(Container.isWeld(), "OpenWebBeans finds beans by the names of their classes, where it starts");
        War war = new War();
        Class<?> booth = war.own(Booth.class);
        try (Container container = Container.start(booth)) {
            with(war, this::acquire);
            assertThat(container.get(booth)).isNotNull();
            assertThat(released).isEmpty();
        }

        assertThat(released).containsExactly("resource");
    }

    /** As where a program that holds applications lends them its own classes, Sharer's among them. */
    @Test
    void whatBelongsToWhoHoldsTheApplicationStays() throws Exception {
        acquire();
        with(new War(), () -> {
            try (Container container = Container.start(Booth.class)) {
                assertThat(container.get(Booth.class).sell()).isEqualTo("sold");
            }
        });
        assertThat(released).isEmpty();

        Resources.releaseOutside(List.of(OutsideEndTest.class.getClassLoader()));
        assertThat(released).containsExactly("resource");
    }

    /** A part of an archive, with a class loader of its own. */
    private static final class War extends ClassLoader {
        War() {
            super(OutsideEndTest.class.getClassLoader());
        }

        /** The same class as one of its own. */
        Class<?> own(Class<?> type) throws IOException {
            String file = type.getName().replace('.', '/') + ".class";
            try (InputStream in = Objects.requireNonNull(getResourceAsStream(file))) {
                byte[] code = in.readAllBytes();
                return defineClass(type.getName(), code, 0, code.length);
            }
        }
    }

    private static void with(ClassLoader loader, Action action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    /** The template is forgotten, what it has acquired is not. */
    private void acquire() {
        ResourceTemplate.of(() -> "resource", released::add)
                .outside(OutsideUse.ALLOW)
                .acquire();
    }
}

package io.sharer.cdi;

import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A CDI container with the given beans and nothing else, started as any Java SE program starts one.
 *
 * <p>As a JUnit extension it lives for one test. Closing it fails if a thread of Sharer's stays behind.
 */
final class Container implements BeforeEachCallback, AfterEachCallback, AutoCloseable {
    /** The tag of what portable extensions can do, and build compatible ones cannot. */
    static final String NOT_IN_LITE = "not-in-lite";

    private final Class<?>[] beans;
    private final List<Extension> extensions = new ArrayList<>();
    private Set<Thread> before = Set.of();
    private @Nullable SeContainer container;

    private Container(Class<?>... beans) {
        this.beans = beans;
    }

    /** To be registered as a JUnit extension. */
    static Container with(Class<?>... beans) {
        return new Container(beans);
    }

    /** Has another extension too, which must not be started before. */
    Container extendedBy(Extension extension) {
        extensions.add(extension);
        return this;
    }

    /** Started now, and closed by whoever calls this. */
    static Container start(Class<?>... beans) {
        return new Container(beans).start();
    }

    /**
     * What starting with these beans fails with, if it does. Under a class loader of its own, for OpenWebBeans never
     * forgets one that a start has failed under.
     */
    static @Nullable Throwable failureOf(Class<?>... beans) throws IOException {
        return failureOf(new Container(beans));
    }

    /** The same for one that is not started yet. */
    static @Nullable Throwable failureOf(Container container) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader own = new URLClassLoader(new URL[0], before)) {
            thread.setContextClassLoader(own);
            return catchThrowable(() -> container.start().close());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    Container start() {
        before = threads();
        SeContainerInitializer initializer = SeContainerInitializer.newInstance();
        if (isLite()) {
            LiteContainer.prepare(initializer);
        }
        // Discovery finds no bean archive here. Weld loads no extension without it; OpenWebBeans reads all jars for it.
        if (!isWeld()) {
            initializer.disableDiscovery();
        }
        container = initializer
                .addBeanClasses(beans)
                .addExtensions(extensions.toArray(Extension[]::new))
                .initialize();
        return this;
    }

    /** Whether the tests run with the extension for CDI Lite, and no other. */
    static boolean isLite() {
        return Boolean.getBoolean("test.lite");
    }

    /** Whether the tests run on Weld, for the few things that only one implementation can do. */
    static boolean isWeld() {
        return SeContainerInitializer.newInstance().getClass().getName().startsWith("org.jboss.weld.");
    }

    SeContainer se() {
        return Objects.requireNonNull(container, "not started");
    }

    <T> T get(Class<T> type, Annotation... qualifiers) {
        return se().select(type, qualifiers).get();
    }

    <T> Instance<T> select(Class<T> type, Annotation... qualifiers) {
        return se().select(type, qualifiers);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        if (se().isRunning()) {
            se().close();
        }
        // Looked at once, and often: a tenth of a second for each of thousands of containers would be minutes.
        await("no thread of Sharer's stays behind")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> threads().stream().noneMatch(thread -> !before.contains(thread)));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sharer"))
                .collect(Collectors.toSet());
    }
}

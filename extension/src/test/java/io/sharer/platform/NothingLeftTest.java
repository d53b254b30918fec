package io.sharer.platform;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.management.MBeanServer;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;

/** An application that has been shown to JMX and to the flight recorder can be unloaded. */
class NothingLeftTest {
    @Test
    void theClassLoaderOfAnApplicationWithMBeansIsFree() throws Exception {
        WeakReference<ClassLoader> application = shownAsMBeans();
        awaitGone(application);
    }

    @Test
    void theClassLoaderOfAnApplicationThatWasRecordedIsFree() throws Exception {
        WeakReference<ClassLoader> application;
        try (Recording recording = new Recording()) {
            recording.enable("sharer.TurnHeld").withoutThreshold();
            recording.start();
            application = recorded();
            recording.stop();
        }
        awaitGone(application);
    }

    private static void awaitGone(WeakReference<ClassLoader> application) {
        await().atMost(30, SECONDS).until(() -> {
            System.gc();
            return application.get() == null;
        });
    }

    private static WeakReference<ClassLoader> shownAsMBeans() throws Exception {
        try (URLClassLoader loader = application()) {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            Class<?> registryType = loader.loadClass("io.sharer.SharerRegistry");
            Object scopes = scopes(loader);
            Object registry =
                    Proxy.newProxyInstance(loader, new Class<?>[] {registryType}, (proxy, method, arguments) -> {
                        if (method.getReturnType() == long.class) {
                            return 0L;
                        }
                        return method.getReturnType() == List.class ? List.of() : scopes;
                    });
            AutoCloseable view = (AutoCloseable) loader.loadClass("io.sharer.platform.jmx.ManagementView")
                    .getConstructor(MBeanServer.class, registryType, String.class)
                    .newInstance(server, registry, "unloaded");
            var name = new javax.management.ObjectName("io.sharer:type=Scopes,application=unloaded");
            assertThat(server.getAttribute(name, "Open")).isEqualTo(0L);
            view.close();
            assertThat(server.isRegistered(name)).isFalse();
            return new WeakReference<>(loader);
        }
    }

    private static Object scopes(ClassLoader loader) throws Exception {
        Class<?> stats = loader.loadClass("io.sharer.ResourceStats");
        return loader.loadClass("io.sharer.ScopesInfo")
                .getConstructor(stats, List.class)
                .newInstance(stats.getConstructors()[0].newInstance(0L, 0L, 0L, 0L, 0L, 0L, 0L), List.of());
    }

    private static WeakReference<ClassLoader> recorded() throws Exception {
        try (URLClassLoader loader = application()) {
            Class<?> type = loader.loadClass("io.sharer.SerialExecutor");
            Object builder = type.getMethod("builder", String.class).invoke(null, "unloaded");
            Object queue = loader.loadClass("io.sharer.SerialExecutor$Builder")
                    .getMethod("build")
                    .invoke(builder);
            Callable<String> body = () -> "done";
            assertThat(type.getMethod("call", Callable.class).invoke(queue, body))
                    .isEqualTo("done");
            Class<?> recordings = loader.loadClass("io.sharer.jfr.HeldTurns");
            assertThat(recordings.getMethod("areRecorded").invoke(null)).isEqualTo(true);
            type.getMethod("close").invoke(queue);
            return new WeakReference<>(loader);
        }
    }

    /** The class path once more, under a class loader of its own. */
    private static URLClassLoader application() throws Exception {
        List<URL> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            path.add(new File(entry).toURI().toURL());
        }
        return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}

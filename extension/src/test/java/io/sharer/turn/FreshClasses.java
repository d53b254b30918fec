package io.sharer.turn;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The classes of this program once more, as they are before anybody has used them. */
final class FreshClasses {
    private static final String SEPARATOR = System.getProperty("path.separator");

    private FreshClasses() {}

    /** What it tells when it is called in classes of its own, of which nobody has asked anything yet. */
    static String call(Class<? extends Callable<String>> scenario) throws Exception {
        try (URLClassLoader fresh = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Object made =
                    fresh.loadClass(scenario.getName()).getDeclaredConstructor().newInstance();
            return String.valueOf(((Callable<?>) made).call());
        }
    }

    private static URL[] classPath() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(SEPARATOR, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}

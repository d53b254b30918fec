package io.sharer.cdi;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The class path of this program once more, without some packages: as it is where an API is absent. */
final class ClassPathWithout extends URLClassLoader {
    private final Set<String> absent;

    /** @param absent the names of packages, which are absent with all below them, or of classes */
    ClassPathWithout(Set<String> absent) {
        super("class path without " + absent, classPath(), ClassLoader.getPlatformClassLoader());
        this.absent = Set.copyOf(absent);
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(ClassPathWithout::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }

    /** What a class of this class path, made by its constructor without parameters, tells when it is called. */
    Object call(Class<? extends Callable<?>> type) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            return ((Callable<?>)
                            loadClass(type.getName()).getDeclaredConstructor().newInstance())
                    .call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isAbsent(name)) {
            throw new ClassNotFoundException(name + ", which is absent here");
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL findResource(String name) {
        return isAbsent(name.replace('/', '.')) ? null : super.findResource(name);
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        return isAbsent(name.replace('/', '.')) ? Collections.emptyEnumeration() : super.findResources(name);
    }

    private boolean isAbsent(String className) {
        return absent.stream().anyMatch(name -> className.equals(name) || className.startsWith(name + "."));
    }
}

package io.sharer.it.example;

import jakarta.enterprise.inject.spi.Extension;
import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The example's WAR, as the build has made it. */
public final class ExampleWar {
    private ExampleWar() {}

    /** The WAR as users get it. */
    public static WebArchive asBuilt() {
        return named("example.war");
    }

    private static WebArchive named(String name) {
        return ShrinkWrap.create(ZipImporter.class, name)
                .importFrom(new File(System.getProperty("example.war")))
                .as(WebArchive.class);
    }

    /** The WAR with one jar more, which holds the given extension and the classes that it needs. */
    static WebArchive with(Class<? extends Extension> extension, Class<?>... others) {
        JavaArchive jar = ShrinkWrap.create(JavaArchive.class, "test-extension.jar")
                .addClass(extension)
                .addClasses(others)
                .addAsServiceProvider(Extension.class, extension);
        return named("example-with-" + extension.getSimpleName() + ".war").addAsLibrary(jar);
    }
}

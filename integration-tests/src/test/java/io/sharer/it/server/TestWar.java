package io.sharer.it.server;

import io.sharer.Shared;
import io.sharer.it.support.Server;
import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR that the beans of this package are tested in: with the extension's jar as users have it. */
final class TestWar {
    private static final String WEB_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <env-entry>
                <env-entry-name>greeting</env-entry-name>
                <env-entry-type>java.lang.String</env-entry-type>
                <env-entry-value>hello</env-entry-value>
              </env-entry>
            </web-app>
            """;

    private static final String BEANS_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="%s"/>
            """;

    private TestWar() {}

    static WebArchive of(String name, Class<?>... classes) {
        return forClients(name, classes).addAsLibraries(jarOf(Assertions.class));
    }

    /** The same for clients alone: tests do not run in it. */
    static WebArchive forClients(String name, Class<?>... classes) {
        return withoutBeansXml(name, classes).addAsWebInfResource(new StringAsset(""), "beans.xml");
    }

    /** As {@link #forClients}, for who has another {@code beans.xml}, or none. */
    static WebArchive withoutBeansXml(String name, Class<?>... classes) {
        return withoutExtension(name, classes).addAsLibraries(jarOf(Shared.class));
    }

    /** As {@link #forClients}, with the extension in the server, in the words in which WildFly is asked for it. */
    static WebArchive ofServersLibrary(String name, Class<?>... classes) {
        return withoutExtension(name, classes)
                .addAsManifestResource(
                        new StringAsset("Manifest-Version: 1.0\nDependencies: io.sharer services\n"), "MANIFEST.MF")
                .addAsWebInfResource(new StringAsset(""), "beans.xml");
    }

    private static WebArchive withoutExtension(String name, Class<?>... classes) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addClasses(classes)
                .setWebXML(new StringAsset(WEB_XML));
    }

    /**
     * The same where a class is to be found whose only annotation that makes it a bean is a stereotype, or a scope, of
     * our jar.
     */
    static WebArchive withStereotypes(String name, Class<?>... classes) {
        WebArchive war = of(name, classes);
        return Server.ofThisRun().findsStereotypesOfLibraries()
                ? war
                : war.addAsWebInfResource(beansXml("all"), "beans.xml");
    }

    static Asset beansXml(String discoveryMode) {
        return new StringAsset(BEANS_XML.formatted(discoveryMode));
    }

    static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

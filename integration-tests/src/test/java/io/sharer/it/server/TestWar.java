package io.sharer.it.server;

import io.sharer.Shared;
import io.sharer.it.support.Server;
import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
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

    private static final String ALL_ARE_BEANS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="all"/>
            """;

    private TestWar() {}

    static WebArchive of(String name, Class<?>... classes) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addClasses(classes)
                .addAsLibraries(jarOf(Shared.class), jarOf(Assertions.class))
                .setWebXML(new StringAsset(WEB_XML))
                .addAsWebInfResource(new StringAsset(""), "beans.xml");
    }

    /** The same where a class is to be found whose only annotation that makes it a bean is a stereotype of our jar. */
    static WebArchive withStereotypes(String name, Class<?>... classes) {
        WebArchive war = of(name, classes);
        return Server.ofThisRun().findsStereotypesOfLibraries()
                ? war
                : war.addAsWebInfResource(new StringAsset(ALL_ARE_BEANS), "beans.xml");
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

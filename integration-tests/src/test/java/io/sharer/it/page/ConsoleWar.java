package io.sharer.it.page;

import io.sharer.Shared;
import io.sharer.console.ConsoleServlet;
import java.io.File;
import java.net.URISyntaxException;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** WARs that have the console, as users have it. */
public final class ConsoleWar {
    private static final String LOGIN = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <display-name>Harbour</display-name>
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>the console</web-resource-name>
                  <url-pattern>/sharer-console/*</url-pattern>
                </web-resource-collection>
                <auth-constraint>
                  <role-name>clerk</role-name>
                </auth-constraint>
              </security-constraint>
              <login-config>
                <auth-method>BASIC</auth-method>
              </login-config>
              <security-role>
                <role-name>clerk</role-name>
              </security-role>
            </web-app>
            """;

    private static final String ROLES = """
            sharer.console.role=clerk
            sharer.console.action-role=clerk
            """;

    private static final String LOOPBACK = "sharer.console.loopback=true\n";

    private ConsoleWar() {}

    /** For those at this machine. */
    public static WebArchive of(String name, Class<?>... classes) {
        return plain(name, classes).addAsResource(new StringAsset(LOOPBACK), "META-INF/microprofile-config.properties");
    }

    private static WebArchive plain(String name, Class<?>... classes) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addClasses(classes)
                .addAsLibraries(jarOf(Shared.class), jarOf(ConsoleServlet.class));
    }

    /** For clerks only, who may act. */
    public static WebArchive forClerks(String name, Class<?>... classes) {
        return plain(name, classes)
                .setWebXML(new StringAsset(LOGIN))
                .addAsResource(new StringAsset(ROLES), "META-INF/microprofile-config.properties");
    }

    private static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

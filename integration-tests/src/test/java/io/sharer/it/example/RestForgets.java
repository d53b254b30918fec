package io.sharer.it.example;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.reflect.Method;

/**
 * Has RESTEasy forget an application that it keeps, and says so.
 *
 * <p>Undertow starts a servlet once more for a request that it let in just before it stopped it. RESTEasy's begins then
 * anew, with a static field in which its application stays, for it is never told to end again.
 *
 * <p>To be deployed where there is RESTEasy, and no application that uses it; elsewhere its deployment fails.
 */
@WebListener
public class RestForgets implements ServletContextListener {
    private static final String FACTORY = "org.jboss.resteasy.spi.ResteasyProviderFactory";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            Class<?> factory = Class.forName(FACTORY);
            Object kept = factory.getMethod("peekInstance").invoke(null);
            if (kept != null) {
                Method clear = factory.getMethod("clearInstanceIfEqual", factory);
                clear.invoke(null, kept);
                event.getServletContext().log("RESTEasy kept " + kept);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
